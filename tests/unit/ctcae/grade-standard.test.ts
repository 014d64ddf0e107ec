// Every threshold of CTCAE v5.0 as the standard prints it, in every unit that it names: just below, at
// and above each, with the grade that the standard's own table gives.
import { describe, expect, test } from 'vitest';
import type { GradableResult, SymptomsOfResult } from '@/lib/ctcae/criterion-certainty';
import { gradeResult } from '@/lib/ctcae/grade-result';
import { ctcaeLaboratoryTerms } from '@/lib/ctcae/laboratory-terms';
import type { UnitCode } from '@/lib/units/unit-codes';
import { type StandardCriterion, standardLaboratoryTerms } from '../../support/ctcae-standard';

const terms = standardLaboratoryTerms.filter(({ v5_0 }) => v5_0.exists);

interface Case {
  readonly low: number;
  readonly high: number;
  readonly baseline: number;
  readonly isBaselineAbnormal: boolean;
  readonly symptoms: SymptomsOfResult;
}

/** The standard's table read anew, with nothing of the program. */
function gradeByStandard(key: string, unit: string, value: number, given: Case): number | null {
  const edition = terms.find((term) => term.key === key)?.v5_0;
  const grades = Object.entries(edition?.byGrade ?? {}).flatMap(([grade, { criteria }]) =>
    criteria.some(
      (criterion) =>
        isUsed(criterion, unit) &&
        conditionHolds(criterion, given) &&
        isMet(criterion, value, given),
    )
      ? [Number(grade)]
      : [],
  );
  return grades.length === 0 ? null : Math.max(...grades);
}

function isUsed({ unit, times, specimen }: StandardCriterion, reported: string): boolean {
  return times !== undefined || (unit === reported && specimen === undefined);
}

function conditionHolds({ when }: StandardCriterion, given: Case): boolean {
  switch (when) {
    case undefined:
      return true;
    case 'baseline-normal':
      return !given.isBaselineAbnormal;
    case 'baseline-abnormal':
      return given.isBaselineAbnormal;
    case 'asymptomatic':
      return given.symptoms === 'none';
    case 'symptomatic':
      return given.symptoms !== 'none';
    default:
      throw new Error(`The standard names a condition that this test does not know: ${when}`);
  }
}

function isMet(criterion: StandardCriterion, value: number, given: Case): boolean {
  const [gt, ge, lt, le] = (['gt', 'ge', 'lt', 'le'] as const).map((side) =>
    boundIn(criterion, side, given),
  );
  return (
    (gt === undefined || value > gt) &&
    (ge === undefined || value >= ge) &&
    (lt === undefined || value < lt) &&
    (le === undefined || value <= le)
  );
}

function boundIn(
  criterion: StandardCriterion,
  side: 'gt' | 'ge' | 'lt' | 'le',
  { low, high, baseline }: Case,
): number | undefined {
  const bound = criterion[side];
  if (bound === undefined) {
    return undefined;
  }
  if (typeof bound === 'string') {
    return bound === 'ULN' ? high : low;
  }
  if (criterion.times !== undefined) {
    return exact(bound * (criterion.times === 'ULN' ? high : baseline));
  }
  return criterion.measure === 'increase' ? exact(bound + baseline) : bound;
}

/** Cut-offs have two decimals at most. */
function exact(value: number): number {
  return Number(value.toFixed(6));
}

const symptomsToTry = ['none', 'mild', 'moderate-or-severe'] as const;

/** Limits inside grade 1 of the term, so that its first step can be seen. */
const limitsOf: Readonly<Record<string, readonly [low: number, high: number]>> = {
  'cholesterol_high mg/dL': [100, 200],
  'cholesterol_high mmol/L': [2.5, 5.2],
  'anemia g/dL': [13.5, 17.5],
  'anemia g/L': [135, 175],
  'anemia mmol/L': [8.4, 10.9],
  'hemoglobin_increased g/dL': [13.5, 17.5],
  'white_blood_cell_decreased 10*9/L': [4, 11],
  'white_blood_cell_decreased /mm3': [4000, 11_000],
  'neutrophil_count_decreased 10*9/L': [1.8, 7.7],
  'neutrophil_count_decreased /mm3': [1800, 7700],
  'platelet_count_decreased 10*9/L': [150, 400],
  'platelet_count_decreased /mm3': [150_000, 400_000],
  'hyperkalemia mmol/L': [3.5, 5.1],
  'hypokalemia mmol/L': [3.5, 5.1],
  'hypernatremia mmol/L': [135, 145],
  'hyponatremia mmol/L': [135, 145],
  'hypercalcemia mg/dL': [8.6, 10.3],
  'hypercalcemia mmol/L': [2.15, 2.55],
  'hypocalcemia mg/dL': [8.6, 10.3],
  'hypocalcemia mmol/L': [2.15, 2.55],
  'hypoglycemia mg/dL': [70, 99],
  'hypoglycemia mmol/L': [3.9, 5.5],
};

/** In U/L, mg/dL or whatever the report says: the criterion multiplies the report's own limit. */
const anyUnit = 'U/L';

interface Row {
  readonly key: string;
  readonly unit: string;
  readonly grade: number;
  readonly criterion: StandardCriterion;
}

const rows: readonly Row[] = terms.flatMap(({ key, v5_0 }) =>
  Object.entries(v5_0.byGrade ?? {}).flatMap(([grade, { criteria }]) =>
    criteria
      .filter(({ specimen }) => specimen === undefined)
      .map((criterion) => ({
        key,
        unit: criterion.unit ?? anyUnit,
        grade: Number(grade),
        criterion,
      })),
  ),
);

function casesOf({ key, unit, criterion: { measure } }: Row): readonly Case[] {
  const [low, high] = limitsOf[`${key} ${unit}`] ?? [8, 40];
  // A rise is only an event above the upper limit: every rise of the table starts there.
  const baselines = measure === 'increase' ? [high] : [exact(high * 0.75), exact(high * 1.25)];
  return baselines.flatMap((baseline) =>
    symptomsToTry.map((symptoms) => ({
      low,
      high,
      baseline,
      isBaselineAbnormal: baseline > high,
      symptoms,
    })),
  );
}

function graded(key: string, unit: string, value: number, given: Case): number | null {
  const term = ctcaeLaboratoryTerms.find((one) => one.key === key);
  if (term === undefined) {
    throw new Error(`no term ${key}`);
  }
  const reported = (amount: number): GradableResult => ({
    value: amount,
    comparator: null,
    // No analyte may be reported per mm³, but the column of the standard is proven like the others.
    unit: unit as UnitCode,
    referenceLow: given.low,
    referenceHigh: given.high,
    fasting: null,
  });
  const outcome = gradeResult(term, '5.0', reported(value), {
    baseline: reported(given.baseline),
    symptoms: given.symptoms,
  });
  return outcome.status === 'graded' ? outcome.grade : null;
}

describe('the grade of a result agrees with the standard, CTCAE v5.0', () => {
  test('every criterion but those of ionized calcium, which is no analyte of the program, is tried', () => {
    const gradable = new Set(rows.map(({ key }) => key));
    expect(terms.map(({ key }) => key).filter((key) => !gradable.has(key))).toEqual([
      // Its grades of v5.0 have no numbers.
      'hyperglycemia',
    ]);
    expect(rows).toHaveLength(139);
  });

  test.each(
    rows.map(
      (row) => [`${row.key}, grade ${row.grade}, ${JSON.stringify(row.criterion)}`, row] as const,
    ),
  )('%s', (_, row) => {
    const { key, unit, criterion } = row;
    let met = 0;
    for (const given of casesOf(row)) {
      for (const side of ['gt', 'ge', 'lt', 'le'] as const) {
        const bound = boundIn(criterion, side, given);
        if (bound === undefined) {
          continue;
        }
        for (const value of [exact(bound - 0.001), bound, exact(bound + 0.001)]) {
          const expected = gradeByStandard(key, unit, value, given);
          expect({ value, given, grade: graded(key, unit, value, given) }).toEqual({
            value,
            given,
            grade: expected,
          });
          met += expected === row.grade ? 1 : 0;
        }
      }
    }
    expect(met).toBeGreaterThan(0);
  });
});
