// The analyte table of the program: one row per quantity, and the panels that order several at once.
// Codes, units, factors and limits: C§5.
import type { Analyte } from './analyte';
import { type BloodAnalyteKey, bloodAnalyteKeys, bloodAnalytes } from './blood-analytes';
import { type SemenAnalyteKey, semenAnalyteKeys, semenAnalytes } from './semen-analytes';
import type { UnitCode } from './unit-codes';
import { type VitalAnalyteKey, vitalAnalyteKeys, vitalAnalytes } from './vital-analytes';

export type AnalyteKey = BloodAnalyteKey | VitalAnalyteKey | SemenAnalyteKey;

export const analyteKeys: readonly AnalyteKey[] = [
  ...bloodAnalyteKeys,
  ...vitalAnalyteKeys,
  ...semenAnalyteKeys,
];

export const analytes: Readonly<Record<AnalyteKey, Analyte>> = {
  ...bloodAnalytes,
  ...vitalAnalytes,
  ...semenAnalytes,
};

export const panelKeys = ['BMP', 'LIPID', 'LFT', 'CBC', 'HORM'] as const;
export type PanelKey = (typeof panelKeys)[number];

type Panel = { readonly name: string; readonly members: readonly BloodAnalyteKey[] };

/**
 * Members are general knowledge, except that S0 Table 1 prints AST and ALT beside its basic
 * metabolic profile and S1 measures LH, FSH, testosterone, estradiol and prolactin.
 */
export const panels: Readonly<Record<PanelKey, Panel>> = {
  BMP: {
    name: 'Basic metabolic panel',
    members: [
      'sodium',
      'potassium',
      'chloride',
      'co2_total',
      'urea_nitrogen',
      'creatinine',
      'glucose',
      'calcium',
    ],
  },
  LIPID: { name: 'Lipid panel', members: ['cholesterol_total', 'hdl', 'ldl', 'triglycerides'] },
  LFT: { name: 'Liver enzymes', members: ['ast', 'alt'] },
  CBC: { name: 'Blood count', members: ['hemoglobin', 'hematocrit', 'wbc', 'platelets'] },
  HORM: {
    name: 'Hormones',
    members: ['lh', 'fsh', 'testosterone_total', 'estradiol', 'prolactin'],
  },
};

/** The units in which a value of this analyte may be reported; the standard unit comes first. */
export function allowedUnits(analyte: AnalyteKey): readonly UnitCode[] {
  const { standard, alternative } = analytes[analyte];
  return alternative === null ? [standard.unit] : [standard.unit, alternative.unit];
}
