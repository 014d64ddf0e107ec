import { expect, test } from 'vitest';
import { therapyOf } from '@/lib/course/therapy';
import { describeUnrecordedStop } from '@/lib/course/unrecorded-stop';
import { clinicalRecord, isotretinoin } from '@/tests/support/builders/course';

const started = isotretinoin('2026-01-10');
const stop = clinicalRecord('stop', '2026-07-12', { reason: 'completed' });
const stillPlanned = 'The drug stays on his plan until the stop is recorded with his therapy.';

test.each([
  { rule: 'a signed stop asks for its record', option: 'stop', records: [started], says: true },
  {
    rule: 'a recorded stop asks for nothing',
    option: 'stop',
    records: [started, stop],
    says: false,
  },
  { rule: 'no drug, nothing to stop', option: 'stop', records: [], says: false },
  { rule: 'going on asks for nothing', option: 'continue', records: [started], says: false },
])('$rule', ({ option, records, says }) => {
  expect(describeUnrecordedStop(option, therapyOf(records))).toBe(says ? stillPlanned : null);
});
