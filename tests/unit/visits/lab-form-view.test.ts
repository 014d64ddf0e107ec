import { describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import { previousResult } from '@/lib/records/earlier-results';
import type { LabRowValues } from '@/lib/visits/entry-values';
import { blankLabRow, type KnownLaboratory, rowsOfLaboratory } from '@/lib/visits/lab-form-view';

const central: KnownLaboratory = {
  name: 'Central',
  tests: {
    triglycerides: {
      unit: 'mmol/L',
      referenceLow: null,
      referenceHigh: 1.7,
      laboratoryFactor: null,
    },
    prolactin: { unit: 'm[IU]/L', referenceLow: 86, referenceHigh: 324, laboratoryFactor: 21.2 },
  },
};
const north: KnownLaboratory = {
  name: 'North',
  tests: {
    triglycerides: {
      unit: 'mg/dL',
      referenceLow: null,
      referenceHigh: 150,
      laboratoryFactor: null,
    },
  },
};
const estradiol = (on: string, valueText: string) => ({
  on: civilDate(on),
  valueText,
  unit: 'pmol/L' as const,
  standardValue: null,
});
const memory = {
  laboratories: [central, north],
  earlierResults: {
    estradiol: [estradiol('2026-04-01', '82'), estradiol('2026-02-01', '80')],
  },
};

describe('a row starts', () => {
  test.each([
    [
      'in the unit and with the range of its laboratory',
      'triglycerides',
      'Central',
      'mmol/L',
      '',
      '1.7',
    ],
    ['the same however the name is typed', 'triglycerides', ' central ', 'mmol/L', '', '1.7'],
    ['otherwise at another laboratory', 'triglycerides', 'North', 'mg/dL', '', '150'],
    ['in the first unit, without a range, where nothing is known', 'ast', 'North', 'U/L', '', ''],
    [
      'in the unit of his last result at a laboratory that is new, without a range',
      'estradiol',
      'Elsewhere',
      'pmol/L',
      '',
      '',
    ],
  ] as const)('%s', (_rule, analyte, laboratory, unit, referenceLow, referenceHigh) => {
    const row = blankLabRow(analyte, laboratory, memory);
    expect(row).toMatchObject({ value: '', unit, referenceLow, referenceHigh });
  });

  test('with the factor that the laboratory states for its units', () => {
    expect(blankLabRow('prolactin', 'Central', memory).laboratoryFactor).toBe('21.2');
  });
});

describe('when the laboratory is named', () => {
  const blank = blankLabRow('triglycerides', '', memory);
  const moved = (row: LabRowValues) =>
    rowsOfLaboratory([row], { from: '', to: 'Central' }, memory)[0];

  test('a row that nobody touched follows', () => {
    expect(moved(blank)).toMatchObject({ unit: 'mmol/L', referenceHigh: '1.7' });
  });

  test.each([
    ['with a value', { ...blank, value: '150' }],
    ['with a unit that was chosen', { ...blank, unit: 'mmol/L' }],
    ['with a range that was typed', { ...blank, referenceHigh: '180' }],
  ])('a row %s stays', (_what, row) => {
    expect(moved(row)).toEqual(row);
  });
});

test.each([
  ['2026-04-10', '82'],
  ['2026-04-01', '82'],
  ['2026-03-31', '80'],
  ['2026-02-01', '80'],
  ['2026-01-31', undefined],
  ['2026-0', '82'],
])('the value before a report of %s is %s', (collectedOn, valueText) => {
  expect(previousResult(memory.earlierResults, 'estradiol', collectedOn)?.valueText).toBe(
    valueText,
  );
});
