import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { LabValues } from './demo-records';
import type { Random } from './random';

/** Where most results of men with non-obstructive azoospermia lie; invented, but nobody would look twice. */
const usual: Partial<
  Record<BloodAnalyteKey, readonly [low: number, high: number, decimals: number, unit: string]>
> = {
  testosterone_total: [280, 620, 0, 'ng/dL'],
  fsh: [9, 28, 1, '[IU]/L'],
  lh: [4, 13, 1, '[IU]/L'],
  estradiol: [15, 34, 1, 'pg/mL'],
  prolactin: [5, 14, 1, 'ng/mL'],
  hemoglobin: [13.8, 16.4, 1, 'g/dL'],
  hematocrit: [41, 48, 1, '%'],
  wbc: [4.4, 8.8, 1, '10*3/uL'],
  platelets: [170, 340, 0, '10*3/uL'],
  cholesterol_total: [158, 214, 0, 'mg/dL'],
  hdl: [41, 58, 0, 'mg/dL'],
  ldl: [82, 128, 0, 'mg/dL'],
  triglycerides: [70, 165, 0, 'mg/dL'],
  ast: [16, 34, 0, 'U/L'],
  alt: [15, 42, 0, 'U/L'],
  creatinine: [0.78, 1.15, 2, 'mg/dL'],
  urea_nitrogen: [9, 19, 0, 'mg/dL'],
  sodium: [137, 143, 0, 'mmol/L'],
  potassium: [3.8, 4.8, 1, 'mmol/L'],
  chloride: [99, 106, 0, 'mmol/L'],
  co2_total: [23, 28, 0, 'mmol/L'],
  calcium: [9, 10.1, 1, 'mg/dL'],
  glucose: [80, 99, 0, 'mg/dL'],
};

/** @param known values that are given and win over invented ones. */
export function plausibleLabs(
  random: Random,
  analytes: readonly BloodAnalyteKey[],
  known: LabValues = {},
): LabValues {
  const values: LabValues = {};
  for (const analyte of analytes) {
    const range = usual[analyte];
    if (range) {
      const [low, high, decimals, unit] = range;
      values[analyte] = [Number((low + random.next() * (high - low)).toFixed(decimals)), unit];
    }
  }
  return { ...values, ...known };
}
