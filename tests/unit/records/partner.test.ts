import { expect, test } from 'vitest';
import { recordPartnerInputSchema } from '@/lib/records/partner';

const patientId = '01a201f6-f69a-7000-8241-f7f1ff21cf1e';

test.each([
  ['a year before it is possible', '1994', []],
  ['a year that is not known is left out', '', []],
  ['the year of her consent is not', '2026', ['birthYear']],
  ['nor is a later one', '2031', ['birthYear']],
])('year of birth of a partner who consents in 2026: %s', (_rule, birthYear, fields) => {
  const parsed = recordPartnerInputSchema.safeParse({
    patientId,
    consentOn: '2026-03-01',
    birthYear,
  });
  expect(parsed.error?.issues.map(({ path }) => path.join('.')) ?? []).toEqual(fields);
});
