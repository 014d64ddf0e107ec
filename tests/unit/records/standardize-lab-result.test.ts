import { describe, expect, test } from 'vitest';
import { type LabResultEntry, standardizeLabResult } from '@/lib/records/standardize-lab-result';

function anEntry(entry: Partial<LabResultEntry>): LabResultEntry {
  return { analyte: 'hemoglobin', value: '14.9', unit: 'g/dL', ...entry };
}

function refusalsOf(entry: Partial<LabResultEntry>): readonly string[] {
  const result = standardizeLabResult(anEntry(entry));
  return result.ok ? [] : result.error.map(({ field, code }) => `${field}: ${code}`);
}

describe('standardizeLabResult', () => {
  test('the value stays as entered beside the standardized one', () => {
    const entry = anEntry({
      analyte: 'testosterone_total',
      value: ' 21.0 ',
      unit: 'nmol/L',
      referenceLow: '10.4',
      referenceHigh: '37.4',
      fasting: false,
    });
    expect(standardizeLabResult(entry)).toEqual({
      ok: true,
      value: {
        analyte: 'testosterone_total',
        valueText: '21.0',
        value: 21,
        comparator: null,
        unit: 'nmol/L',
        standardValue: 605.682,
        standardUnit: 'ng/dL',
        conversionId: 'CONV-TESTOSTERONE-1',
        laboratoryFactor: null,
        referenceLow: 10.4,
        referenceHigh: 37.4,
        fasting: false,
        softLimitId: null,
        unitJumpId: null,
      },
    });
  });

  test('a censored FSH keeps its comparator', () => {
    const entry = anEntry({ analyte: 'fsh', value: '<0.3', unit: '[IU]/L' });
    expect(standardizeLabResult(entry)).toMatchObject({
      ok: true,
      value: { valueText: '<0.3', comparator: '<', value: 0.3, standardValue: 0.3 },
    });
  });

  test('what the report does not say is null', () => {
    const entry = anEntry({ referenceLow: '', referenceHigh: '  ' });
    expect(standardizeLabResult(entry)).toMatchObject({
      ok: true,
      value: { referenceLow: null, referenceHigh: null, fasting: null },
    });
  });

  test('a one-sided reference range is kept as such', () => {
    const entry = anEntry({ analyte: 'ldl', value: '110', unit: 'mg/dL', referenceHigh: '130' });
    expect(standardizeLabResult(entry)).toMatchObject({
      ok: true,
      value: { referenceLow: null, referenceHigh: 130 },
    });
  });

  test("prolactin in mIU/L is stored without a standard value until the laboratory's factor is known", () => {
    const entry = anEntry({ analyte: 'prolactin', value: '212', unit: 'm[IU]/L' });
    expect(standardizeLabResult(entry)).toMatchObject({
      ok: true,
      value: { value: 212, standardValue: null, standardUnit: null, conversionId: null },
    });
    expect(standardizeLabResult({ ...entry, laboratoryFactor: '21.2' })).toMatchObject({
      ok: true,
      value: {
        standardValue: 10,
        standardUnit: 'ng/mL',
        conversionId: 'CONV-PROLACTIN-1',
        laboratoryFactor: 21.2,
      },
    });
  });

  test('an unusual value names the soft limit that has to be confirmed', () => {
    const entry = anEntry({ analyte: 'triglycerides', value: '650', unit: 'mg/dL' });
    expect(standardizeLabResult(entry)).toMatchObject({
      ok: true,
      value: { softLimitId: 'LIMIT-TRIGLYCERIDES-1' },
    });
  });

  test("S0's hemoglobin of 14.9 g/L is refused with the unit that was meant", () => {
    expect(standardizeLabResult(anEntry({ unit: 'g/L' }))).toEqual({
      ok: false,
      error: [
        {
          field: 'value',
          code: 'impossible',
          message: 'Hemoglobin 14.9 g/L is impossible; did you mean g/dL?',
        },
      ],
    });
  });

  test.each<[string, Partial<LabResultEntry>, readonly string[]]>([
    ['blank value', { value: '' }, ['value: blank']],
    ['decimal comma', { value: '14,9' }, ['value: decimal-comma']],
    ['no unit', { unit: '' }, ['unit: unit-not-allowed']],
    ["S1's micro sign", { analyte: 'fsh', unit: 'u[IU]/L' }, ['unit: unit-not-allowed']],
    ['comma in the range', { referenceLow: '13,5' }, ['referenceLow: decimal-comma']],
    [
      'comparator in the range',
      { referenceHigh: '<17' },
      ['referenceHigh: comparator-not-allowed'],
    ],
    [
      'reversed range',
      { referenceLow: '17.5', referenceHigh: '13.5' },
      ['referenceHigh: reference-reversed'],
    ],
    [
      'factor for a fixed conversion',
      { laboratoryFactor: '10' },
      ['laboratoryFactor: factor-not-applicable'],
    ],
    [
      'factor of zero',
      { analyte: 'prolactin', value: '212', unit: 'm[IU]/L', laboratoryFactor: '0' },
      ['laboratoryFactor: factor-not-positive'],
    ],
    [
      'several mistakes at once',
      { value: 'high', unit: 'mg', referenceLow: '-1', referenceHigh: 'x' },
      [
        'value: not-a-number',
        'unit: unit-not-allowed',
        'referenceLow: sign',
        'referenceHigh: not-a-number',
      ],
    ],
  ])('%s is refused beside its field', (_what, entry, refusals) => {
    expect(refusalsOf(entry)).toEqual(refusals);
  });

  test('a range whose ends are equal is accepted', () => {
    expect(refusalsOf({ referenceLow: '14', referenceHigh: '14' })).toEqual([]);
  });
});
