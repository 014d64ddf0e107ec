import { beforeAll, describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import { AppError } from '@/lib/server/app-error';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { type Clinic, courseOfMan, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
});

async function statesOf(enrollmentId: string): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ key: string; state: string }>(
    "SELECT key, app.occurrence_state(o, '2026-06-01') AS state FROM occurrence o WHERE enrollment_id = $1",
    [enrollmentId],
  );
  return Object.fromEntries(rows.map(({ key, state }) => [key, state]));
}

test('an imported course has the plan that its records make', async () => {
  const { enrollmentId } = await importMan(clinic, {
    records: [
      ...courseOfMan().records,
      {
        kind: 'symptom-check',
        on: '2026-02-10',
        content: { answers: { headache: 'none' } },
      },
      { kind: 'symptom-check', on: '2026-03-10', content: { unchanged: true } },
      {
        kind: 'lab-report',
        on: '2026-02-07',
        time: '08:10',
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'triglycerides', value: '612', unit: 'mg/dL' }],
          confirmed: ['triglycerides'],
        },
      },
    ],
    adjustments: [{ kind: 'waiver', occurrenceKey: 'monthly-check#3', reason: 'Abroad' }],
  });
  expect(await statesOf(enrollmentId)).toMatchObject({
    'monthly-check#1': 'done',
    'monthly-check#2': 'done',
    'monthly-check#3': 'waived',
    'monthly-check#4': 'overdue',
    'semen#1': 'overdue',
  });
  const { rows } = await owner.query(
    'SELECT rule_id, severity, status FROM flag WHERE enrollment_id = $1',
    [enrollmentId],
  );
  expect(rows).toMatchObject([{ severity: 'red', status: 'open' }]);
  const errors = await inReadTransaction(clinic.physician, (tx) =>
    checkProjection(tx, enrollmentId, civilDate('2026-06-01')),
  );
  expect(errors).toEqual([]);
});

test('a second import of the same study id changes nothing', async () => {
  const course = courseOfMan();
  const input = { siteId: clinic.site.id, courses: [course] };
  expect((await importCourses(clinic.physician, input)).imported).toHaveLength(1);
  expect(await importCourses(clinic.physician, input)).toEqual({
    imported: [],
    skipped: [course.studyId],
  });
});

test('a decision is transcribed with the branch that the rule computes', async () => {
  const { enrollmentId } = await importMan(clinic, {
    protocol: 'gonadotropin-noa',
    arm: 'gonadotropins',
    records: [
      {
        kind: 'dose',
        on: '2026-01-10',
        content: {
          drug: 'hcg',
          amount: 2000,
          unit: '[IU]',
          route: 'intramuscular',
          timesPerDay: 1,
          everyDays: 2,
        },
      },
      {
        kind: 'lab-report',
        on: '2026-02-10',
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'fsh', value: '11.1', unit: '[IU]/L' }],
        },
      },
    ],
    decisions: [{ key: 'fsh-month-1', chosen: 'add-ufsh', decidedOn: '2026-02-11' }],
  });
  const { rows } = await owner.query(
    `SELECT computed, chosen, transcribed, effective_on::text, inputs -> 0 ->> 'valueText' AS fsh
     FROM decision WHERE enrollment_id = $1`,
    [enrollmentId],
  );
  expect(rows).toEqual([
    {
      computed: 'add-ufsh',
      chosen: 'add-ufsh',
      transcribed: true,
      effective_on: '2026-02-10',
      fsh: '11.1',
    },
  ]);
  expect(await statesOf(enrollmentId)).toMatchObject({ 'fsh-decision-month-1#1': 'done' });
});

describe('refused', () => {
  async function refusal(course: Parameters<typeof courseOfMan>[0]) {
    const input = { siteId: clinic.site.id, courses: [courseOfMan(course)] };
    const error = await importCourses(clinic.physician, input).catch((caught: unknown) => caught);
    return error instanceof AppError ? { code: error.code, fields: error.fieldErrors } : error;
  }

  test('a first dose before consent', async () => {
    expect(await refusal({ consentOn: '2026-01-11' })).toEqual({
      code: 'INVALID_INPUT',
      fields: { 'courses.0.records.0.on': ['The first dose is before consent on 2026-01-11.'] },
    });
  });

  test('a coordinator', async () => {
    const input = { siteId: clinic.site.id, courses: [courseOfMan()] };
    await expect(importCourses(clinic.coordinator, input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('a record number that the site already has', async () => {
    const identity = {
      givenName: 'A',
      familyName: 'B',
      birthDate: '1990-01-01',
      recordNumber: 'SAME',
    };
    await importMan(clinic, { identity });
    expect(await refusal({ identity })).toMatchObject({ code: 'DUPLICATE' });
  });
});
