import { expect, test } from 'vitest';
import { adequateForIcsi } from '@/lib/course/course';
import { sampleAdequacy } from '@/lib/course/sample-adequacy';
import { aCourse, clinicalRecord } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

const motile = clinicalRecord('semen-analysis', '2026-04-12', {
  neat: { state: 'sperm-seen', motile: 3 },
  pellet: { state: 'not-examined' },
});
const negative = clinicalRecord('semen-analysis', '2026-05-12', {
  neat: { state: 'no-sperm-seen' },
  pellet: { state: 'no-sperm-seen' },
});
const course = aCourse('2026-01-05', { arm: 'isotretinoin', records: [motile, negative] });
const signed = {
  ...course,
  decisions: [
    {
      id: 'd1',
      key: adequateForIcsi,
      chosen: 'adequate',
      decidedOn: day('2026-04-13'),
      effectiveOn: day('2026-04-13'),
      recordId: motile.id,
    },
  ],
};

test.each([
  ['a motile sample may be signed', 'isotretinoin-noa', course, motile.id, 'may-be-signed'],
  ['a signed one says so', 'isotretinoin-noa', signed, motile.id, 'signed'],
  ['one without sperm is not asked about', 'isotretinoin-noa', course, negative.id, 'not-asked'],
  ['nor is any other record', 'isotretinoin-noa', course, 'nothing', 'not-asked'],
  ['nor where any sperm count', 'gonadotropin-noa', course, motile.id, 'not-asked'],
] as const)('%s', (_rule, protocol, of, recordId, adequacy) => {
  expect(sampleAdequacy(compiled(protocol), of, recordId)).toBe(adequacy);
});
