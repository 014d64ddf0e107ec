import { beforeAll, expect, test } from 'vitest';
import { endEnrollment } from '@/lib/server/enrollments/end-enrollment';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
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

const ending = (enrollmentId: string, changes: object = {}) => ({
  enrollmentId,
  version: 1,
  endedOn: '2026-04-12',
  status: 'withdrawn',
  reason: 'Moves abroad',
  ...changes,
});

async function stopped(): Promise<string> {
  const { enrollmentId } = await importMan(clinic);
  await submit(changeTherapy, clinic.nurse, {
    enrollmentId,
    change: { kind: 'stop', on: '2026-04-10', content: { reason: 'patient-choice' } },
  });
  return enrollmentId;
}

test('nothing is due once an enrollment has ended, and what was missed stays missed', async () => {
  const enrollmentId = await stopped();
  const { change } = await submit(endEnrollment, clinic.nurse, ending(enrollmentId));
  expect(change.stillDue).toEqual([]);
  expect(change.dropped.map(({ key }) => key)).toContain('semen#1');
  const { rows } = await owner.query(
    `SELECT e.status, e.end_reason, app.occurrence_state(o, '2026-04-12') AS state
     FROM enrollment e JOIN occurrence o ON o.enrollment_id = e.id AND o.key = 'monthly-check#1'
     WHERE e.id = $1`,
    [enrollmentId],
  );
  expect(rows).toEqual([{ status: 'withdrawn', end_reason: 'Moves abroad', state: 'missed' }]);
});

test('therapy has to be stopped first', async () => {
  const { enrollmentId } = await importMan(clinic);
  const refusal = await refusalOf(submit(endEnrollment, clinic.nurse, ending(enrollmentId)));
  expect(refusal.code).toBe('CONFLICT');
  expect(refusal.fields['endedOn']?.join()).toContain('record its stop');
});

test('an enrollment ends once, after it began and not in the future', async () => {
  const enrollmentId = await stopped();
  for (const endedOn of ['2026-04-13', '2026-01-04']) {
    const input = ending(enrollmentId, { endedOn });
    const { fields } = await refusalOf(submit(endEnrollment, clinic.nurse, input));
    expect(fields).toHaveProperty(['endedOn']);
  }
  await submit(endEnrollment, clinic.nurse, ending(enrollmentId));
  const again = submit(endEnrollment, clinic.nurse, ending(enrollmentId, { version: 2 }));
  expect(await refusalOf(again)).toMatchObject({ code: 'CONFLICT' });
});
