import { beforeAll, describe, expect, test } from 'vitest';
import type { RecordLabReportInput } from '@/lib/records/record-lab-report';
import { recordLabReport } from '@/lib/server/labs/record-lab-report';
import { amendRecord } from '@/lib/server/records/amend-record';
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

type Report = RecordLabReportInput['report'];

const lipids = (value: string, report: Partial<Report> = {}): Report => ({
  collectedOn: '2026-04-10' as Report['collectedOn'],
  laboratory: 'Central',
  results: [{ analyte: 'triglycerides', value, unit: 'mg/dL', referenceHigh: '150' }],
  confirmed: ['triglycerides'],
  ...report,
});

async function enrolled(): Promise<string> {
  return (await importMan(clinic)).enrollmentId;
}

const record = (enrollmentId: string, report: Report, rest: object = {}) =>
  submit(recordLabReport, clinic.nurse, { enrollmentId, report, ...rest });

describe('a report without a visit', () => {
  test('belongs to the enrollment, and says what it satisfied and raised', async () => {
    const enrollmentId = await enrolled();
    const { recordId, change } = await record(enrollmentId, lipids('512'));
    expect(change.flagsRaised).toMatchObject([{ severity: 'red' }]);
    const { rows } = await owner.query(
      `SELECT r.visit_id, r.enrollment_id, l.value_text, l.reference_high::float8 AS high
       FROM record r JOIN lab_result l ON l.record_id = r.id WHERE r.id = $1`,
      [recordId],
    );
    expect(rows).toEqual([
      { visit_id: null, enrollment_id: enrollmentId, value_text: '512', high: 150 },
    ]);
  });

  test.each<[string, Partial<Report>, string, string]>([
    [
      'in the future',
      { collectedOn: '2026-04-13' as Report['collectedOn'] },
      'report.collectedOn',
      'in the future',
    ],
    [
      'before enrollment',
      { collectedOn: '2026-01-04' as Report['collectedOn'] },
      'report.collectedOn',
      'as history',
    ],
    ['without a laboratory', { laboratory: ' ' }, 'report.laboratory', 'Enter the laboratory'],
    ['without a result', { results: [] }, 'report.results', 'at least one result'],
    [
      'with hemoglobin 14.9 g/L',
      { results: [{ analyte: 'hemoglobin', value: '14.9', unit: 'g/L' }] },
      'report.results.0.value',
      'did you mean g/dL?',
    ],
    [
      'with an unusual value that nobody confirmed',
      {
        results: [{ analyte: 'triglycerides', value: '900', unit: 'mg/dL' }],
        confirmed: [],
      },
      'report.results.0.value',
      'Confirm it if it is right',
    ],
  ])('is refused %s', async (_what, report, field, message) => {
    const refusal = await refusalOf(record(await enrolled(), lipids('150', report)));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.fields[field]?.join()).toContain(message);
  });
});

describe('a report that is recorded already', () => {
  test('is refused with what is the same, until somebody confirms that it is another one', async () => {
    const enrollmentId = await enrolled();
    await record(enrollmentId, lipids('150'));
    const refusal = await refusalOf(record(enrollmentId, lipids('150')));
    expect(refusal.code).toBe('DUPLICATE');
    expect(refusal.fields['report.collectedOn']?.join()).toContain('Triglycerides 150 mg/dL');
    const { change } = await record(enrollmentId, lipids('150'), {
      repeatedReportsConfirmed: true,
    });
    expect(change).toBeDefined();
  });

  test('is refused also when the other one came with a visit, and the other way round', async () => {
    const enrollmentId = await enrolled();
    const visit = { enrollmentId, visitedOn: '2026-04-10', labReports: [lipids('150')] };
    await submit(recordVisit, clinic.nurse, visit);
    const standalone = await refusalOf(record(enrollmentId, lipids('150')));
    expect(standalone.code).toBe('DUPLICATE');
    const again = await refusalOf(
      submit(recordVisit, clinic.nurse, {
        ...visit,
        visitedOn: '2026-04-11',
        labReports: [lipids('160')],
      }),
    );
    expect(again.code).toBe('DUPLICATE');
    expect(again.fields['labReports.0.collectedOn']?.join()).toContain(
      'Triglycerides 150 mg/dL there, 160 mg/dL here',
    );
  });
});

describe('a value that looks like another unit beside the one before it', () => {
  const estradiol = (value: string, collectedOn: string, confirmed: readonly 'estradiol'[] = []) =>
    lipids('', {
      collectedOn: collectedOn as Report['collectedOn'],
      results: [{ analyte: 'estradiol', value, unit: 'pg/mL' }],
      confirmed: [...confirmed],
    });

  test('is refused until somebody confirms it, and the confirmation is kept', async () => {
    const enrollmentId = await enrolled();
    await record(enrollmentId, estradiol('22', '2026-03-02'));
    const { code, fields } = await refusalOf(record(enrollmentId, estradiol('80', '2026-04-10')));
    expect(code).toBe('INVALID_INPUT');
    expect(fields).toEqual({
      'report.results.0.value': [
        'Estradiol 80 pg/mL after 22 pg/mL on 2026-03-02: did you mean pmol/L? Confirm it if it is right.',
      ],
    });
    const { recordId } = await record(enrollmentId, estradiol('80', '2026-04-10', ['estradiol']));
    const { rows } = await owner.query(
      'SELECT confirmed_warnings FROM lab_result WHERE record_id = $1',
      [recordId],
    );
    expect(rows).toEqual([{ confirmed_warnings: ['DELTA-UNIT-1'] }]);
  });

  test('is asked about also with a visit and in a correction', async () => {
    const enrollmentId = await enrolled();
    await record(enrollmentId, estradiol('22', '2026-03-02'));
    const visit = {
      enrollmentId,
      visitedOn: '2026-04-10',
      labReports: [estradiol('80', '2026-04-10')],
    };
    const visited = await refusalOf(submit(recordVisit, clinic.nurse, visit));
    expect(Object.keys(visited.fields)).toEqual(['labReports.0.results.0.value']);
    const { recordId } = await record(enrollmentId, estradiol('21', '2026-04-10'));
    const { collectedOn, ...content } = estradiol('80', '2026-04-10');
    const corrected = await refusalOf(
      submit(amendRecord, clinic.nurse, {
        recordId,
        version: 1,
        reason: 'Typing error',
        entry: { kind: 'lab-report', on: collectedOn, content },
      }),
    );
    expect(Object.keys(corrected.fields)).toEqual(['entry.content.results.0.value']);
  });
});
