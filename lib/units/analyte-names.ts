// What laboratories call the tests. The spellings are general knowledge; a name that two tests share
// ("cholesterol" alone is total, "bilirubin" alone is total) is listed only where usage leaves no doubt.
import { analytes, type PanelKey, panelKeys, panels } from './analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from './blood-analytes';
import type { UnitCode } from './unit-codes';

const spellings: Readonly<Record<BloodAnalyteKey, readonly string[]>> = {
  testosterone_total: ['testosterone', 'total testosterone', 'testosterone total', 'tt'],
  fsh: ['fsh', 'follicle stimulating hormone', 'follitropin'],
  lh: ['lh', 'luteinizing hormone', 'luteinising hormone', 'lutropin'],
  estradiol: ['estradiol', 'oestradiol', 'e2', '17 beta estradiol'],
  prolactin: ['prolactin', 'prl'],
  hemoglobin: ['hemoglobin', 'haemoglobin', 'hgb', 'hb'],
  hematocrit: ['hematocrit', 'haematocrit', 'hct', 'pcv'],
  wbc: ['wbc', 'white blood cells', 'white blood cell count', 'white cell count', 'leukocytes'],
  neutrophils: ['neutrophils', 'absolute neutrophils', 'absolute neutrophil count', 'anc'],
  platelets: ['platelets', 'platelet count', 'plt', 'thrombocytes'],
  cholesterol_total: ['cholesterol', 'total cholesterol', 'cholesterol total', 'chol', 'tc'],
  hdl: ['hdl', 'hdl c', 'hdl cholesterol', 'cholesterol hdl'],
  ldl: [
    'ldl',
    'ldl c',
    'ldl cholesterol',
    'cholesterol ldl',
    'ldl calculated',
    'ldl cholesterol calculated',
    'ldl direct',
  ],
  triglycerides: ['triglycerides', 'triglyceride', 'tg', 'trig', 'trigs'],
  ast: ['ast', 'sgot', 'ast sgot', 'aspartate aminotransferase', 'got'],
  alt: ['alt', 'sgpt', 'alt sgpt', 'alanine aminotransferase', 'gpt'],
  creatinine: ['creatinine', 'creat', 'crea'],
  urea_nitrogen: ['urea nitrogen', 'bun', 'blood urea nitrogen'],
  sodium: ['sodium', 'na'],
  potassium: ['potassium', 'k'],
  chloride: ['chloride', 'cl'],
  co2_total: ['co2', 'total co2', 'co2 total', 'carbon dioxide', 'carbon dioxide total', 'tco2'],
  calcium: ['calcium', 'ca', 'total calcium'],
  glucose: ['glucose', 'gluc', 'glu', 'fasting glucose', 'glucose fasting'],
  alp: ['alp', 'alkaline phosphatase', 'alk phos'],
  bilirubin_total: ['bilirubin total', 'total bilirubin', 'bilirubin', 'tbil', 't bili'],
  ck: ['ck', 'cpk', 'creatine kinase', 'creatine phosphokinase'],
  lipase: ['lipase'],
  amylase: ['amylase'],
};

export interface NamedTest {
  readonly analyte: BloodAnalyteKey;
  /** The unit that the name itself says, as a LOINC code does. */
  readonly unit: UnitCode | null;
}

const byName = new Map<string, NamedTest>(
  bloodAnalyteKeys.flatMap((analyte) =>
    [analyte, analytes[analyte].label, analytes[analyte].name, ...spellings[analyte]].map(
      (name) => [plainName(name), { analyte, unit: null }] as const,
    ),
  ),
);

const byCode = new Map<string, NamedTest>(
  bloodAnalyteKeys.flatMap((analyte) => {
    const { standard, alternative } = analytes[analyte];
    const isOneCode = alternative === null || standard.loinc === alternative.loinc;
    return [standard, ...(isOneCode ? [] : [alternative])].flatMap(({ loinc, unit }) =>
      loinc === null ? [] : [[loinc, { analyte, unit: isOneCode ? null : unit }] as const],
    );
  }),
);

/** By key, label, LOINC code or a usual spelling; null where the text names no test that is known. */
export function testNamed(text: string): NamedTest | null {
  return byCode.get(text.trim()) ?? byName.get(plainName(text)) ?? null;
}

/**
 * The tests that a typed name asks for: a test, a panel, or the one test whose name starts that way.
 * Several mean that more has to be typed.
 */
export function testsMeantBy(text: string): {
  readonly tests: readonly BloodAnalyteKey[];
  readonly isSure: boolean;
} {
  const typed = plainName(text);
  const exact = testNamed(text);
  if (exact !== null) {
    return { tests: [exact.analyte], isSure: true };
  }
  const panel = panelNamed(typed);
  if (panel !== null) {
    return { tests: panels[panel].members, isSure: true };
  }
  const tests = bloodAnalyteKeys.filter((analyte) =>
    [analytes[analyte].label, ...spellings[analyte]].some((name) =>
      ` ${plainName(name)}`.includes(` ${typed}`),
    ),
  );
  return typed === '' ? { tests: [], isSure: false } : { tests, isSure: tests.length === 1 };
}

function panelNamed(typed: string): PanelKey | null {
  const named = panelKeys.find(
    (key) => plainName(panels[key].name) === typed || key.toLowerCase() === typed,
  );
  return named ?? null;
}

/** Letters and digits with single spaces: "LDL-Cholesterol, calculated" is "ldl cholesterol calculated". */
function plainName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
