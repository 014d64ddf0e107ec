import { describe, expect, test } from 'vitest';
import { type GradedResult, gradedResults } from '@/lib/course/graded-results';
import { therapyOf } from '@/lib/course/therapy';
import type { CtcaeVersion } from '@/lib/ctcae/term';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { isotretinoin, labReport } from '@/tests/support/builders/course';

/** `2026-01-05 alt baseline: none`, in order of collection. */
function graded(records: readonly ClinicalRecord[], version: CtcaeVersion = '5.0'): string[] {
  return gradedResults({ records }, therapyOf(records), version).map(
    ({ on, analyte, isBaseline, grades }: GradedResult) =>
      `${toCivilDate(on)} ${analyte}${isBaseline ? ' baseline' : ''}: ${
        grades
          .map((grade) =>
            grade.status === 'graded'
              ? `${grade.name} ${grade.grade}`
              : `${grade.name}: ${grade.reason}`,
          )
          .join(', ') || 'none'
      }`,
  );
}

describe('grades of the results of a man', () => {
  const firstDose = isotretinoin('2026-01-10');

  test('the baseline is the newest result up to the first-dose day, of each analyte', () => {
    expect(
      graded([
        labReport('2026-02-07', { alt: '130 U/L 10-40' }),
        labReport('2026-01-10', { alt: '30 U/L 10-40' }),
        labReport('2026-01-05', { alt: '60 U/L 10-40', ast: '50 U/L 10-40' }),
        labReport('2026-02-08', { ast: '80 U/L 10-40' }),
        firstDose,
      ]),
    ).toEqual([
      '2026-01-05 alt: Alanine aminotransferase increased: no baseline',
      '2026-01-05 ast baseline: none',
      '2026-01-10 alt baseline: none',
      '2026-02-07 alt: Alanine aminotransferase increased 2',
      '2026-02-08 ast: Aspartate aminotransferase increased 1',
    ]);
  });

  test('before the first dose nothing is a baseline yet', () => {
    expect(graded([labReport('2026-01-05', { alt: '30 U/L 10-40' })])).toEqual([
      '2026-01-05 alt: Alanine aminotransferase increased: no baseline',
    ]);
  });

  test('a voided report has no grade and is no baseline', () => {
    const voided = labReport('2026-01-09', { alt: '30 U/L 10-40' }, { voided: true });
    expect(graded([voided, firstDose, labReport('2026-02-07', { alt: '130 U/L 10-40' })])).toEqual([
      '2026-02-07 alt: Alanine aminotransferase increased: no baseline',
    ]);
  });

  test('one result can meet one term and leave another open', () => {
    expect(graded([firstDose, labReport('2026-02-07', { glucose: '50 mg/dL' })])).toEqual([
      '2026-02-07 glucose: Hypoglycemia 2, Hyperglycemia: CTCAE v5.0 has no cut-offs for it; a person grades it',
    ]);
  });

  test('each version grades by its own terms', () => {
    const records = [firstDose, labReport('2026-02-07', { platelets: '20 10*3/uL 150-400' })];
    expect(graded(records)).toEqual(['2026-02-07 platelets: Platelet count decreased 4']);
    expect(graded(records, '6.0')).toEqual(['2026-02-07 platelets: Thrombocytopenia 3']);
  });
});
