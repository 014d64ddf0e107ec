import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import { amendRecord } from '@/lib/server/records/amend-record';
import { voidRecord } from '@/lib/server/records/void-record';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const labs = (value: string, on = '2026-02-07'): RecordEntryInput => ({
  kind: 'lab-report',
  on,
  time: '08:10',
  content: {
    laboratory: 'Central',
    results: [
      { analyte: 'triglycerides', value, unit: 'mg/dL' },
      { analyte: 'alt', value: '20', unit: 'U/L' },
    ],
    confirmed: ['triglycerides'],
  },
});

const check: RecordEntryInput = {
  kind: 'symptom-check',
  on: '2026-02-10',
  content: { answers: { headache: 'none' } },
};

async function manWith(
  record: RecordEntryInput,
  course: Partial<ImportedCourseInput> = {},
): Promise<{ readonly recordId: string; readonly enrollmentId: string }> {
  const { enrollmentId, patientId } = await importMan(clinic, {
    records: [firstDose, record],
    ...course,
  });
  const { rows } = await owner.query<{ id: string }>(
    'SELECT id FROM record WHERE patient_id = $1 AND kind = $2',
    [patientId, record.kind],
  );
  return { recordId: rows[0]?.id ?? '', enrollmentId };
}

const reason = 'Typing error';

describe('an amendment', () => {
  test('changes the value, the plan and the flags, and keeps what stood there', async () => {
    const { recordId, enrollmentId } = await manWith(labs('150'));
    const { version, change } = await submit(amendRecord, clinic.nurse, {
      recordId,
      version: 1,
      reason,
      entry: labs('512'),
    });
    expect(version).toBe(2);
    expect(change?.flagsRaised).toMatchObject([{ severity: 'red' }]);
    const { rows } = await owner.query(
      `SELECT analyte, value_text, voided_at IS NOT NULL AS voided, void_reason
       FROM lab_result WHERE record_id = $1 ORDER BY analyte, voided_at NULLS LAST`,
      [recordId],
    );
    expect(rows).toEqual([
      { analyte: 'alt', value_text: '20', voided: false, void_reason: null },
      { analyte: 'triglycerides', value_text: '150', voided: true, void_reason: reason },
      { analyte: 'triglycerides', value_text: '512', voided: false, void_reason: null },
    ]);
    expect(enrollmentId).toBeDefined();
  });

  test('that takes the evidence away leaves the flag open for a person to close', async () => {
    const { recordId, enrollmentId } = await manWith(labs('512'));
    const { change } = await submit(amendRecord, clinic.nurse, {
      recordId,
      version: 1,
      reason,
      entry: labs('152'),
    });
    expect(change?.flagsWithdrawn).toHaveLength(1);
    const { rows } = await owner.query(
      "SELECT status, evidence -> 0 ->> 'state' AS state FROM flag WHERE enrollment_id = $1",
      [enrollmentId],
    );
    expect(rows).toEqual([{ status: 'open', state: 'withdrawn' }]);
  });

  test('of a date moves what the record satisfies', async () => {
    const { recordId } = await manWith(check);
    const { change } = await submit(amendRecord, clinic.nurse, {
      recordId,
      version: 1,
      reason,
      entry: { ...check, on: '2026-03-10' },
    });
    expect(change?.satisfied.map(({ key }) => key)).toEqual(['monthly-check#2']);
    expect(change?.undone.map(({ key }) => key)).toEqual(['monthly-check#1']);
  });

  test('leaves the trail from which every earlier value is rebuilt', async () => {
    const { recordId } = await manWith(check);
    const versions = ['mild', 'moderate'] as const;
    for (const [index, headache] of versions.entries()) {
      await submit(amendRecord, clinic.nurse, {
        recordId,
        version: index + 1,
        reason,
        entry: { ...check, content: { answers: { headache } } },
      });
    }
    const { rows } = await owner.query<{
      event: string;
      reason: string | null;
      before: { content?: object } | null;
      after: { content?: object };
    }>(
      "SELECT event, reason, before, after FROM audit_event WHERE table_name = 'record' AND row_id = $1 ORDER BY at, id",
      [recordId],
    );
    expect(rows.map(({ event, reason: why }) => [event, why])).toEqual([
      ['insert', 'Import'],
      ['update', reason],
      ['update', reason],
    ]);
    const answersAfter = rows.map(({ after }) => after.content);
    expect(answersAfter).toMatchObject([
      { answers: { headache: 'none' } },
      { answers: { headache: 'mild' } },
      { answers: { headache: 'moderate' } },
    ]);
    expect(rows.slice(1).map(({ before }) => before?.content)).toEqual(answersAfter.slice(0, 2));
  });
});

describe('refused:', () => {
  test.each<[string, RecordEntryInput]>([
    [
      'a supply',
      {
        kind: 'dispensing',
        on: '2026-02-08',
        content: {
          prescribedOn: '2026-02-08',
          authorizationPresent: true,
          quantity: '60',
          strengthMg: '20',
          daysSupply: '30',
        },
      },
    ],
    [
      'a return',
      { kind: 'drug-return', on: '2026-02-08', content: { quantity: '6', strengthMg: '20' } },
    ],
  ])('%s of the ledger, which is voided and entered again', async (_what, entry) => {
    const { recordId } = await manWith(entry);
    const target = { recordId, version: 1, reason };
    const refusal = await refusalOf(submit(amendRecord, clinic.nurse, { ...target, entry }));
    expect(refusal).toMatchObject({
      code: 'CONFLICT',
      message: 'The ledger is never changed: void this entry with a reason and enter it again.',
    });
    await submit(voidRecord, clinic.nurse, target);
  });

  test('a stale edit, with both values', async () => {
    const { recordId } = await manWith(labs('150'));
    const amend = (value: string) =>
      submit(amendRecord, clinic.nurse, { recordId, version: 1, reason, entry: labs(value) });
    await amend('160');
    const refusal = await refusalOf(amend('170'));
    expect(refusal.code).toBe('STALE_VERSION');
    expect(refusal.current).toMatchObject({
      version: 2,
      entry: {
        kind: 'lab-report',
        on: '2026-02-07',
        time: '08:10',
        content: {
          laboratory: 'Central',
          results: expect.arrayContaining([
            expect.objectContaining({ analyte: 'triglycerides', value: '160', unit: 'mg/dL' }),
          ]),
        },
      },
    });
  });

  test.each<[string, object, string]>([
    ['no reason', { reason: ' ' }, 'reason'],
    ['another kind', { entry: check }, 'entry.kind'],
    ['a day in the future', { entry: labs('150', '2026-04-13') }, 'entry.on'],
    ['a day before enrollment', { entry: labs('150', '2026-01-04') }, 'entry.on'],
    ['a day that does not exist', { entry: labs('150', '2026-02-30') }, 'entry.on'],
  ])('%s', async (_what, input, field) => {
    const { recordId } = await manWith(labs('150'));
    const values = { recordId, version: 1, reason, entry: labs('151'), ...input };
    const { code, fields } = await refusalOf(submit(amendRecord, clinic.nurse, values));
    expect(code).toBe('INVALID_INPUT');
    expect(Object.keys(fields)).toEqual([field]);
  });
});

describe('a voided record', () => {
  test('satisfies nothing any more and stays with its reason', async () => {
    const { recordId } = await manWith(check);
    const input = { recordId, version: 1, reason: 'Another patient' };
    const { change } = await submit(voidRecord, clinic.nurse, input);
    expect(change?.undone.map(({ key }) => key)).toEqual(['monthly-check#1']);
    const { rows } = await owner.query('SELECT void_reason FROM record WHERE id = $1', [recordId]);
    expect(rows).toEqual([{ void_reason: 'Another patient' }]);
  });

  test('cannot be changed or voided again', async () => {
    const { recordId } = await manWith(check);
    await submit(voidRecord, clinic.nurse, { recordId, version: 1, reason });
    const again = submit(voidRecord, clinic.nurse, { recordId, version: 2, reason });
    expect(await refusalOf(again)).toMatchObject({ code: 'CONFLICT' });
    const amended = submit(amendRecord, clinic.nurse, {
      recordId,
      version: 2,
      reason,
      entry: check,
    });
    expect(await refusalOf(amended)).toMatchObject({ code: 'CONFLICT' });
  });
});
