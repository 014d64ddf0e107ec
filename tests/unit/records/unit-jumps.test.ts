import { describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import type { EarlierResults } from '@/lib/records/earlier-results';
import type { LabResultInput } from '@/lib/records/lab-report';
import { findUnitJumps } from '@/lib/records/unit-jumps';

const earlier: EarlierResults = {
  estradiol: [
    { on: civilDate('2026-03-02'), valueText: '22', unit: 'pg/mL', standardValue: 22 },
    { on: civilDate('2026-01-02'), valueText: '80', unit: 'pg/mL', standardValue: 80 },
  ],
  glucose: [{ on: civilDate('2026-03-02'), valueText: '<90', unit: 'mg/dL', standardValue: null }],
};

const estradiol = (value: string, unit = 'pg/mL'): LabResultInput => ({
  analyte: 'estradiol',
  value,
  unit,
});

const asked = (result: LabResultInput, collectedOn = '2026-04-10') =>
  findUnitJumps([result], earlier, collectedOn).map(({ message }) => message);

describe('asked about', () => {
  test('a value that the other unit would explain, with the value before it', () => {
    expect(asked(estradiol('80'))).toEqual([
      'Estradiol 80 pg/mL after 22 pg/mL on 2026-03-02: did you mean pmol/L?',
    ]);
  });
});

test.each<[string, LabResultInput, string]>([
  ['a value in the other unit itself', estradiol('80', 'pmol/L'), '2026-04-10'],
  ['a bound', estradiol('>80'), '2026-04-10'],
  ['a value after a bound', { analyte: 'glucose', value: '5', unit: 'mg/dL' }, '2026-04-10'],
  ['a report from before that value', estradiol('80'), '2026-02-01'],
  ['a first value', estradiol('80'), '2026-01-01'],
  ['a blank row', estradiol(''), '2026-04-10'],
  ['what is no number', estradiol('8,0'), '2026-04-10'],
])('%s is not asked about', (_what, result, collectedOn) => {
  expect(asked(result, collectedOn)).toEqual([]);
});
