import { describe, expect, test } from 'vitest';
import { checkLimits } from '@/lib/units/limits';

describe('checkLimits', () => {
  // The unit traps of the analyte data: values as the source papers print them.
  test('hemoglobin 14.9 g/L, as S0 prints it, is impossible and names the unit that was meant', () => {
    expect(checkLimits('hemoglobin', 14.9, 'g/L')).toEqual({
      status: 'hard',
      message: 'Hemoglobin 14.9 g/L is impossible; did you mean g/dL?',
      limitId: 'LIMIT-HEMOGLOBIN-1',
      suggestedUnit: 'g/dL',
    });
  });

  test('testosterone 37.07 nmol/L, as S2 prints it, passes these wide limits', () => {
    expect(checkLimits('testosterone_total', 37.07, 'nmol/L')).toEqual({ status: 'ok' });
  });

  test('FSH 18 micro-U/L, as S1 prints it, has no allowed unit and is not checked', () => {
    expect(checkLimits('fsh', 18, 'u[IU]/L')).toEqual({
      status: 'not-checked',
      reason: { code: 'unit-not-allowed', message: 'FSH is reported in mIU/mL or IU/L.' },
    });
  });

  test('estradiol 80 pmol/L typed as pg/mL passes: only an earlier value can catch it', () => {
    expect(checkLimits('estradiol', 80, 'pg/mL')).toEqual({ status: 'ok' });
  });

  test.each([
    [2.9, 'hard'],
    [3, 'soft'],
    [7.9, 'soft'],
    [8, 'ok'],
    [20, 'ok'],
    [20.1, 'soft'],
    [25, 'soft'],
    [25.1, 'hard'],
  ] as const)('hemoglobin %d g/dL is %s', (value, status) => {
    expect(checkLimits('hemoglobin', value, 'g/dL').status).toBe(status);
  });

  test.each([
    [29, 'hard'],
    [30, 'soft'],
    [79, 'soft'],
    [80, 'ok'],
    [200, 'ok'],
    [201, 'soft'],
    [250, 'soft'],
    [251, 'hard'],
  ] as const)('hemoglobin %d g/L is %s, at the same bounds', (value, status) => {
    expect(checkLimits('hemoglobin', value, 'g/L').status).toBe(status);
  });

  test.each([
    ['fsh', 100, '[IU]/L', 'ok'],
    ['fsh', 100.1, '[IU]/L', 'soft'],
    ['triglycerides', 500, 'mg/dL', 'ok'],
    ['triglycerides', 501, 'mg/dL', 'soft'],
    ['triglycerides', 10_001, 'mg/dL', 'hard'],
    ['triglycerides', 5.7, 'mmol/L', 'soft'],
    ['semen_ph', 3.9, '[pH]', 'hard'],
    ['phq9_total', 27, '{score}', 'ok'],
    ['phq9_total', 28, '{score}', 'hard'],
    ['weight', 401, 'kg', 'hard'],
  ] as const)('%s %d %s is %s', (analyte, value, unit, status) => {
    expect(checkLimits(analyte, value, unit).status).toBe(status);
  });

  test('an unusual value that would be ordinary in the other unit names that unit', () => {
    expect(checkLimits('estradiol', 110, 'pg/mL')).toMatchObject({
      status: 'soft',
      message: 'Estradiol 110 pg/mL is unusual; did you mean pmol/L?',
      suggestedUnit: 'pmol/L',
    });
  });

  test('without a better unit the expected range is named', () => {
    expect(checkLimits('potassium', 13, 'mmol/L')).toMatchObject({
      status: 'hard',
      message: 'Potassium 13 mmol/L is impossible; expected 1 to 12 mmol/L.',
      suggestedUnit: null,
    });
  });

  test('an analyte without limits is never questioned', () => {
    expect(checkLimits('ck', 90_000, 'U/L')).toEqual({ status: 'ok' });
  });

  test("prolactin in mIU/L cannot be checked without the laboratory's factor", () => {
    expect(checkLimits('prolactin', 4000, 'm[IU]/L')).toMatchObject({
      status: 'not-checked',
      reason: { code: 'laboratory-factor-needed' },
    });
    expect(checkLimits('prolactin', 4000, 'm[IU]/L', 21.2).status).toBe('soft');
  });
});
