import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  findUnusualResults,
  labReportInputSchema,
  labResultInputSchema,
  standardizeLabReport,
} from '@/lib/records/lab-report';

type Entered = z.input<typeof labReportInputSchema>;

const hemoglobin = { analyte: 'hemoglobin', value: '14.9', unit: 'g/dL' } as const;
const triglycerides = { analyte: 'triglycerides', value: '650', unit: 'mg/dL' } as const;

function aReport(report: Partial<Record<keyof Entered, unknown>>): unknown {
  return {
    collectedOn: '2026-03-31',
    laboratory: 'Central laboratory',
    results: [hemoglobin],
    ...report,
  };
}

function issuesOf(report: unknown): readonly string[] {
  const parsed = labReportInputSchema.safeParse(report);
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('labReportInputSchema', () => {
  test('a checked report can be checked again', () => {
    const once = labReportInputSchema.parse(aReport({ collectedAt: '08:30' }));
    expect(labReportInputSchema.parse(once)).toEqual(once);
  });

  test.each<[string, Partial<Record<keyof Entered, unknown>>, readonly string[]]>([
    [
      'an impossible date',
      { collectedOn: '2026-02-30' },
      ['collectedOn: Enter a date that exists, as year-month-day: 2026-03-31'],
    ],
    ['an impossible time', { collectedAt: '24:00' }, ['collectedAt: Enter the time as 08:30.']],
    ['no laboratory', { laboratory: '  ' }, ['laboratory: Enter the laboratory.']],
    [
      'a NUL character, which the database cannot store',
      { laboratory: 'Lab\u0000' },
      ['laboratory: Remove line breaks and control characters.'],
    ],
    [
      'ten kilobytes of laboratory',
      { laboratory: 'x'.repeat(10_000) },
      ['laboratory: Use at most 200 characters.'],
    ],
    ['no results', { results: [] }, ['results: Enter at least one result.']],
    [
      'only rows that were left empty',
      { results: [{ ...hemoglobin, value: ' ' }] },
      ['results: Enter at least one result.'],
    ],
    [
      'an unknown test',
      { results: [{ ...hemoglobin, analyte: 'haemoglobin' }] },
      ['results.0.analyte: Choose a test.'],
    ],
    [
      'a decimal comma',
      { results: [{ ...hemoglobin, value: '14,9' }] },
      ['results.0.value: Use a point as the decimal separator: 14.9'],
    ],
    [
      "S0's unit",
      { results: [{ ...hemoglobin, unit: 'g/L' }] },
      ['results.0.value: Hemoglobin 14.9 g/L is impossible; did you mean g/dL?'],
    ],
    [
      "S1's unit",
      { results: [hemoglobin, { analyte: 'fsh', value: '18', unit: 'u[IU]/L' }] },
      ['results.1.unit: FSH is reported in mIU/mL or IU/L.'],
    ],
    [
      'a reversed reference range',
      { results: [{ ...hemoglobin, referenceLow: '17', referenceHigh: '13' }] },
      ['results.0.referenceHigh: The upper end of the range is below its lower end.'],
    ],
    [
      'the same test twice',
      { results: [hemoglobin, triglycerides, hemoglobin], confirmed: ['triglycerides'] },
      ['results.2.analyte: Hemoglobin is entered twice.'],
    ],
    [
      'an unusual value that nobody confirmed',
      { results: [hemoglobin, triglycerides] },
      [
        'results.1.value: Triglycerides 650 mg/dL is unusual; expected 30 to 500 mg/dL. Confirm it if it is right.',
      ],
    ],
  ])('%s is refused beside its field', (_what, report, issues) => {
    expect(issuesOf(aReport(report))).toEqual(issues);
  });

  test.each(['Łódź 🧪', "'; DROP TABLE lab_report; --", '<script>alert(1)</script>'])(
    'the laboratory %j is only text',
    (laboratory) => {
      expect(issuesOf(aReport({ laboratory }))).toEqual([]);
    },
  );

  test('an unusual value passes once it is confirmed', () => {
    const report = aReport({ results: [triglycerides], confirmed: ['triglycerides'] });
    expect(issuesOf(report)).toEqual([]);
  });

  test('a confirmation of another test does not count', () => {
    const report = aReport({ results: [triglycerides], confirmed: ['hemoglobin'] });
    expect(issuesOf(report)).toHaveLength(1);
  });

  test('an impossible value cannot be confirmed', () => {
    const results = [{ ...hemoglobin, value: '149' }];
    expect(issuesOf(aReport({ results, confirmed: ['hemoglobin'] }))).toEqual([
      'results.0.value: Hemoglobin 149 g/dL is impossible; did you mean g/L?',
    ]);
  });

  test('the code of a refusal travels with it, so that the form can offer a confirmation', () => {
    const parsed = labReportInputSchema.safeParse(aReport({ results: [triglycerides] }));
    expect(parsed.error?.issues[0]).toMatchObject({ params: { code: 'needs-confirmation' } });
  });
});

describe('labResultInputSchema', () => {
  test('a row without a value is not measured and not refused', () => {
    expect(labResultInputSchema.safeParse({ ...hemoglobin, value: '' }).success).toBe(true);
  });

  test('missing fields are asked for by name', () => {
    const parsed = labResultInputSchema.safeParse({});
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
      'Choose a test.',
      'Enter a value.',
      'Choose a unit.',
    ]);
  });
});

describe('findUnusualResults', () => {
  test('names the row, also when rows before it are empty or refused', () => {
    const results = [{ ...hemoglobin, value: '' }, { ...hemoglobin, value: '14,9' }, triglycerides];
    expect(findUnusualResults(results)).toEqual([
      {
        index: 2,
        analyte: 'triglycerides',
        message: 'Triglycerides 650 mg/dL is unusual; expected 30 to 500 mg/dL.',
      },
    ]);
  });
});

describe('standardizeLabReport', () => {
  test('rows without a value are left out', () => {
    const report = labReportInputSchema.parse(
      aReport({ results: [{ ...triglycerides, value: '' }, hemoglobin] }),
    );
    expect(standardizeLabReport(report).map(({ analyte }) => analyte)).toEqual(['hemoglobin']);
  });
});
