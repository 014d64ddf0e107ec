import { describe, expect, test } from 'vitest';
import { testNamed, testsMeantBy } from '@/lib/units/analyte-names';
import { analytes } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { unitsSpelled } from '@/lib/units/unit-spellings';

test.each(bloodAnalyteKeys)('%s is known by its key, label, name and code', (analyte) => {
  const { label, name, standard } = analytes[analyte];
  for (const text of [analyte, label, name, label.toUpperCase(), standard.loinc ?? analyte]) {
    expect([text, testNamed(text)?.analyte]).toEqual([text, analyte]);
  }
});

describe('what a name means', () => {
  test.each<[string, BloodAnalyteKey]>([
    ['SGPT', 'alt'],
    ['Hgb', 'hemoglobin'],
    ['Haemoglobin', 'hemoglobin'],
    ['BUN', 'urea_nitrogen'],
    ['LDL-C', 'ldl'],
    ['Testosterone, Total', 'testosterone_total'],
    ['E2', 'estradiol'],
  ])('%s is %s', (text, analyte) => {
    expect(testNamed(text)?.analyte).toBe(analyte);
  });

  test.each(['Free testosterone', 'Non-HDL cholesterol', 'Urea', 'Vitamin D', '', '10610-4'])(
    '"%s" is no test of the table',
    (text) => {
      expect(testNamed(text)).toBeNull();
    },
  );
});

describe('what a person types', () => {
  test.each<[string, boolean, readonly BloodAnalyteKey[]]>([
    ['hemat', true, ['hematocrit']],
    ['alt', true, ['alt']],
    ['Lipid panel', true, ['cholesterol_total', 'hdl', 'ldl', 'triglycerides']],
    ['LFT', true, ['ast', 'alt']],
    ['hem', false, ['hemoglobin', 'hematocrit']],
    ['zinc', false, []],
    [' ', false, []],
  ])('"%s"', (typed, isSure, tests) => {
    expect(testsMeantBy(typed)).toEqual({ tests, isSure });
  });
});

test.each([
  ['x10³/µL', ['10*3/uL']],
  ['10^3/uL', ['10*3/uL']],
  ['K/µL', ['10*3/uL']],
  ['10e9/L', ['10*9/L']],
  ['MG/DL', ['mg/dL']],
  ['µmol/L', ['umol/L']],
  ['μmol/l', ['umol/L']],
  ['uU/L', []],
  ['mEq/L', []],
  ['', []],
])('the unit spelled "%s" may be %j', (text, units) => {
  expect(unitsSpelled(text)).toEqual(units);
});
