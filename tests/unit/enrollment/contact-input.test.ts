import { expect, test } from 'vitest';
import { recordContactInputSchema } from '@/lib/enrollment/contact-input';

const agreed = (agreedOn: string) =>
  recordContactInputSchema.safeParse({
    enrollmentId: '01a201f6-f69a-7000-8241-f7f1ff21cf1e',
    occurrenceKeys: ['monthly-check 3'],
    contactedOn: '2026-11-22',
    channel: 'phone',
    outcome: 'reached-agreed-date',
    agreedOn,
  });

test.each([
  ['a day within the next year', '2027-11-23', []],
  ['not a day farther ahead, until which he would be off the list', '2028-01-21', ['agreedOn']],
  ['not a day before the contact', '2026-11-21', ['agreedOn']],
])('a date that is agreed is %s', (_rule, agreedOn, fields) => {
  expect(agreed(agreedOn).error?.issues.map(({ path }) => path.join('.')) ?? []).toEqual(fields);
});
