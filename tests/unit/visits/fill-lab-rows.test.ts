import { describe, expect, test } from 'vitest';
import { readLabTable } from '@/lib/records/lab-table';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { LabRowValues } from '@/lib/visits/entry-values';
import { fillLabRows, rangeAfterUnit, undoFill } from '@/lib/visits/fill-lab-rows';

const row = (analyte: BloodAnalyteKey, rest: Partial<LabRowValues> = {}): LabRowValues => ({
  analyte,
  value: '',
  unit: 'mmol/L',
  referenceLow: '',
  referenceHigh: '1.7',
  laboratoryFactor: '',
  ...rest,
});
const blank = (analyte: BloodAnalyteKey) => row(analyte);

const fill = (rows: readonly LabRowValues[], text: string) =>
  fillLabRows(rows, readLabTable(text).rows, blank);

const tg = row('triglycerides');

describe('a pasted line', () => {
  test.each<[string, string, LabRowValues]>([
    [
      'fills value, unit and range of a blank row',
      'Triglycerides\t150\tmg/dL\t40-150',
      { ...tg, value: '150', unit: 'mg/dL', referenceLow: '40', referenceHigh: '150' },
    ],
    [
      'keeps the unit and the range that stand there where it has none',
      'Triglycerides\t1.5',
      { ...tg, value: '1.5' },
    ],
    [
      'takes away a range of another unit',
      'Triglycerides\t150\tmg/dL',
      { ...tg, value: '150', unit: 'mg/dL', referenceHigh: '' },
    ],
  ])('%s', (_rule, text, after) => {
    const result = fill([tg], text);
    expect(result.changes).toEqual([{ before: tg, after }]);
    expect(result.conflicts).toEqual([]);
  });

  test('adds a row for a test that has none', () => {
    const { changes } = fill([], 'HDL\t1.1\tmmol/L');
    expect(changes).toEqual([{ before: null, after: row('hdl', { value: '1.1' }) }]);
  });

  test('says which tests came without a unit', () => {
    expect(fill([tg], 'Triglycerides\t1.5').withoutUnit).toEqual(['triglycerides']);
  });

  test.each([
    ['value', { ...tg, value: '1.4' }],
    ['unit', { ...tg, unit: 'mg/dL' }],
    ['range', { ...tg, referenceHigh: '2' }],
  ])('never overwrites a typed %s', (_what, before) => {
    const { changes, conflicts } = fill([before], 'Triglycerides\t1.5\tmmol/L\t0-1.7');
    expect(changes).toEqual([]);
    expect(conflicts).toEqual([
      { before, after: { ...tg, value: '1.5', referenceLow: '0', referenceHigh: '1.7' } },
    ]);
  });

  test('that says what is typed already changes nothing', () => {
    const typed = { ...tg, value: '1.5' };
    expect(fill([typed], 'Triglycerides\t1.5')).toEqual({
      changes: [],
      conflicts: [],
      withoutUnit: [],
    });
  });
});

describe('undone:', () => {
  const hdl = row('hdl');
  const { changes } = fill([tg], 'Triglycerides\t1.5\nHDL\t1.1');

  test('a filled row is as before, and an added one is gone', () => {
    const now = [
      { ...tg, value: '1.5' },
      { ...hdl, value: '1.1' },
    ];
    expect(undoFill(now, changes)).toEqual({ restored: [{ index: 0, row: tg }], removed: [1] });
  });

  test('what was typed over it stays', () => {
    const now = [
      { ...tg, value: '1.6' },
      { ...hdl, value: '1.1' },
    ];
    expect(undoFill(now, changes)).toEqual({ restored: [], removed: [1] });
  });
});

describe('when another unit is chosen', () => {
  test.each<[string, LabRowValues, string, string]>([
    ['the remembered range goes', tg, 'mg/dL', ''],
    ['and comes back with its unit', { ...tg, unit: 'mg/dL', referenceHigh: '' }, 'mmol/L', '1.7'],
    ['a typed range stays', { ...tg, referenceHigh: '2' }, 'mg/dL', '2'],
  ])('%s', (_rule, before, unit, referenceHigh) => {
    expect(rangeAfterUnit(before, unit, tg).referenceHigh).toBe(referenceHigh);
  });
});
