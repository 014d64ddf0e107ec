import type { SafetyPredicate, SafetyRule } from '../safety-rule-schema';
import type { SettingDefinition } from '../schema';
import { phq9Rule } from './safety-psychiatric';
import {
  aboveRange,
  allOf,
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

const labelNote = 'C§2.3';
const always = { kind: 'enrolled' } as const;

/** Thresholds that a clinic may change: the alert ladder of C§2.3 as engine §7 sets it. */
export const isotretinoinSafetySettings: SettingDefinition[] = [
  limitSetting(
    'triglycerides-amber',
    'Triglycerides: amber from',
    'mg/dL',
    300,
    { from: 150, to: 500 },
    'C§2.3 alert ladder',
  ),
  limitSetting(
    'triglycerides-red',
    'Triglycerides: red above',
    'mg/dL',
    500,
    { from: 300, to: 1000 },
    'S0 safety line; C§2.3',
  ),
  limitSetting(
    'triglycerides-stop',
    'Triglycerides: stop from',
    'mg/dL',
    1000,
    { from: 500, to: 2000 },
    'C§2.3 alert ladder',
  ),
  limitSetting(
    'transaminases-amber',
    'AST or ALT: amber above this multiple of the upper limit',
    '× upper limit',
    3,
    { from: 1, to: 5 },
    'C§2.3 alert ladder',
  ),
  limitSetting(
    'transaminases-red',
    'AST or ALT: red above this multiple of the upper limit',
    '× upper limit',
    5,
    { from: 2, to: 20 },
    'C§2.3 alert ladder',
  ),
  limitSetting(
    'creatine-kinase-amber',
    'Creatine kinase: amber above this multiple of the upper limit',
    '× upper limit',
    5,
    { from: 1, to: 10 },
    'C§4.2: grade 3 begins there',
  ),
  limitSetting(
    'neutrophils-amber',
    'Neutrophils: amber below',
    '10³/µL',
    1,
    { from: 0.5, to: 1.8 },
    'C§2.3 severe neutropenia; C§4.2: grade 3 begins there',
  ),
  {
    key: 'dry-lips-expected-after',
    title: 'Dry lips are expected from this many days after the first dose',
    type: 'days',
    default: 28,
    allowed: { from: 7, to: 180 },
    source: 'C§2.3 says that missing dryness may mean something; no source states from when',
    proposal: true,
  },
];

function transaminasesAbove(setting: string): SafetyPredicate {
  return anyOf(aboveRange('ast', { setting }), aboveRange('alt', { setting }));
}

/** One row for every topic of C§2.3. What the label says to do is advice; a physician decides. */
export const isotretinoinSafetyRules: readonly SafetyRule[] = [
  {
    id: 'SAF-ISO-PSYCHIATRIC',
    version: 1,
    title: 'Mood and behavior',
    topic: 'psychiatric',
    source: `${labelNote} psychiatric; engine §7`,
    appliesWhile: always,
    levels: [
      cautions(
        anyOf(symptom('moderate', 'low-mood', 'anxiety'), symptom('severe', 'irritability')),
        'Assess mood and decide whether to continue; one man of S0 left the study for anxiety.',
      ),
      proposes(
        'stop',
        symptom('yes', 'suicidal-ideation', 'psychosis', 'aggression'),
        'See the patient today and arrange psychiatric evaluation; stopping alone may not be enough.',
      ),
    ],
  },
  phq9Rule('SAF-ISO-PHQ-9', 'stop'),
  {
    id: 'SAF-ISO-INTRACRANIAL-PRESSURE',
    version: 1,
    title: 'Intracranial hypertension',
    topic: 'intracranial-hypertension',
    source: `${labelNote} intracranial hypertension; engine §7`,
    appliesWhile: always,
    levels: [
      cautions(
        anyOf(
          symptom('severe', 'headache'),
          allOf(symptom('mild', 'headache'), symptom('mild', 'nausea-vomiting')),
        ),
        'Ask about vision and tetracyclines, and look at the optic discs.',
        0,
      ),
      proposes(
        'stop',
        allOf(symptom('mild', 'headache'), symptom('yes', 'visual-symptom')),
        'Stop and refer for optic disc and neurological examination today.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-PANCREATITIS',
    version: 1,
    title: 'Pancreatitis',
    topic: 'pancreatitis',
    source: `${labelNote} pancreatitis; engine §7`,
    appliesWhile: always,
    levels: [
      cautions(
        anyOf(symptom('moderate', 'abdominal-pain'), aboveRange('lipase'), aboveRange('amylase')),
        'Measure lipase today; pancreatitis can occur with normal triglycerides.',
        0,
      ),
      proposes(
        'stop',
        symptom('severe', 'abdominal-pain'),
        'Stop and send for emergency evaluation, whatever the laboratory results are.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-TRIGLYCERIDES',
    version: 2,
    title: 'Triglycerides',
    topic: 'lipids',
    source: `${labelNote} alert ladder; S0; engine §7`,
    appliesWhile: always,
    levels: [
      asksStaff(
        lab('triglycerides', '>=', { setting: 'triglycerides-amber' }),
        'Check that the sample was fasting, review diet and alcohol, repeat.',
      ),
      proposes(
        'hold',
        lab('triglycerides', '>', { setting: 'triglycerides-red' }),
        'Notify the prescriber the same day; ask about abdominal pain.',
      ),
      proposes(
        'stop',
        lab('triglycerides', '>=', { setting: 'triglycerides-stop' }),
        'Stop and evaluate for pancreatitis as an emergency.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-CHOLESTEROL',
    version: 1,
    title: 'Cholesterol',
    topic: 'lipids',
    source: `${labelNote} lipids; S0 (5 of 30 men)`,
    appliesWhile: always,
    levels: [
      informs(
        anyOf(aboveRange('cholesterol_total'), aboveRange('ldl'), belowRange('hdl')),
        'Compare with baseline.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-TRANSAMINASES',
    version: 2,
    title: 'AST and ALT',
    topic: 'liver',
    source: `${labelNote} alert ladder; engine §7`,
    appliesWhile: always,
    levels: [
      asksStaff(
        transaminasesAbove('transaminases-amber'),
        'Repeat within a week; ask about alcohol, other drugs and exercise.',
      ),
      proposes(
        'hold',
        transaminasesAbove('transaminases-red'),
        'Hold and look for hepatitis; repeat at once.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-HEPATITIS',
    version: 1,
    title: 'Signs of hepatitis',
    topic: 'liver',
    source: `${labelNote} liver; engine §7`,
    appliesWhile: always,
    levels: [
      proposes(
        'stop',
        symptom('yes', 'jaundice', 'dark-urine'),
        'Stop and measure liver tests and bilirubin today.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-BOWEL',
    version: 1,
    title: 'Inflammatory bowel disease',
    topic: 'inflammatory-bowel-disease',
    source: `${labelNote} inflammatory bowel disease; engine §7`,
    appliesWhile: always,
    levels: [
      cautions(symptom('moderate', 'diarrhea'), 'Ask about blood and pain; review within days.'),
      proposes(
        'stop',
        anyOf(symptom('yes', 'bloody-stool'), symptom('severe', 'diarrhea')),
        'Stop and refer for bowel evaluation.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-MUSCULOSKELETAL',
    version: 1,
    title: 'Back, joints and muscles',
    topic: 'musculoskeletal',
    source: `${labelNote} musculoskeletal`,
    appliesWhile: always,
    levels: [
      informs(
        symptom('mild', 'back-pain', 'joint-pain', 'muscle-pain'),
        'Common; record it and advise on exercise.',
      ),
      cautions(
        anyOf(
          symptom('severe', 'back-pain', 'joint-pain', 'muscle-pain'),
          aboveRange('ck', { setting: 'creatine-kinase-amber' }),
        ),
        'Examine; measure creatine kinase, after days without heavy exercise.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-EYES',
    version: 1,
    title: 'Eyes and night vision',
    topic: 'ocular',
    source: `${labelNote} ocular`,
    appliesWhile: always,
    levels: [
      informs(symptom('mild', 'dry-eye'), 'Artificial tears; contact lenses may not be tolerated.'),
      cautions(
        anyOf(symptom('yes', 'night-vision', 'visual-symptom'), symptom('severe', 'dry-eye')),
        'Advise against driving in the dark; refer to ophthalmology.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-HEARING',
    version: 1,
    title: 'Hearing',
    topic: 'hearing',
    source: `${labelNote} hearing; engine §7`,
    appliesWhile: always,
    levels: [
      cautions(
        anyOf(symptom('yes', 'hearing-loss'), symptom('mild', 'tinnitus')),
        'Refer for an audiogram and decide whether to stop.',
      ),
      proposes(
        'stop',
        symptom('yes', 'sudden-hearing-loss'),
        'Stop and refer to an ear specialist today.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-SKIN',
    version: 1,
    title: 'Serious skin reactions',
    topic: 'serious-skin',
    source: `${labelNote} serious skin; S0 (rash in 4 of 30 men); engine §7`,
    appliesWhile: always,
    levels: [
      informs(symptom('mild', 'rash'), 'Look for blisters and mucosal sores.'),
      cautions(symptom('severe', 'rash'), 'Examine the whole skin and the mucosa.', 0),
      proposes(
        'stop',
        symptom('yes', 'blistering', 'mucosal-lesions'),
        'Stop and examine today for Stevens-Johnson syndrome.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-BLOOD-COUNT',
    version: 1,
    title: 'Blood count',
    topic: 'blood-count',
    source: `${labelNote} blood`,
    appliesWhile: always,
    levels: [
      informs(
        anyOf(
          belowRange('hemoglobin'),
          belowRange('wbc'),
          belowRange('neutrophils'),
          belowRange('platelets'),
          aboveRange('platelets'),
        ),
        'Compare with baseline and repeat at the next visit.',
      ),
      cautions(
        lab('neutrophils', '<', { setting: 'neutrophils-amber' }),
        'Repeat the count with differential; ask about infection.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-GLUCOSE',
    version: 1,
    title: 'Glucose',
    topic: 'glucose',
    source: `${labelNote} glucose`,
    appliesWhile: always,
    levels: [informs(aboveRange('glucose'), 'Check that the sample was fasting.')],
  },
  {
    id: 'SAF-ISO-DRYNESS',
    version: 1,
    title: 'Dry lips and skin, nosebleeds',
    topic: 'dryness',
    source: `${labelNote} dryness; S0 (30 of 30 men)`,
    appliesWhile: always,
    levels: [
      informs(
        symptom('mild', 'dry-lips', 'dry-skin', 'epistaxis'),
        'Expected with the drug; emollients and lip balm.',
      ),
      cautions(
        symptom('severe', 'dry-lips', 'dry-skin', 'epistaxis'),
        'Examine; consider a lower dose.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-NO-DRYNESS',
    version: 1,
    title: 'No dry lips on isotretinoin',
    topic: 'dryness',
    source: `${labelNote} interactions: missing dryness of the lips; S0 (30 of 30 men)`,
    appliesWhile: {
      kind: 'taking-drug',
      anyOf: ['isotretinoin'],
      daysAfterFirstDose: { setting: 'dry-lips-expected-after' },
    },
    levels: [
      informs(
        { kind: 'symptom-absent', key: 'dry-lips' },
        'Ask whether he takes every dose, and with food.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-VASCULAR',
    version: 1,
    title: 'Thrombosis and stroke',
    topic: 'vascular',
    source: `${labelNote} vascular`,
    appliesWhile: always,
    levels: [
      proposes(
        'hold',
        symptom('yes', 'limb-swelling', 'chest-pain', 'neurological-deficit'),
        'Send for emergency evaluation of a clot or stroke.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-HYPERSENSITIVITY',
    version: 1,
    title: 'Hypersensitivity',
    topic: 'hypersensitivity',
    source: `${labelNote} label section list and contraindications`,
    appliesWhile: always,
    levels: [
      proposes(
        'stop',
        symptom('yes', 'allergic-reaction'),
        'Stop; treat the reaction. Hypersensitivity is a contraindication.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-PARTNER',
    version: 1,
    title: 'Semen and partner',
    topic: 'semen-and-partner',
    source: `${labelNote} semen/partner; engine §8`,
    appliesWhile: always,
    levels: [
      informs(
        { kind: 'therapy-started', anyOf: ['isotretinoin'] },
        'Counsel the couple about the drug in semen and date it in the REMS check.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-TETRACYCLINE',
    version: 1,
    title: 'Tetracycline with isotretinoin',
    topic: 'interactions',
    source: `${labelNote} interactions, intracranial hypertension; engine §7`,
    appliesWhile: always,
    levels: [
      proposes(
        'hold',
        { kind: 'drug-class', anyOf: ['tetracycline'], during: ['isotretinoin'] },
        'Do not give both: risk of intracranial hypertension.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-VITAMIN-A',
    version: 1,
    title: 'Vitamin A with isotretinoin',
    topic: 'interactions',
    source: `${labelNote} interactions; engine §7`,
    appliesWhile: always,
    levels: [
      proposes(
        'hold',
        { kind: 'drug-class', anyOf: ['vitamin-a'], during: ['isotretinoin'] },
        'Stop vitamin A and multivitamins that contain it: additive toxicity.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-ALCOHOL',
    version: 1,
    title: 'Alcohol with isotretinoin',
    topic: 'interactions',
    source: `${labelNote} interactions: alcohol and lipids`,
    appliesWhile: always,
    levels: [
      asksStaff(
        { kind: 'drug-class', anyOf: ['alcohol'], during: ['isotretinoin'] },
        'Advise to drink less and compare triglycerides with baseline.',
      ),
    ],
  },
  {
    id: 'SAF-ISO-INTERACTIONS',
    version: 1,
    title: 'Other interactions of isotretinoin',
    topic: 'interactions',
    source: `${labelNote} interactions`,
    appliesWhile: always,
    levels: [
      cautions(
        {
          kind: 'drug-class',
          anyOf: ['methotrexate', 'carbamazepine', 'phenytoin', 'systemic-corticosteroid'],
          during: ['isotretinoin'],
        },
        'Review: methotrexate harms the liver too, carbamazepine levels fall, phenytoin and corticosteroids weaken bone.',
      ),
    ],
  },
];
