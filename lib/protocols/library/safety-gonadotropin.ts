import type { SafetyRule } from '../safety-rule-schema';
import type { SettingDefinition } from '../schema';
import { phq9Rule } from './safety-psychiatric';
import {
  aboveRange,
  anyOf,
  asksStaff,
  belowRange,
  cautions,
  informs,
  lab,
  limitSetting,
  proposes,
  symptom,
} from './safety-vocabulary';

/** The untreated arm has no drug, so drug effects are looked for from the first injection on. */
const onGonadotropins = {
  kind: 'on-drug' as const,
  anyOf: ['hcg' as const, 'ufsh' as const],
  daysAfterLastDose: { setting: 'gonadotropin-effects-after-last-dose' },
};

export const gonadotropinSafetySettings: SettingDefinition[] = [
  limitSetting(
    'hematocrit-red',
    'Hematocrit: red above',
    '%',
    54,
    { from: 50, to: 60 },
    'C§3.2, extrapolated from testosterone guidance; engine §7',
  ),
  limitSetting(
    'testosterone-amber',
    'Testosterone: amber above this multiple of the upper limit',
    '× upper limit',
    1,
    { from: 1, to: 3 },
    'C§3.2; engine §7',
  ),
  limitSetting(
    'estradiol-amber',
    'Estradiol: amber above this multiple of the upper limit',
    '× upper limit',
    1,
    { from: 1, to: 3 },
    'C§3.2: no source states any',
  ),
  limitSetting(
    'testosterone-to-estradiol-amber',
    'Testosterone to estradiol: amber below',
    'ng/dL to pg/mL',
    10,
    { from: 5, to: 20 },
    'C§3.2: no seed threshold; general knowledge',
  ),
  {
    key: 'weight-gain',
    title: 'Weight gain: told from this share of the weight at the start',
    type: 'number',
    unit: '%',
    default: 5,
    allowed: { from: 1, to: 20 },
    source: 'C§3.3 lists weight gain; no source states how much',
    proposal: true,
  },
  {
    key: 'mood-amber',
    title: 'Low mood, anxiety or irritability: amber from',
    type: 'choice',
    default: 'severe',
    allowed: [
      { value: 'mild', title: 'Mild' },
      { value: 'moderate', title: 'Moderate' },
      { value: 'severe', title: 'Severe' },
    ],
    source: 'C§3.3; no source states any: C§8 question 9',
    proposal: true,
  },
  {
    key: 'gonadotropin-effects-after-last-dose',
    title: 'Drug effects are looked for until this many days after the last injection',
    type: 'days',
    default: 30,
    allowed: { from: 0, to: 180 },
    source: 'no source states any',
    proposal: true,
  },
];

/** One row for every topic of C§3.2 and C§3.3. */
export const gonadotropinSafetyRules: readonly SafetyRule[] = [
  {
    id: 'SAF-GN-HEMATOCRIT',
    version: 1,
    title: 'Hematocrit',
    topic: 'hematocrit',
    source: 'C§3.2; engine §7',
    appliesWhile: onGonadotropins,
    levels: [
      proposes(
        'hold',
        lab('hematocrit', '>', { setting: 'hematocrit-red' }),
        'Hold and refer: risk of a clot.',
      ),
    ],
  },
  {
    id: 'SAF-GN-HEMOGLOBIN',
    version: 1,
    title: 'Hemoglobin',
    topic: 'blood-count',
    source: 'C§3.2',
    appliesWhile: onGonadotropins,
    levels: [informs(aboveRange('hemoglobin'), 'Read together with the hematocrit.')],
  },
  {
    id: 'SAF-GN-CLOT',
    version: 1,
    title: 'Signs of a clot or stroke',
    topic: 'vascular',
    source: 'C§3.3; engine §7',
    appliesWhile: onGonadotropins,
    levels: [
      proposes(
        'hold',
        symptom('yes', 'limb-swelling', 'chest-pain', 'neurological-deficit'),
        'Send for emergency evaluation of a clot or stroke.',
      ),
    ],
  },
  {
    id: 'SAF-GN-TESTOSTERONE',
    version: 1,
    title: 'Testosterone',
    topic: 'testosterone',
    source: 'C§3.2; engine §7',
    appliesWhile: onGonadotropins,
    levels: [
      cautions(
        aboveRange('testosterone_total', { setting: 'testosterone-amber' }),
        'A rise is expected; above the range, review the dose and the hematocrit.',
      ),
    ],
  },
  {
    id: 'SAF-GN-ESTRADIOL',
    version: 1,
    title: 'Estradiol',
    topic: 'estradiol',
    source: 'C§3.2; C§3.3: estradiol rises with testosterone',
    appliesWhile: onGonadotropins,
    levels: [
      cautions(
        aboveRange('estradiol', { setting: 'estradiol-amber' }),
        'Ask about the breasts; compare with testosterone.',
      ),
    ],
  },
  {
    id: 'SAF-GN-TESTOSTERONE-TO-ESTRADIOL',
    version: 1,
    title: 'Testosterone to estradiol',
    topic: 'estradiol',
    source: 'C§3.2 (general knowledge, a proposal)',
    appliesWhile: onGonadotropins,
    levels: [
      cautions(
        {
          kind: 'lab-ratio',
          of: { analyte: 'testosterone_total', unit: 'ng/dL' },
          to: { analyte: 'estradiol', unit: 'pg/mL' },
          comparison: '<',
          limit: { setting: 'testosterone-to-estradiol-amber' },
        },
        'Ask about the breasts and review the dose.',
      ),
    ],
  },
  {
    id: 'SAF-GN-FSH',
    version: 1,
    title: 'FSH suppressed',
    topic: 'fsh',
    source: 'C§1.2.3, C§3.2',
    appliesWhile: onGonadotropins,
    levels: [
      informs(
        lab('fsh', '<', { setting: 'fsh-low' }),
        'Suppressed, not too high: the branch is the physician’s decision.',
      ),
    ],
  },
  {
    id: 'SAF-GN-LH',
    version: 1,
    title: 'LH',
    topic: 'lh',
    source: 'C§3.2',
    appliesWhile: onGonadotropins,
    levels: [informs(belowRange('lh'), 'A fall is expected from feedback.')],
  },
  {
    id: 'SAF-GN-PROLACTIN',
    version: 1,
    title: 'Prolactin',
    topic: 'prolactin',
    source: 'C§3.2: measured at baseline only',
    appliesWhile: { kind: 'enrolled' },
    levels: [informs(aboveRange('prolactin'), 'Repeat at rest; look for a cause.')],
  },
  {
    id: 'SAF-GN-LIPIDS',
    version: 1,
    title: 'Lipids',
    topic: 'lipids',
    source: 'C§3.2 (not in S1)',
    appliesWhile: onGonadotropins,
    levels: [
      informs(
        anyOf(aboveRange('cholesterol_total'), aboveRange('ldl'), aboveRange('triglycerides')),
        'Compare with baseline.',
      ),
    ],
  },
  {
    id: 'SAF-GN-LIVER',
    version: 1,
    title: 'AST and ALT',
    topic: 'liver',
    source: 'C§3.2 (not in S1)',
    appliesWhile: onGonadotropins,
    levels: [informs(anyOf(aboveRange('ast'), aboveRange('alt')), 'Compare with baseline.')],
  },
  {
    id: 'SAF-GN-GLUCOSE',
    version: 1,
    title: 'Glucose',
    topic: 'glucose',
    source: 'C§3.2 (not in S1)',
    appliesWhile: onGonadotropins,
    levels: [informs(aboveRange('glucose'), 'Check that the sample was fasting.')],
  },
  {
    id: 'SAF-GN-BREAST',
    version: 1,
    title: 'Breast tenderness or growth',
    topic: 'breast',
    source: 'C§3.3; engine §7',
    appliesWhile: onGonadotropins,
    levels: [
      cautions(
        anyOf(symptom('mild', 'breast-tenderness'), symptom('yes', 'breast-growth')),
        'Examine and measure estradiol with testosterone.',
      ),
    ],
  },
  {
    id: 'SAF-GN-INJECTION-SITE',
    version: 2,
    title: 'Injection site',
    topic: 'injection-site',
    source: 'C§3.3; engine §7',
    appliesWhile: onGonadotropins,
    levels: [
      asksStaff(
        symptom('mild', 'injection-site-reaction'),
        'Look at the site and review the technique.',
      ),
    ],
  },
  {
    id: 'SAF-GN-HYPERSENSITIVITY',
    version: 1,
    title: 'Allergic reaction',
    topic: 'hypersensitivity',
    source: 'C§3.3',
    appliesWhile: onGonadotropins,
    levels: [
      proposes(
        'stop',
        symptom('yes', 'allergic-reaction'),
        'Stop the injections; treat the reaction.',
      ),
    ],
  },
  {
    id: 'SAF-GN-PSYCHIATRIC',
    version: 2,
    title: 'Mood',
    topic: 'psychiatric',
    source:
      'C§3.3 mood changes, irritability; engine §7: any suicidal ideation, psychosis or aggression',
    appliesWhile: { kind: 'enrolled' },
    levels: [
      informs(
        symptom('mild', 'low-mood', 'anxiety', 'irritability'),
        'Ask again at the next visit.',
      ),
      cautions(
        symptom({ setting: 'mood-amber' }, 'low-mood', 'anxiety', 'irritability'),
        'Assess mood.',
      ),
      proposes(
        'hold',
        symptom('yes', 'suicidal-ideation', 'psychosis', 'aggression'),
        'See the patient today and arrange psychiatric evaluation.',
      ),
    ],
  },
  phq9Rule('SAF-GN-PHQ-9', 'hold'),
  {
    id: 'SAF-GN-HEADACHE',
    version: 1,
    title: 'Headache',
    topic: 'headache',
    source: 'C§3.3: a severe headache can be a sign of a clot',
    appliesWhile: onGonadotropins,
    levels: [
      informs(symptom('mild', 'headache'), 'Record it.'),
      cautions(symptom('severe', 'headache'), 'Examine today for signs of a clot.', 0),
    ],
  },
  {
    id: 'SAF-GN-FLUID',
    version: 1,
    title: 'Fluid retention',
    topic: 'fluid-retention',
    source: 'C§3.3',
    appliesWhile: onGonadotropins,
    levels: [
      informs(symptom('mild', 'fluid-retention'), 'Compare the weight with baseline.'),
      cautions(symptom('severe', 'fluid-retention'), 'Examine; look for heart and kidney disease.'),
    ],
  },
  {
    id: 'SAF-GN-ACNE',
    version: 1,
    title: 'Acne',
    topic: 'acne',
    source: 'C§3.3',
    appliesWhile: onGonadotropins,
    levels: [
      informs(symptom('mild', 'acne'), 'Usually follows the rise of testosterone.'),
      cautions(symptom('severe', 'acne'), 'Examine; treat or change the dose.'),
    ],
  },
  {
    id: 'SAF-GN-LIBIDO-ENERGY',
    version: 1,
    title: 'Libido and energy',
    topic: 'libido-and-energy',
    source: 'C§3.3',
    appliesWhile: onGonadotropins,
    levels: [
      informs(
        anyOf(symptom('yes', 'libido-change'), symptom('mild', 'low-energy')),
        'Compare with testosterone.',
      ),
    ],
  },
  {
    id: 'SAF-GN-WEIGHT',
    version: 2,
    title: 'Weight gain',
    topic: 'weight',
    source: 'C§3.3',
    appliesWhile: onGonadotropins,
    levels: [
      informs(
        anyOf(symptom('yes', 'weight-gain'), {
          kind: 'weight-gain',
          fromPercent: { setting: 'weight-gain' },
        }),
        'Compare with baseline; look for edema.',
      ),
    ],
  },
  {
    id: 'SAF-GN-PROSTATE',
    version: 1,
    title: 'Prostate',
    topic: 'prostate',
    source: 'C§3.3 prostatic enlargement',
    appliesWhile: onGonadotropins,
    levels: [
      informs(symptom('mild', 'urinary-symptoms'), 'Ask again at the next visit.'),
      cautions(symptom('moderate', 'urinary-symptoms'), 'Examine the prostate.'),
    ],
  },
  {
    id: 'SAF-GN-HOT-FLUSHES',
    version: 1,
    title: 'Hot flushes',
    topic: 'hot-flushes',
    source: 'C§3.3',
    appliesWhile: onGonadotropins,
    levels: [informs(symptom('mild', 'hot-flushes'), 'Record it.')],
  },
  {
    id: 'SAF-GN-TESTICULAR-PAIN',
    version: 1,
    title: 'Testicular pain',
    topic: 'testicular-pain',
    source: 'C§3.3',
    appliesWhile: onGonadotropins,
    levels: [
      informs(symptom('mild', 'testicular-pain'), 'Record it.'),
      cautions(symptom('severe', 'testicular-pain'), 'Examine today.', 0),
    ],
  },
  {
    id: 'SAF-GN-SLEEP-APNEA',
    version: 1,
    title: 'Sleep apnea',
    topic: 'sleep-apnea',
    source: 'C§3.3',
    appliesWhile: onGonadotropins,
    levels: [cautions(symptom('yes', 'sleep-apnea'), 'Refer for sleep evaluation.')],
  },
  {
    id: 'SAF-GN-HCG-TESTS',
    version: 1,
    title: 'Tests that measure hCG',
    topic: 'hcg-based-tests',
    source: 'C§3.3',
    appliesWhile: { kind: 'enrolled' },
    levels: [
      informs(
        { kind: 'therapy-started', anyOf: ['hcg'] },
        'Tumor markers and pregnancy tests that measure hCG are falsely positive.',
      ),
    ],
  },
  {
    id: 'SAF-GN-ANDROGENS',
    version: 1,
    title: 'Testosterone or anabolic steroid with gonadotropins',
    topic: 'interactions',
    source: 'engine §4 (eligibility asks for it)',
    appliesWhile: { kind: 'enrolled' },
    levels: [
      cautions(
        {
          kind: 'drug-class',
          anyOf: ['testosterone-or-anabolic-steroid'],
          during: ['hcg', 'ufsh'],
        },
        'Androgens from outside suppress spermatogenesis and add to the risk of a clot.',
      ),
    ],
  },
];
