import { beforeEach, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import { previewClinicWeekdays } from '@/lib/server/calendar/preview-clinic-weekdays';
import { setClinicWeekdays } from '@/lib/server/calendar/set-clinic-weekdays';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

// On isotretinoin from 2026-01-10: month 3 is a Friday, month 4 (2026-05-10) a Sunday.
let count = 0;
let clinic: Clinic;
let enrollmentId: string;

beforeEach(async () => {
  setToday('2026-03-20');
  count += 1;
  clinic = await openClinic(owner, `W${count}`);
  ({ enrollmentId } = await importMan(clinic));
});

const inputOf = (weekdays: readonly number[], calendarVersion = 1) => ({
  siteId: clinic.site.id,
  weekdays,
  calendarVersion,
  reason: 'No clinic on the week end',
});

const mondayToFriday = [1, 2, 3, 4, 5];

async function plannedOn(key: string, enrollment = enrollmentId) {
  const { rows } = await owner.query<{ planned_on: string }>(
    'SELECT planned_on::text FROM occurrence WHERE enrollment_id = $1 AND key = $2',
    [enrollment, key],
  );
  return rows[0]?.planned_on;
}

async function rebuiltDiffers(enrollment = enrollmentId) {
  return await inReadTransaction(clinic.physician, (tx) =>
    checkProjection(tx, enrollment, civilDate('2026-03-20')),
  );
}

test('what falls on another weekday moves to the nearest open one inside its window', async () => {
  const answer = await submit(setClinicWeekdays, clinic.administrator, inputOf(mondayToFriday));
  expect(answer).toEqual({ enrollments: 1, plansChanged: 1 });
  expect(await plannedOn('monthly-check#3')).toBe('2026-04-10');
  expect(await plannedOn('monthly-check#4')).toBe('2026-05-11');
  const { rows } = await owner.query(
    `SELECT key FROM occurrence
     WHERE enrollment_id = $1 AND planned_on >= '2026-03-20' AND actual_on IS NULL
       AND not_applicable_reason IS NULL AND kind NOT IN ('decision', 'injection-course')
       AND extract(isodow FROM planned_on) > 5 AND NOT clinic_closed`,
    [enrollmentId],
  );
  expect(rows).toEqual([]);
  expect(await rebuiltDiffers()).toEqual([]);
});

test('what was planned before the change stays, of ended enrollments everything', async () => {
  const ended = await importMan(clinic, {
    ended: { status: 'completed', on: '2026-03-01', reason: '' },
  });
  // Saturday 2026-01-10.
  expect(await plannedOn('dispensing#1')).toBe('2026-01-10');
  await submit(setClinicWeekdays, clinic.administrator, inputOf(mondayToFriday));
  expect(await plannedOn('dispensing#1')).toBe('2026-01-10');
  await submit(setClinicWeekdays, clinic.administrator, inputOf([1, 2], 2));
  expect(await rebuiltDiffers(ended.enrollmentId)).toEqual([]);
  expect(await rebuiltDiffers()).toEqual([]);
});

test('the preview names what moves and who needs a person, and writes nothing', async () => {
  await submit(rescheduleOccurrence, clinic.nurse, {
    enrollmentId,
    occurrenceKey: 'monthly-check#3',
    plannedOn: '2026-04-11',
    reason: 'He works on weekdays',
  });
  const { siteId, weekdays } = inputOf(mondayToFriday);
  const preview = await submit(previewClinicWeekdays, clinic.administrator, { siteId, weekdays });
  expect(preview.men).toBe(1);
  expect(preview.moves[0]).toMatchObject({
    kind: 'agreed',
    occurrenceKey: 'monthly-check#3',
    from: '2026-04-11',
    to: '2026-04-10',
  });
  expect(preview.moves).toContainEqual(
    expect.objectContaining({
      kind: 'moved',
      occurrenceKey: 'monthly-check#4',
      from: '2026-05-10',
      to: '2026-05-11',
    }),
  );
  expect(await plannedOn('monthly-check#4')).toBe('2026-05-10');
  const moved = preview.moves.filter(({ kind }) => kind === 'moved');
  await submit(setClinicWeekdays, clinic.administrator, inputOf(mondayToFriday));
  for (const { occurrenceKey, to } of moved) {
    expect(await plannedOn(occurrenceKey)).toBe(to);
  }
});

test('every weekday again brings every day back', async () => {
  const plan = async () =>
    (
      await owner.query(
        'SELECT key, planned_on::text FROM occurrence WHERE enrollment_id = $1 ORDER BY key',
        [enrollmentId],
      )
    ).rows;
  const before = await plan();
  await submit(setClinicWeekdays, clinic.administrator, inputOf([1, 3]));
  expect(await plan()).not.toEqual(before);
  await submit(setClinicWeekdays, clinic.administrator, inputOf([1, 2, 3, 4, 5, 6, 7], 2));
  expect(await plan()).toEqual(before);
});

test.each([
  ['no weekday', [], 'weekdays'],
  ['a weekday that does not exist', [8], 'weekdays.0'],
])('%s is refused', async (_, weekdays, field) => {
  const refusal = await refusalOf(
    submit(setClinicWeekdays, clinic.administrator, inputOf(weekdays)),
  );
  expect(Object.keys(refusal.fields)).toEqual([field]);
});

test('who saw other weekdays is refused', async () => {
  await submit(setClinicWeekdays, clinic.administrator, inputOf(mondayToFriday));
  const refusal = await refusalOf(submit(setClinicWeekdays, clinic.administrator, inputOf([1])));
  expect(refusal.code).toBe('STALE_VERSION');
});
