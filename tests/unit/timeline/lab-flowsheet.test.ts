import { describe, expect, test } from 'vitest';
import { gradedResults } from '@/lib/course/graded-results';
import { therapyOf } from '@/lib/course/therapy';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { type FlowsheetWindow, labFlowsheet } from '@/lib/timeline/lab-flowsheet';
import { isotretinoin, labReport } from '@/tests/support/builders/course';

function sheetOf(records: readonly ClinicalRecord[], window: Partial<FlowsheetWindow> = {}) {
  const therapy = therapyOf(records);
  return labFlowsheet(records, gradedResults({ records }, therapy, '5.0'), therapy.firstDoseOn, {
    page: 1,
    units: 'reported',
    ...window,
  });
}

function rowOf(sheet: ReturnType<typeof sheetOf>, analyte: string) {
  return sheet.groups.flatMap(({ rows }) => rows).find((row) => row.analyte === analyte);
}

describe('the flowsheet of labs', () => {
  test('has the newest report first and says which side of its own range a value is on', () => {
    const sheet = sheetOf([
      labReport('2026-01-01', { fsh: '0.3 [IU]/L 1.5-12' }, { id: 'old' }),
      labReport('2026-02-01', { fsh: '14 [IU]/L 1.5-12' }, { id: 'new' }),
      labReport('2026-03-01', { lh: '5 [IU]/L' }, { id: 'other' }),
      labReport('2026-04-01', { fsh: '99 [IU]/L' }, { id: 'void', voided: true }),
    ]);
    expect(sheet.columns.map(({ recordId }) => recordId)).toEqual(['other', 'new', 'old']);
    expect(rowOf(sheet, 'fsh')?.cells.map((cell) => cell && [cell.text, cell.position])).toEqual([
      null,
      ['14', 'high'],
      ['0.3', 'low'],
    ]);
  });

  test('a value with a comparator is low or high only where every amount is', () => {
    const sheet = sheetOf([
      labReport('2026-01-01', { triglycerides: '>400 mg/dL 40-150' }),
      labReport('2026-01-02', { triglycerides: '<50 mg/dL 40-150' }),
    ]);
    expect(rowOf(sheet, 'triglycerides')?.cells.map((cell) => cell?.position)).toEqual([
      null,
      'high',
    ]);
  });

  test('each result has its highest grade, or says why it has none', () => {
    const sheet = sheetOf([
      isotretinoin('2026-01-10'),
      labReport('2026-01-05', { triglycerides: '120 mg/dL', cholesterol_total: '250 mg/dL' }),
      labReport('2026-02-07', {
        triglycerides: '512 mg/dL',
        cholesterol_total: '250 mg/dL 100-200',
      }),
    ]);
    expect(rowOf(sheet, 'triglycerides')?.cells.map((cell) => cell?.grade)).toEqual([3, null]);
    expect(rowOf(sheet, 'cholesterol_total')?.cells.map((cell) => cell?.grade)).toEqual([
      1,
      'not-gradable',
    ]);
    expect(rowOf(sheet, 'triglycerides')?.cells[0]?.about).toBe(
      'No reference range. Hypertriglyceridemia grade 3: > 500 to 1000 mg/dL, CTCAE v5.0 (R1, R2). A person decides whether it is grade 4 (life-threatening).',
    );
    expect(sheet.notGradable).toEqual([
      { term: 'Cholesterol high', reason: 'no upper limit', results: 1 },
    ]);
  });

  test('the baseline of each analyte is marked, and the line stands before the newest report up to the first dose', () => {
    const sheet = sheetOf([
      labReport('2026-01-02', { alt: '20 U/L' }, { id: 'old' }),
      labReport('2026-01-05', { fsh: '5 [IU]/L' }, { id: 'before' }),
      isotretinoin('2026-01-05'),
      labReport('2026-02-07', { alt: '22 U/L' }, { id: 'week 4' }),
    ]);
    expect(
      sheet.columns.map(({ recordId, studyDay, isBaseline, isFirstUpToFirstDose }) => [
        recordId,
        studyDay,
        isBaseline,
        isFirstUpToFirstDose,
      ]),
    ).toEqual([
      ['week 4', 34, false, false],
      ['before', 1, true, true],
      ['old', -3, true, false],
    ]);
    expect(rowOf(sheet, 'alt')?.cells.map((cell) => cell?.isBaseline)).toEqual([
      false,
      undefined,
      true,
    ]);
  });
});

describe('the units of the flowsheet', () => {
  const records = [
    labReport('2026-01-01', { triglycerides: '2 mmol/L', prolactin: '200 m[IU]/L' }),
    labReport('2026-02-01', { triglycerides: '150.5 mg/dL' }),
  ];

  test('as reported: the unit of the newest result once, and another one beside its value', () => {
    const row = rowOf(sheetOf(records), 'triglycerides');
    expect(row?.unit).toBe('mg/dL');
    expect(row?.cells.map((cell) => [cell?.text, cell?.otherUnit])).toEqual([
      ['150.5', null],
      ['2', 'mmol/L'],
    ]);
  });

  test('standardized: one unit, and the reported value in words; the grade stays that of the report', () => {
    const sheet = sheetOf(records, { units: 'standardized' });
    const row = rowOf(sheet, 'triglycerides');
    expect(row?.cells.map((cell) => [cell?.text, cell?.otherUnit, cell?.grade])).toEqual([
      ['150.5', null, 1],
      ['177', null, 1],
    ]);
    expect(row?.cells[1]?.about).toContain('Reported as 2 mmol/L.');
    // Its factor is the laboratory's own, and this one gave none.
    expect(rowOf(sheet, 'prolactin')).toMatchObject({ unit: 'mIU/L' });
  });
});

describe('a man with many reports', () => {
  const months = Array.from({ length: 30 }, (_, index) =>
    labReport(
      `2026-03-${String(index + 1).padStart(2, '0')}`,
      { fsh: '5 [IU]/L' },
      { id: `report ${index + 1}` },
    ),
  );
  const records = [
    labReport('2026-01-05', { fsh: '5 [IU]/L' }, { id: 'baseline' }),
    isotretinoin('2026-01-10'),
    ...months,
  ];
  const idsOn = (page: number) =>
    sheetOf(records, { page }).columns.map(({ recordId }) => recordId);

  test('is shown in windows, the newest first, each with the baseline at its end', () => {
    expect(idsOn(1)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `report ${30 - index}`),
      'baseline',
    ]);
    expect(idsOn(3)).toEqual([
      ...Array.from({ length: 6 }, (_, index) => `report ${6 - index}`),
      'baseline',
    ]);
    expect(sheetOf(records).hasOlder).toBe(true);
    expect(sheetOf(records, { page: 3 }).hasOlder).toBe(false);
    expect(sheetOf(records).reportCount).toBe(31);
  });

  test('behind the last window stands the last one', () => {
    expect(idsOn(9)).toEqual(idsOn(3));
  });
});
