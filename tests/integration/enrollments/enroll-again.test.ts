import { beforeAll, describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { reopenEnrollment } from '@/lib/server/enrollments/reopen-enrollment';
import { enrollPatient } from '@/lib/server/patients/enroll-patient';
import { loadChart } from '@/lib/server/patients/load-chart';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-09-01');
  clinic = await openClinic(owner);
});

/** On isotretinoin from 01-10 to 04-10; one negative sample on the drug. */
async function manWhoLeft() {
  const records: ImportedCourseInput['records'] = [
    firstDose,
    {
      kind: 'semen-analysis',
      on: '2026-04-05',
      content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
    },
    { kind: 'stop', on: '2026-04-10', content: { reason: 'patient-choice' } },
  ];
  const ended = { on: '2026-04-12', status: 'withdrawn', reason: 'Travels' } as const;
  return await importMan(clinic, { records, ended });
}

const again = (patientId: string, more: object = {}) => ({
  siteId: clinic.site.id,
  patient: { kind: 'existing', patientId },
  protocol: 'isotretinoin-noa',
  arm: 'isotretinoin',
  consentOn: '2026-08-20',
  enrolledOn: '2026-08-25',
  overrideReason: 'Comes back',
  findings: [
    {
      kind: 'finding',
      on: '2026-08-20',
      content: { finding: 'hypersensitivity-isotretinoin', answer: 'no' },
    },
    {
      kind: 'semen-analysis',
      on: '2026-08-10',
      content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
    },
  ],
  ...more,
});

async function chartOf(patientId: string, enrollmentId: string | null = null) {
  const chart = await loadChart(clinic.physician, patientId, enrollmentId);
  if (chart === null) {
    throw new Error('no chart');
  }
  return chart;
}

test('a man who comes back has a second enrollment with its own consent; what was found before counts', async () => {
  const { patientId, enrollmentId } = await manWhoLeft();
  const { enrollmentId: second } = await submit(enrollPatient, clinic.nurse, again(patientId));
  const chart = await chartOf(patientId);
  expect(chart.enrollment).toMatchObject({ id: second, consentOn: '2026-08-20', status: 'active' });
  expect(chart.earlierId).toBeNull();
  expect(chart.enrollments.map(({ id }) => id)).toEqual([second, enrollmentId]);
  const semen = chart.loaded.course.records.filter(({ kind }) => kind === 'semen-analysis');
  expect(semen).toHaveLength(2);
  expect(chart.evaluation.therapy.firstDoseOn).toBeNull();
  const baseline = chart.evaluation.plan.occurrences.find(({ key }) => key === 'baseline-semen#1');
  expect(baseline?.recordIds).toHaveLength(1);
});

test('the earlier enrollment is intact: its plan, its response and its records', async () => {
  const { patientId, enrollmentId } = await manWhoLeft();
  const before = await chartOf(patientId);
  await submit(enrollPatient, clinic.nurse, again(patientId));
  const after = await chartOf(patientId, enrollmentId);
  expect(after.earlierId).toBe(enrollmentId);
  expect(after.evaluation.plan).toEqual(before.evaluation.plan);
  expect(after.evaluation.response).toEqual(before.evaluation.response);
  expect(after.loaded.course.records).toEqual(before.loaded.course.records);
  for (const { id } of after.enrollments) {
    const check = inReadTransaction(clinic.physician, (tx) =>
      checkProjection(tx, id, civilDate('2026-09-01')),
    );
    expect(await check).toEqual([]);
  }
});

test('nothing is added to it, and its end is not taken back', async () => {
  const { patientId, enrollmentId } = await manWhoLeft();
  await submit(enrollPatient, clinic.nurse, again(patientId));
  const change = { kind: 'dose', on: '2026-04-11', content: firstDose.content };
  const dose = await refusalOf(submit(changeTherapy, clinic.nurse, { enrollmentId, change }));
  expect(dose.code).toBe('CONFLICT');
  const reopening = { enrollmentId, version: 1, reason: 'Mistake' };
  const reopened = await refusalOf(submit(reopenEnrollment, clinic.physician, reopening));
  expect(reopened.code).toBe('CONFLICT');
});

describe('refused', () => {
  test.each([
    ['the consent to the earlier enrollment', { consentOn: '2026-01-05' }, 'consentOn'],
    [
      'a day before the earlier one ended',
      { enrolledOn: '2026-04-11', consentOn: '2026-04-11', findings: [] },
      'enrolledOn',
    ],
  ])('%s', async (_, more, field) => {
    const { patientId } = await manWhoLeft();
    const refusal = await refusalOf(submit(enrollPatient, clinic.nurse, again(patientId, more)));
    expect(Object.keys(refusal.fields)).toEqual([field]);
  });

  test('a second enrollment while one runs', async () => {
    const { patientId } = await importMan(clinic);
    const refusal = await refusalOf(submit(enrollPatient, clinic.nurse, again(patientId)));
    expect(refusal.code).toBe('CONFLICT');
  });

  test('a man who has died', async () => {
    const ended = { on: '2026-04-12', status: 'died', reason: 'Accident' } as const;
    const { patientId } = await importMan(clinic, { ended });
    const refusal = await refusalOf(submit(enrollPatient, clinic.nurse, again(patientId)));
    expect(refusal).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('death') });
  });

  test('the enrollment of another man shows nothing', async () => {
    const { patientId } = await manWhoLeft();
    const other = await importMan(clinic);
    expect(await loadChart(clinic.physician, patientId, other.enrollmentId)).toBeNull();
  });
});
