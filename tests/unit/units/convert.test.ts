import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnalyteKey, allowedUnits, analyteKeys, analytes } from '@/lib/units/analytes';
import { convertToStandard, convertValue } from '@/lib/units/convert';
import type { UnitCode } from '@/lib/units/unit-codes';

describe('convertValue', () => {
  // The published conversion vectors of the analyte data; `exact` is printed there with ten digits.
  const vectors: readonly [AnalyteKey, number, UnitCode, UnitCode, number][] = [
    ['testosterone_total', 13.61, 'nmol/L', 'ng/dL', 392.53962],
    ['testosterone_total', 37.07, 'nmol/L', 'ng/dL', 1069.17294],
    ['testosterone_total', 21.0, 'nmol/L', 'ng/dL', 605.682],
    ['estradiol', 80.0, 'pmol/L', 'pg/mL', 21.7904],
    ['triglycerides', 300.0, 'mg/dL', 'mmol/L', 3.387151406],
    ['triglycerides', 500.0, 'mg/dL', 'mmol/L', 5.645252343],
    ['triglycerides', 1000.0, 'mg/dL', 'mmol/L', 11.29050469],
    ['cholesterol_total', 300.0, 'mg/dL', 'mmol/L', 7.758955127],
    ['cholesterol_total', 400.0, 'mg/dL', 'mmol/L', 10.3452735],
    ['cholesterol_total', 500.0, 'mg/dL', 'mmol/L', 12.93159188],
    ['hemoglobin', 14.9, 'g/dL', 'g/L', 149.0],
    ['fsh', 0.7, 'm[IU]/mL', '[IU]/L', 0.7],
    ['creatinine', 0.95, 'mg/dL', 'umol/L', 83.98161245],
  ];

  test.each(vectors)('%s: %d %s is %s', (analyte, value, from, to, exact) => {
    const result = convertValue(analyte, value, from, to);
    expect(result.ok && Number(result.value.value.toPrecision(10))).toBe(exact);
  });

  test.each([
    ['wbc', 0.7, '10*9/L', 0.7],
    ['platelets', 11.1, '10*9/L', 11.1],
    ['hemoglobin', 149, 'g/L', 14.9],
    ['hematocrit', 0.57, 'L/L', 57],
    ['lh', 0.3, '[IU]/L', 0.3],
  ] as const)('%s %d %s becomes exactly the decimal on paper', (analyte, value, unit, standard) => {
    const result = convertToStandard(analyte, value, unit);
    expect(result.ok && result.value.value).toBe(standard);
  });

  test('a value in the other unit and back is the value that was typed', () => {
    const convertible = analyteKeys.flatMap((analyte) =>
      analytes[analyte].alternative === null ? [] : [analyte],
    );
    // Up to nine significant digits, more than any laboratory prints.
    const typedValue = fc
      .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, decimals]) => Number(`${digits}e-${decimals}`));
    fc.assert(
      fc.property(fc.constantFrom(...convertible), typedValue, (analyte, value) => {
        const [standard = '', other = ''] = allowedUnits(analyte);
        const there = convertValue(analyte, value, standard, other, 21.2);
        const back = there.ok
          ? convertValue(analyte, there.value.value, other, standard, 21.2)
          : there;
        expect(back.ok && Number(back.value.value.toPrecision(12))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('convertToStandard', () => {
  test('the id of the conversion is kept with the value', () => {
    expect(convertToStandard('testosterone_total', 21, 'nmol/L')).toEqual({
      ok: true,
      value: { value: 605.682, unit: 'ng/dL', from: 'nmol/L', conversionId: 'CONV-TESTOSTERONE-1' },
    });
  });

  test('a value already in the standard unit is marked as not converted', () => {
    expect(convertToStandard('fsh', 18, 'm[IU]/mL')).toEqual({
      ok: true,
      value: { value: 18, unit: 'm[IU]/mL', from: 'm[IU]/mL', conversionId: 'CONV-IDENTITY-1' },
    });
  });

  test('a valid UCUM unit that is wrong for the analyte is refused', () => {
    expect(convertToStandard('fsh', 18, 'u[IU]/L')).toEqual({
      ok: false,
      error: { code: 'unit-not-allowed', message: 'FSH is reported in mIU/mL or IU/L.' },
    });
  });

  test.each(['', 'g/dl', 'G/L', ' g/L', 'mg/dL', 'toString'])(
    'hemoglobin in %j is refused',
    (unit) => {
      expect(convertToStandard('hemoglobin', 14.9, unit)).toMatchObject({
        ok: false,
        error: { code: 'unit-not-allowed' },
      });
    },
  );

  test("prolactin is never converted without the laboratory's factor", () => {
    expect(convertToStandard('prolactin', 212, 'm[IU]/L')).toEqual({
      ok: false,
      error: {
        code: 'laboratory-factor-needed',
        message: "Prolactin in mIU/L can only be converted with the laboratory's own factor.",
      },
    });
    expect(convertToStandard('prolactin', 212, 'm[IU]/L', 21.2)).toEqual({
      ok: true,
      value: { value: 10, unit: 'ng/mL', from: 'm[IU]/L', conversionId: 'CONV-PROLACTIN-1' },
    });
  });
});
