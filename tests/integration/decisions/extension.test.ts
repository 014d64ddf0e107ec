import { beforeAll, expect, test } from 'vitest';
import { makeDecision } from '@/lib/server/decisions/make-decision';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2027-01-08');
  clinic = await openClinic(owner);
});

/** First dose on 2026-01-10: nine months end on 2026-10-10, the first extension on 2027-01-10. */
test('each extension of isotretinoin is a signed decision of its own', async () => {
  const { enrollmentId } = await importMan(clinic);
  const decide = (key: string, effectiveOn: string, chosen = 'continue') =>
    submit(makeDecision, clinic.physician, {
      enrollmentId,
      key,
      chosen,
      decidedOn: '2027-01-08',
      effectiveOn,
      reason: 'First sperm at month 8',
      password: testPassword,
    });

  const first = await decide('maximum-duration-review', '2026-10-10');
  const opened = first.change.opened.map(({ key }) => key);
  expect(opened).toContain('monthly-check#12');
  expect(opened).not.toContain('monthly-check#13');
  expect(opened).toContain('second-maximum-review#1');

  const second = await decide('second-maximum-review', '2027-01-10');
  expect(second.change.satisfied.map(({ key }) => key)).toEqual(['second-maximum-review#1']);
  expect(second.change.opened.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['monthly-check#15', 'third-maximum-review#1']),
  );

  const { rows } = await owner.query(
    'SELECT key, rule_id, printed_name, occurrence_key FROM decision WHERE enrollment_id = $1 ORDER BY id',
    [enrollmentId],
  );
  expect(rows).toEqual([
    {
      key: 'maximum-duration-review',
      rule_id: 'DEC-ISO-MAX',
      printed_name: 'Test physician',
      occurrence_key: 'maximum-duration-review#1',
    },
    {
      key: 'second-maximum-review',
      rule_id: 'DEC-ISO-MAX-2',
      printed_name: 'Test physician',
      occurrence_key: 'second-maximum-review#1',
    },
  ]);
});

test('a second extension is refused where the first review stopped the drug', async () => {
  const { enrollmentId } = await importMan(clinic);
  const decide = (key: string, chosen: string) =>
    submit(makeDecision, clinic.physician, {
      enrollmentId,
      key,
      chosen,
      decidedOn: '2027-01-08',
      effectiveOn: '2026-10-10',
      reason: 'No sperm',
      password: testPassword,
    });
  await decide('maximum-duration-review', 'stop');
  const refusal = await refusalOf(decide('second-maximum-review', 'continue'));
  expect(refusal.code).toBe('CONFLICT');
});
