import { describe, expect, test } from 'vitest';
import type { GradableResult } from '@/lib/ctcae/criterion-certainty';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import { type GradeContext, gradeResult } from '@/lib/ctcae/grade-result';
import { ctcaeLaboratoryTerms } from '@/lib/ctcae/laboratory-terms';
import type { CtcaeVersion } from '@/lib/ctcae/term';
import { parseReportedValue } from '@/lib/units/quantity';
import type { UnitCode } from '@/lib/units/unit-codes';
import { ctcaeStandard } from '../../support/ctcae-standard';

type Range = readonly [low: number | null, high: number | null];
const noRange: Range = [null, null];

/** "512 mg/dL", "<5 mg/dL": as the report prints it. */
function reported(text: string, [low, high]: Range = noRange, fasting: boolean | null = null) {
  const [number = '', unit = ''] = text.split(' ');
  const value = parseReportedValue(number);
  if (!value.ok) {
    throw new Error(value.error.message);
  }
  const result: GradableResult = {
    value: value.value.value,
    comparator: value.value.comparator,
    unit: unit as UnitCode,
    referenceLow: low,
    referenceHigh: high,
    fasting,
  };
  return result;
}

function grade(
  key: string,
  result: GradableResult,
  context: Partial<GradeContext> = {},
  version: CtcaeVersion = '5.0',
) {
  const term = ctcaeLaboratoryTerms.find((one) => one.key === key);
  if (term === undefined) {
    throw new Error(`no term ${key}`);
  }
  return gradeResult(term, version, result, { baseline: null, ...context });
}

/** One word for a table: "3", "none" or "not gradable: why". */
function said(outcome: ReturnType<typeof grade>): string {
  switch (outcome.status) {
    case 'graded':
      return String(outcome.grade);
    case 'none':
      return 'none';
    case 'not-gradable':
      return `not gradable: ${outcome.reason}`;
  }
}

describe('triglycerides, in the unit of the report', () => {
  test.each([
    ['149.9 mg/dL', 'none'],
    ['150 mg/dL', '1'],
    ['300 mg/dL', '1'],
    ['300.1 mg/dL', '2'],
    ['500 mg/dL', '2'],
    ['500.1 mg/dL', '3'],
    ['512 mg/dL', '3'],
    ['1000 mg/dL', '3'],
    ['1000.1 mg/dL', '4'],
    ['1.7 mmol/L', 'none'],
    ['1.71 mmol/L', '1'],
    ['3.42 mmol/L', '1'],
    // 500 mg/dL are 5.645 mmol/L: a converted grade would be 3 here.
    ['5.7 mmol/L', '2'],
    ['5.71 mmol/L', '3'],
    ['11.4 mmol/L', '3'],
    ['11.41 mmol/L', '4'],
    ['5.7 g/L', 'not gradable: CTCAE v5.0 has no cut-offs in g/L'],
  ])('%s: %s', (text, expected) => {
    expect(said(grade('hypertriglyceridemia', reported(text)))).toBe(expected);
    expect(said(grade('hypertriglyceridemia', reported(text), {}, '6.0'))).toBe(
      expected.replace('v5.0', 'v6.0'),
    );
  });

  test('the grade carries version, criterion and source, and what a person decides', () => {
    expect(grade('hypertriglyceridemia', reported('512 mg/dL', [null, 150]))).toEqual({
      status: 'graded',
      term: 'hypertriglyceridemia',
      version: '5.0',
      grade: 3,
      criterion: '> 500 to 1000 mg/dL',
      source: 'CTCAE v5.0 (R1, R2)',
      note: 'A person decides whether it is grade 4 (life-threatening).',
    });
  });

  test('a grade within the range of the laboratory says so', () => {
    expect(grade('hypertriglyceridemia', reported('160 mg/dL', [null, 200]))).toMatchObject({
      grade: 1,
      note: expect.stringContaining('It lies within the range of the laboratory.'),
    });
  });
});

describe('a value that the report leaves open is graded only where every amount has one answer', () => {
  test.each([
    ['>400 mg/dL', 'not gradable: >400 leaves it open (grade 2 or 3 or 4)'],
    ['>1000 mg/dL', '4'],
    ['>=1000 mg/dL', 'not gradable: >=1000 leaves it open (grade 3 or 4)'],
    ['<150 mg/dL', 'none'],
    ['<=150 mg/dL', 'not gradable: <=150 leaves it open (grade 1)'],
    ['<5 mg/dL', 'none'],
  ])('triglycerides %s: %s', (text, expected) => {
    expect(said(grade('hypertriglyceridemia', reported(text)))).toBe(expected);
  });

  test('platelets <20 and <30', () => {
    const key = 'platelet_count_decreased';
    expect(said(grade(key, reported('<20 10*9/L')))).toBe('4');
    expect(said(grade(key, reported('<30 10*9/L')))).toBe(
      'not gradable: <30 leaves it open (grade 3 or 4)',
    );
  });
});

describe('the limits are those of the report', () => {
  test.each([
    ['cholesterol_high', '250 mg/dL', noRange, 'not gradable: no upper limit'],
    ['cholesterol_high', '250 mg/dL', [null, 250], 'none'],
    ['cholesterol_high', '250.1 mg/dL', [null, 250], '1'],
    // The higher grades do not need the limit.
    ['cholesterol_high', '350 mg/dL', noRange, '2'],
    ['anemia', '12.9 g/dL', noRange, 'not gradable: no lower limit'],
    ['anemia', '12.9 g/dL', [13, 17], '1'],
    ['anemia', '13 g/dL', [13, 17], 'none'],
    ['anemia', '9.9 g/dL', noRange, '2'],
    ['anemia', '99 g/L', noRange, '2'],
    ['cpk_increased', '500 U/L', noRange, 'not gradable: no upper limit'],
    ['cpk_increased', '500 U/L', [30, 200], '1'],
    ['cpk_increased', '500.1 U/L', [30, 200], '2'],
    // 0.7 × 3 is not 2.1 in binary.
    ['blood_bilirubin_increased', '2.1 mg/dL', [null, 0.7], '2'],
    ['hyperkalemia', '5.2 mmol/L', noRange, 'not gradable: no upper limit'],
  ] as const)('%s %s with %j: %s', (key, text, range, expected) => {
    const baseline = reported(`0.5 ${text.split(' ')[1]}`, [0, 1]);
    expect(said(grade(key, reported(text, range), { baseline }))).toBe(expected);
  });

  // Two names of one number: 10*3/uL is 10*9/L.
  test('a count per 10³/µL reads the column of 10⁹/L', () => {
    expect(said(grade('white_blood_cell_decreased', reported('2.9 10*3/uL')))).toBe('2');
    expect(said(grade('white_blood_cell_decreased', reported('3 10*3/uL', [4, 11])))).toBe('1');
  });
});

describe('AST and ALT are multiples of the limit or of an abnormal baseline', () => {
  const range: Range = [10, 40];
  const normal = reported('30 U/L', range);
  const raised = reported('60 U/L', range);
  test.each([
    ['no baseline', null, '100 U/L', 'not gradable: no baseline'],
    ['normal baseline', normal, '40 U/L', 'none'],
    ['normal baseline', normal, '40.1 U/L', '1'],
    ['normal baseline', normal, '120 U/L', '1'],
    ['normal baseline', normal, '121 U/L', '2'],
    ['normal baseline', normal, '801 U/L', '4'],
    ['abnormal baseline', raised, '89.9 U/L', 'none'],
    ['abnormal baseline', raised, '90 U/L', '1'],
    ['abnormal baseline', raised, '180.1 U/L', '2'],
    ['abnormal baseline', raised, '300.1 U/L', '3'],
    ['abnormal baseline', raised, '1200.1 U/L', '4'],
    // Only a raised baseline is abnormal here: 1.5 × 8 would be a grade within the range.
    ['low baseline', reported('8 U/L', range), '12 U/L', 'none'],
    [
      'baseline without a limit',
      reported('30 U/L'),
      '100 U/L',
      'not gradable: the baseline has no upper limit',
    ],
    [
      'baseline with a comparator',
      reported('>60 U/L', range),
      '100 U/L',
      'not gradable: the baseline >60 is no amount to compare with',
    ],
    // Judged against its own report: 45 was normal there.
    ['baseline of another laboratory', reported('45 U/L', [10, 50]), '70 U/L', '1'],
  ] as const)('%s (%o), %s: %s', (_, baseline, text, expected) => {
    const key = 'alanine_aminotransferase_increased';
    expect(said(grade(key, reported(text, range), { baseline }))).toBe(expected);
  });

  // C§4.1: version 6.0 counts from a raised baseline in smaller steps.
  test.each([
    ['normal baseline', normal, '121 U/L', '2'],
    ['abnormal baseline', raised, '59.9 U/L', 'none'],
    ['abnormal baseline', raised, '60 U/L', '1'],
    ['abnormal baseline', raised, '90 U/L', '1'],
    ['abnormal baseline', raised, '90.1 U/L', '2'],
    ['abnormal baseline', raised, '120 U/L', '2'],
    ['abnormal baseline', raised, '120.1 U/L', '3'],
    ['abnormal baseline', raised, '240 U/L', '3'],
    ['abnormal baseline', raised, '240.1 U/L', '4'],
    [
      'baseline beyond 5 × the limit',
      reported('201 U/L', range),
      '500 U/L',
      'not gradable: it lies between two grades of this version',
    ],
  ] as const)('v6.0, %s (%o), %s: %s', (_, baseline, text, expected) => {
    const key = 'aspartate_aminotransferase_increased';
    expect(said(grade(key, reported(text, range), { baseline }, '6.0'))).toBe(expected);
  });
});

describe('creatinine is a multiple of the limit or of the baseline', () => {
  const range: Range = [0.7, 1.2];
  const baseline = reported('0.6 mg/dL', [0.7, 1.2]);
  const usual = reported('0.8 mg/dL', range);
  test.each([
    ['5.0', usual, '1.2 mg/dL', 'none'],
    // 1.5 × 0.8 = 1.2, which binary arithmetic makes 1.2000000000000002.
    ['5.0', usual, '1.21 mg/dL', '2'],
    ['5.0', usual, '2.5 mg/dL', '3'],
    ['5.0', usual, '7.3 mg/dL', '4'],
    ['5.0', null, '1.1 mg/dL', 'not gradable: no baseline'],
    ['5.0', null, '2 mg/dL', 'not gradable: no baseline (grade 2 or 3)'],
    ['5.0', null, '4 mg/dL', '3'],
    [
      '5.0',
      reported('71 umol/L', [62, 106]),
      '1.1 mg/dL',
      'not gradable: the baseline is in µmol/L, this result in mg/dL',
    ],
    // C§4.1: version 6.0 multiplies the baseline only where it was below the lower limit.
    ['6.0', usual, '1.21 mg/dL', '1'],
    ['6.0', usual, '2.5 mg/dL', '2'],
    ['6.0', baseline, '0.91 mg/dL', '2'],
    ['6.0', baseline, '1.81 mg/dL', '3'],
  ] as const)('v%s, baseline %o, %s: %s', (version, before, text, expected) => {
    const result = reported(text, range);
    expect(said(grade('creatinine_increased', result, { baseline: before }, version))).toBe(
      expected,
    );
  });
});

// C§4.2 (c): R1 prints a rise, R2 an excess over the upper limit; both are asked for.
describe('hemoglobin increased is a rise from the baseline to above the upper limit', () => {
  const range: Range = [13.5, 17.5];
  const baseline = reported('15.6 g/dL', range);
  test.each([
    ['a rise within the range', baseline, '17.5 g/dL', range, 'none'],
    ['a rise beyond it', baseline, '17.6 g/dL', range, '1'],
    ['exactly 2 g/dL more', reported('16 g/dL', range), '18 g/dL', range, '1'],
    ['more than 2 g/dL more', baseline, '17.7 g/dL', range, '2'],
    ['more than 4 g/dL more', baseline, '19.7 g/dL', range, '3'],
    ['above the limit before, and no rise', reported('18 g/dL', range), '18 g/dL', range, 'none'],
    ['no limit', baseline, '17.7 g/dL', noRange, 'not gradable: no upper limit'],
    ['no baseline', null, '17.7 g/dL', range, 'not gradable: no baseline'],
    ['no baseline, within the range', null, '16 g/dL', range, 'none'],
    [
      'cut-offs exist in g/dL only',
      baseline,
      '180 g/L',
      [135, 175],
      'not gradable: no cut-offs in g/L',
    ],
    ['within the range in g/L', baseline, '160 g/L', [135, 175], 'none'],
  ] as const)('%s (%o): %s', (_, before, text, limits, expected) => {
    const result = reported(text, limits);
    expect(said(grade('hemoglobin_increased', result, { baseline: before }))).toBe(expected);
  });

  test('the criterion says both', () => {
    expect(grade('hemoglobin_increased', reported('17.6 g/dL', range), { baseline })).toMatchObject(
      {
        criterion: 'rise of > 0 to 2 g/dL from the baseline, to above the upper limit',
        note: 'The rise is counted from the baseline.',
      },
    );
  });
});

describe('what only a person can establish', () => {
  const range: Range = [null, 60];
  test('symptoms raise the grade of lipase: the lower one stands with a note', () => {
    expect(grade('lipase_increased', reported('180 U/L', range))).toMatchObject({
      grade: 2,
      criterion: '> 2 to 5 × upper limit, without symptoms',
      note: 'A person decides whether it is grade 3 (with symptoms).',
    });
    expect(said(grade('lipase_increased', reported('301 U/L', range)))).toBe('3');
    expect(said(grade('lipase_increased', reported('301 U/L', range), { symptoms: 'mild' }))).toBe(
      '4',
    );
  });

  test('v6.0 asks how severe the symptoms are for amylase', () => {
    const result = reported('180 U/L', range);
    const graded = (symptoms: 'none' | 'mild' | 'moderate-or-severe') =>
      said(grade('serum_amylase_increased', result, { symptoms }, '6.0'));
    expect([graded('none'), graded('mild'), graded('moderate-or-severe')]).toEqual(['2', '2', '3']);
  });

  test('low potassium is grade 1, and 2 with symptoms', () => {
    expect(grade('hypokalemia', reported('3.2 mmol/L', [3.5, 5.1]))).toMatchObject({
      grade: 1,
      note: 'A person decides whether it is grade 2 (with symptoms), grade 2 (intervention indicated).',
    });
  });

  test.each([
    ['6.0', true, '120 mg/dL', '1'],
    ['6.0', false, '120 mg/dL', 'not gradable: grade 1 needs a fasting sample'],
    ['6.0', null, '120 mg/dL', 'not gradable: not recorded: it is grade 1 if fasting'],
    ['6.0', null, '260 mg/dL', '3'],
    ['6.0', null, '90 mg/dL', 'none'],
    [
      '5.0',
      true,
      '260 mg/dL',
      'not gradable: CTCAE v5.0 has no cut-offs for it; a person grades it',
    ],
    ['5.0', true, '90 mg/dL', 'none'],
  ] as const)('glucose, v%s, fasting %s, %s: %s', (version, fasting, text, expected) => {
    const result = reported(text, [70, 99], fasting);
    expect(said(grade('hyperglycemia', result, {}, version))).toBe(expected);
  });

  test('calcium is graded as if it were corrected for albumin, and says so', () => {
    expect(grade('hypercalcemia', reported('11 mg/dL', [8.6, 10.3]))).toMatchObject({
      grade: 1,
      note: expect.stringContaining('albumin-corrected'),
    });
  });
});

describe('where a version leaves a gap or does not know the term', () => {
  test.each([
    [
      'hyponatremia',
      '5.0',
      '129.5 mmol/L',
      'not gradable: it lies between two grades of this version',
    ],
    ['hyponatremia', '6.0', '129.5 mmol/L', '2'],
    ['hyponatremia', '5.0', '129 mmol/L', '2'],
    [
      'platelet_count_decreased',
      '6.0',
      '60 10*9/L',
      'not gradable: CTCAE v6.0 does not define Platelet count decreased; thrombocytopenia replaces it',
    ],
    [
      'thrombocytopenia',
      '5.0',
      '60 10*9/L',
      'not gradable: CTCAE v5.0 does not define Thrombocytopenia',
    ],
    ['thrombocytopenia', '6.0', '24 10*9/L', '3'],
    ['thrombocytopenia', '6.0', '9.9 10*9/L', '4'],
    ['platelet_count_decreased', '5.0', '24 10*9/L', '4'],
    [
      'cpk_increased',
      '6.0',
      '500 U/L',
      'not gradable: whether CTCAE v6.0 defines CPK increased is not known',
    ],
    ['neutrophil_count_decreased', '6.0', '0.9 10*9/L', '2'],
    ['hdl_decreased', '6.0', '39 mg/dL', '1'],
    ['hdl_decreased', '5.0', '39 mg/dL', 'not gradable: CTCAE v5.0 does not define HDL decreased'],
    ['ldl_increased', '6.0', '3.4 mmol/L', 'none'],
  ] as const)('%s, v%s, %s: %s', (key, version, text, expected) => {
    expect(said(grade(key, reported(text, [135, 145]), {}, version))).toBe(expected);
  });
});

test('azoospermia and oligospermia are no laboratory terms, so no value suggests them', () => {
  const names = ctcaeLaboratoryTerms.map(({ term }) => term);
  expect(ctcaeStandard.neverAutoRaise).toEqual(['Azoospermia', 'Oligospermia']);
  expect(names.filter((name) => ctcaeStandard.neverAutoRaise.includes(name))).toEqual([]);
});

test.each([
  [{ 'ctcae-version': 'v6' }, '6.0'],
  [{ 'ctcae-version': 'v5' }, '5.0'],
  [{}, '5.0'],
])('settings %j grade in v%s', (settings, version) => {
  expect(ctcaeVersionOf(settings)).toBe(version);
});
