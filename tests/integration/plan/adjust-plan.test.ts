import { beforeAll, describe, expect, test } from 'vitest';
import { closeOccurrence } from '@/lib/server/plan/close-occurrence';
import { linkRecord } from '@/lib/server/plan/link-record';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { waiveOccurrence } from '@/lib/server/plan/waive-occurrence';
import { withdrawAdjustment } from '@/lib/server/plan/withdraw-adjustment';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const reason = 'Agreed by telephone';
const man = async () => (await importMan(clinic)).enrollmentId;

async function occurrenceOf(enrollmentId: string, key: string) {
  const { rows } = await owner.query(
    `SELECT planned_on::text, waived, was_waived, closed_on::text, reason, off_plan, actual_on::text,
       app.occurrence_state(o, '2026-04-12') AS state
     FROM occurrence o WHERE enrollment_id = $1 AND key = $2`,
    [enrollmentId, key],
  );
  return rows[0];
}

test('another day is agreed; a second agreement takes the place of the first', async () => {
  const enrollmentId = await man();
  const target = { enrollmentId, occurrenceKey: 'semen#1', reason };
  await submit(rescheduleOccurrence, clinic.nurse, { ...target, plannedOn: '2026-04-28' });
  await submit(rescheduleOccurrence, clinic.nurse, { ...target, plannedOn: '2026-04-30' });
  expect(await occurrenceOf(enrollmentId, 'semen#1')).toMatchObject({
    planned_on: '2026-04-30',
    reason,
    state: 'due',
  });
  const { rows } = await owner.query(
    'SELECT voided_at IS NULL AS stands FROM plan_adjustment WHERE enrollment_id = $1 ORDER BY id',
    [enrollmentId],
  );
  expect(rows).toEqual([{ stands: false }, { stands: true }]);
});

test('what is waived and done nevertheless is done, with the mark', async () => {
  const enrollmentId = await man();
  const target = { enrollmentId, occurrenceKey: 'monthly-check#3', reason };
  const { change } = await submit(waiveOccurrence, clinic.nurse, target);
  expect(change.stillDue.map(({ key }) => key)).not.toContain('monthly-check#3');
  expect(await occurrenceOf(enrollmentId, 'monthly-check#3')).toMatchObject({ state: 'waived' });
  await submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: '2026-04-10',
    symptomCheck: { answers: { headache: 'none' } },
  });
  expect(await occurrenceOf(enrollmentId, 'monthly-check#3')).toMatchObject({
    state: 'done',
    was_waived: true,
  });
});

test('what is closed counts as missed until the closure is withdrawn', async () => {
  const enrollmentId = await man();
  const { adjustmentId } = await submit(closeOccurrence, clinic.nurse, {
    enrollmentId,
    occurrenceKey: 'semen#1',
    closedOn: '2026-04-11',
    reason,
  });
  expect(await occurrenceOf(enrollmentId, 'semen#1')).toMatchObject({ state: 'missed', reason });
  const { change } = await submit(withdrawAdjustment, clinic.nurse, { adjustmentId, reason });
  expect(change.stillDue.map(({ key }) => key)).toContain('semen#1');
  const again = submit(withdrawAdjustment, clinic.nurse, { adjustmentId, reason });
  expect(await refusalOf(again)).toMatchObject({ code: 'CONFLICT' });
});

test('a person can choose what an early record satisfies', async () => {
  const enrollmentId = await man();
  const { recordIds } = await submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: '2026-03-20',
    semenAnalyses: [
      {
        collectedOn: '2026-03-20',
        content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
      },
    ],
  });
  const target = { enrollmentId, occurrenceKey: 'semen#1', recordId: recordIds[0], reason };
  const { change } = await submit(linkRecord, clinic.nurse, target);
  expect(change.satisfied).toMatchObject([{ key: 'semen#1', timing: 'early' }]);
  expect(await occurrenceOf(enrollmentId, 'semen#1')).toMatchObject({ off_plan: true });
  const elsewhere = { ...target, occurrenceKey: 'monthly-check#3' };
  const { fields } = await refusalOf(submit(linkRecord, clinic.nurse, elsewhere));
  expect(fields).toHaveProperty(['recordId']);
});

describe('refused:', () => {
  const moved = { occurrenceKey: 'semen#1', plannedOn: '2026-04-28', reason };

  test.each<[string, object, string, string]>([
    ['no reason', { ...moved, reason: '' }, 'INVALID_INPUT', 'reason'],
    ['a day in the past', { ...moved, plannedOn: '2026-04-11' }, 'INVALID_INPUT', 'plannedOn'],
    [
      'a day that does not exist',
      { ...moved, plannedOn: '2026-02-29' },
      'INVALID_INPUT',
      'plannedOn',
    ],
  ])('%s', async (_what, input, code, field) => {
    const values = { ...input, enrollmentId: await man() };
    const refusal = await refusalOf(submit(rescheduleOccurrence, clinic.nurse, values));
    expect(refusal.code).toBe(code);
    expect(refusal.fields).toHaveProperty([field]);
  });

  test('an item that the plan does not have', async () => {
    const values = { ...moved, enrollmentId: await man(), occurrenceKey: 'semen#99' };
    const refusal = await refusalOf(submit(rescheduleOccurrence, clinic.nurse, values));
    expect(refusal.code).toBe('NOT_FOUND');
  });

  test('a closure before the window has opened', async () => {
    const values = {
      enrollmentId: await man(),
      occurrenceKey: 'semen#2',
      closedOn: '2026-04-11',
      reason,
    };
    const { fields } = await refusalOf(submit(closeOccurrence, clinic.nurse, values));
    expect(fields['closedOn']?.join()).toContain('waive it instead');
  });

  test('a coordinator', async () => {
    const values = { ...moved, enrollmentId: await man() };
    const refusal = await refusalOf(submit(rescheduleOccurrence, clinic.coordinator, values));
    expect(refusal.code).toBe('FORBIDDEN');
  });
});
