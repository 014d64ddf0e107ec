import type { Drug } from './therapy';

/**
 * The symptoms that are asked about at a contact: the safety topics of C§2.3 (isotretinoin) and
 * C§3.3 (gonadotropins), and the wound after a retrieval (S2, S3). The CTCAE term is the one that a
 * person would grade; null where the program's term list has none.
 */
export const symptomContexts = ['isotretinoin', 'gonadotropins', 'surgery'] as const;
export type SymptomContext = (typeof symptomContexts)[number];

export const severities = ['none', 'mild', 'moderate', 'severe'] as const;
export type Severity = (typeof severities)[number];

export const presences = ['no', 'yes'] as const;
export type Presence = (typeof presences)[number];

/** The answers to choose from, the least first: a later answer includes the earlier ones. */
export const symptomScales = { severity: severities, presence: presences } as const;
export type SymptomScale = keyof typeof symptomScales;
export type SymptomAnswer = Severity | Presence;

export const symptomAnswerLabels: Record<SymptomAnswer, string> = {
  none: 'None',
  mild: 'Mild',
  moderate: 'Moderate',
  severe: 'Severe',
  no: 'No',
  yes: 'Yes',
};

export const symptomGroups = [
  'mood',
  'head-and-senses',
  'skin-and-mucosa',
  'abdomen-and-liver',
  'muscles-and-joints',
  'circulation-and-breathing',
  'hormonal',
  'wound',
] as const;
export type SymptomGroup = (typeof symptomGroups)[number];

export const symptomGroupLabels: Record<SymptomGroup, string> = {
  mood: 'Mood',
  'head-and-senses': 'Head, eyes and ears',
  'skin-and-mucosa': 'Skin and lips',
  'abdomen-and-liver': 'Abdomen and liver',
  'muscles-and-joints': 'Muscles and joints',
  'circulation-and-breathing': 'Circulation and breathing',
  hormonal: 'Hormonal effects',
  wound: 'Surgical wound',
};

interface Symptom {
  readonly label: string;
  readonly question: string;
  readonly group: SymptomGroup;
  readonly scale: SymptomScale;
  readonly contexts: readonly SymptomContext[];
  readonly ctcaeTerm: string | null;
  readonly source: string;
}

const isotretinoin = ['isotretinoin'] as const;
const gonadotropins = ['gonadotropins'] as const;
const bothTherapies = ['isotretinoin', 'gonadotropins'] as const;
const surgery = ['surgery'] as const;
const everywhere = ['isotretinoin', 'gonadotropins', 'surgery'] as const;

export const symptoms = {
  'suicidal-ideation': {
    label: 'Suicidal thoughts',
    question: 'Have you had thoughts of being better off dead or of hurting yourself?',
    group: 'mood',
    scale: 'presence',
    contexts: everywhere,
    ctcaeTerm: 'Suicidal ideation',
    source: 'C§2.3 psychiatric; engine §7',
  },
  psychosis: {
    label: 'Psychosis',
    question: 'Have you heard, seen or believed things that others around you did not?',
    group: 'mood',
    scale: 'presence',
    contexts: everywhere,
    ctcaeTerm: 'Psychosis',
    source: 'C§2.3 psychiatric; engine §7',
  },
  aggression: {
    label: 'Aggression',
    question: 'Have you been violent, or close to it, toward people or things?',
    group: 'mood',
    scale: 'presence',
    contexts: everywhere,
    ctcaeTerm: null,
    source: 'C§2.3 psychiatric; engine §7',
  },
  'low-mood': {
    label: 'Low mood',
    question: 'How low or hopeless has your mood been?',
    group: 'mood',
    scale: 'severity',
    contexts: bothTherapies,
    ctcaeTerm: 'Depression',
    source: 'C§2.3 psychiatric; C§3.3',
  },
  anxiety: {
    label: 'Anxiety',
    question: 'How anxious have you felt?',
    group: 'mood',
    scale: 'severity',
    contexts: bothTherapies,
    ctcaeTerm: 'Anxiety',
    source: 'C§2.3 psychiatric; S0 (the one man who stopped)',
  },
  irritability: {
    label: 'Irritability',
    question: 'How irritable have you been?',
    group: 'mood',
    scale: 'severity',
    contexts: bothTherapies,
    ctcaeTerm: 'Irritability',
    source: 'S0 (14 of 30 men); C§3.3',
  },
  headache: {
    label: 'New headache',
    question: 'How bad is any headache that is new or different for you?',
    group: 'head-and-senses',
    scale: 'severity',
    contexts: bothTherapies,
    ctcaeTerm: 'Headache',
    source: 'C§2.3 intracranial hypertension; C§3.3',
  },
  'visual-symptom': {
    label: 'Change of vision',
    question: 'Has your sight become blurred, double or dim, or have you lost part of it?',
    group: 'head-and-senses',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: 'Blurred vision',
    source: 'C§2.3 intracranial hypertension, ocular',
  },
  'night-vision': {
    label: 'Poor night vision',
    question: 'Is it harder to see in the dark, for example when driving?',
    group: 'head-and-senses',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: 'Night blindness',
    source: 'C§2.3 ocular',
  },
  'dry-eye': {
    label: 'Dry eyes',
    question: 'How dry are your eyes, or how hard is it to wear contact lenses?',
    group: 'head-and-senses',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Dry eye',
    source: 'C§2.3 ocular, dryness',
  },
  'hearing-loss': {
    label: 'Hearing loss, gradual',
    question: 'Has your hearing become worse little by little?',
    group: 'head-and-senses',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: 'Hearing impaired',
    source: 'C§2.3 hearing',
  },
  'sudden-hearing-loss': {
    label: 'Hearing loss, sudden',
    question: 'Have you lost hearing within hours or days?',
    group: 'head-and-senses',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: 'Hearing impaired',
    source: 'C§2.3 hearing',
  },
  tinnitus: {
    label: 'Tinnitus',
    question: 'How bad is any ringing or noise in your ears?',
    group: 'head-and-senses',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Tinnitus',
    source: 'C§2.3 hearing',
  },
  'dry-lips': {
    label: 'Dry lips',
    question: 'How dry or cracked are your lips?',
    group: 'skin-and-mucosa',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Cheilitis',
    source: 'S0 (30 of 30 men); C§2.3 dryness',
  },
  'dry-skin': {
    label: 'Dry skin',
    question: 'How dry is your skin?',
    group: 'skin-and-mucosa',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Dry skin',
    source: 'S0 (30 of 30 men); C§2.3 dryness',
  },
  epistaxis: {
    label: 'Nosebleeds',
    question: 'How troublesome are nosebleeds?',
    group: 'skin-and-mucosa',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Epistaxis',
    source: 'C§2.3 dryness',
  },
  rash: {
    label: 'Rash',
    question: 'How bad is any skin rash?',
    group: 'skin-and-mucosa',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Rash maculo-papular',
    source: 'S0 (4 of 30 men)',
  },
  blistering: {
    label: 'Blistering or peeling skin',
    question: 'Is your skin blistering or coming off in sheets?',
    group: 'skin-and-mucosa',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: 'Bullous dermatitis',
    source: 'C§2.3 serious skin',
  },
  'mucosal-lesions': {
    label: 'Sores of mouth, eyes or genitals',
    question: 'Do you have new sores in the mouth, on the eyes or on the genitals?',
    group: 'skin-and-mucosa',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: 'Erythema multiforme',
    source: 'C§2.3 serious skin',
  },
  acne: {
    label: 'Acne',
    question: 'How bad is your acne?',
    group: 'skin-and-mucosa',
    scale: 'severity',
    contexts: gonadotropins,
    ctcaeTerm: 'Rash acneiform',
    source: 'C§3.3',
  },
  'nausea-vomiting': {
    label: 'Nausea or vomiting',
    question: 'How bad is any nausea or vomiting?',
    group: 'abdomen-and-liver',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: null,
    source: 'C§2.3 intracranial hypertension',
  },
  'abdominal-pain': {
    label: 'Abdominal pain',
    question: 'How bad is any pain in your belly?',
    group: 'abdomen-and-liver',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Abdominal pain',
    source: 'C§2.3 pancreatitis',
  },
  diarrhea: {
    label: 'Diarrhea',
    question: 'How bad is any diarrhea?',
    group: 'abdomen-and-liver',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Diarrhea',
    source: 'C§2.3 inflammatory bowel disease',
  },
  'bloody-stool': {
    label: 'Blood in stool',
    question: 'Have you seen blood in or on your stool?',
    group: 'abdomen-and-liver',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: 'Colitis',
    source: 'C§2.3 inflammatory bowel disease',
  },
  jaundice: {
    label: 'Yellow skin or eyes',
    question: 'Have your skin or the whites of your eyes turned yellow?',
    group: 'abdomen-and-liver',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: null,
    source: 'C§2.3 liver',
  },
  'dark-urine': {
    label: 'Dark urine',
    question: 'Has your urine turned dark like tea or cola?',
    group: 'abdomen-and-liver',
    scale: 'presence',
    contexts: isotretinoin,
    ctcaeTerm: null,
    source: 'C§2.3 liver',
  },
  'back-pain': {
    label: 'Back pain',
    question: 'How bad is any back pain?',
    group: 'muscles-and-joints',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Back pain',
    source: 'C§2.3 musculoskeletal',
  },
  'joint-pain': {
    label: 'Joint pain',
    question: 'How bad is any joint pain?',
    group: 'muscles-and-joints',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Arthralgia',
    source: 'C§2.3 musculoskeletal',
  },
  'muscle-pain': {
    label: 'Muscle pain',
    question: 'How bad is any muscle pain?',
    group: 'muscles-and-joints',
    scale: 'severity',
    contexts: isotretinoin,
    ctcaeTerm: 'Myalgia',
    source: 'C§2.3 musculoskeletal',
  },
  'limb-swelling': {
    label: 'Swollen or painful limb',
    question: 'Is one arm or leg swollen, warm, numb or painful?',
    group: 'circulation-and-breathing',
    scale: 'presence',
    contexts: bothTherapies,
    ctcaeTerm: 'Thromboembolic event',
    source: 'C§3.3 clot warning signs; C§2.3 vascular',
  },
  'chest-pain': {
    label: 'Chest pain or breathlessness',
    question: 'Have you had chest pain or sudden shortness of breath?',
    group: 'circulation-and-breathing',
    scale: 'presence',
    contexts: bothTherapies,
    ctcaeTerm: 'Thromboembolic event',
    source: 'C§3.3 clot warning signs; C§2.3 vascular',
  },
  'neurological-deficit': {
    label: 'Weakness, confusion or trouble speaking',
    question:
      'Have you had sudden weakness, numbness, confusion, severe dizziness or trouble speaking?',
    group: 'circulation-and-breathing',
    scale: 'presence',
    contexts: bothTherapies,
    ctcaeTerm: 'Stroke',
    source: 'C§3.3 clot warning signs; C§2.3 vascular',
  },
  'allergic-reaction': {
    label: 'Allergic reaction',
    question: 'Have you had hives, swelling of face or throat, or trouble breathing after a dose?',
    group: 'circulation-and-breathing',
    scale: 'presence',
    contexts: bothTherapies,
    ctcaeTerm: null,
    source: 'C§2.3 hypersensitivity; C§3.3 allergic reaction',
  },
  'sleep-apnea': {
    label: 'Sleep apnea, new or worse',
    question: 'Has anyone noticed new or worse pauses in your breathing while you sleep?',
    group: 'circulation-and-breathing',
    scale: 'presence',
    contexts: gonadotropins,
    ctcaeTerm: null,
    source: 'C§3.3',
  },
  'breast-tenderness': {
    label: 'Breast tenderness',
    question: 'How tender are your breasts or nipples?',
    group: 'hormonal',
    scale: 'severity',
    contexts: gonadotropins,
    ctcaeTerm: 'Breast pain',
    source: 'C§3.3',
  },
  'breast-growth': {
    label: 'Breast growth',
    question: 'Have your breasts become larger?',
    group: 'hormonal',
    scale: 'presence',
    contexts: gonadotropins,
    ctcaeTerm: 'Gynecomastia',
    source: 'C§3.3',
  },
  'injection-site-reaction': {
    label: 'Injection-site reaction',
    question: 'How bad is any pain, redness or swelling where you inject?',
    group: 'hormonal',
    scale: 'severity',
    contexts: gonadotropins,
    ctcaeTerm: 'Injection site reaction',
    source: 'C§3.3',
  },
  'fluid-retention': {
    label: 'Fluid retention',
    question: 'How much swelling from fluid, such as both ankles or hands, do you have?',
    group: 'hormonal',
    scale: 'severity',
    contexts: gonadotropins,
    ctcaeTerm: 'Generalized edema',
    source: 'C§3.3',
  },
  'libido-change': {
    label: 'Change of libido',
    question: 'Has your interest in sex changed in a way that bothers you?',
    group: 'hormonal',
    scale: 'presence',
    contexts: gonadotropins,
    ctcaeTerm: null,
    source: 'C§3.3',
  },
  'low-energy': {
    label: 'Low energy',
    question: 'How tired or without energy are you?',
    group: 'hormonal',
    scale: 'severity',
    contexts: gonadotropins,
    ctcaeTerm: null,
    source: 'C§3.3',
  },
  'hot-flushes': {
    label: 'Hot flushes',
    question: 'How troublesome are hot flushes?',
    group: 'hormonal',
    scale: 'severity',
    contexts: gonadotropins,
    ctcaeTerm: null,
    source: 'C§3.3',
  },
  'weight-gain': {
    label: 'Weight gain',
    question: 'Have you gained weight in a way that bothers you?',
    group: 'hormonal',
    scale: 'presence',
    contexts: gonadotropins,
    ctcaeTerm: null,
    source: 'C§3.3',
  },
  'urinary-symptoms': {
    label: 'Trouble passing urine',
    question: 'How hard is it to start, keep up or finish passing urine?',
    group: 'hormonal',
    scale: 'severity',
    contexts: gonadotropins,
    ctcaeTerm: null,
    source: 'C§3.3 prostatic enlargement',
  },
  'testicular-pain': {
    label: 'Testicular pain',
    question: 'How bad is any pain in your testicles?',
    group: 'hormonal',
    scale: 'severity',
    contexts: [...gonadotropins, ...surgery],
    ctcaeTerm: 'Testicular pain',
    source: 'C§3.3; S2 complications',
  },
  'scrotal-swelling': {
    label: 'Scrotal swelling or bruise',
    question: 'How bad is any swelling or bruise of the scrotum?',
    group: 'wound',
    scale: 'severity',
    contexts: surgery,
    ctcaeTerm: 'Hematoma',
    source: 'S3 complications',
  },
  'wound-infection': {
    label: 'Signs of wound infection',
    question: 'Is the wound red, hot or draining, or do you have a fever?',
    group: 'wound',
    scale: 'presence',
    contexts: surgery,
    ctcaeTerm: 'Wound infection',
    source: 'S3 complications',
  },
} as const satisfies Record<string, Symptom>;

export type SymptomKey = keyof typeof symptoms;
export const symptomKeys = Object.keys(symptoms) as [SymptomKey, ...SymptomKey[]];

export function answersOf(key: SymptomKey): readonly SymptomAnswer[] {
  return symptomScales[symptoms[key].scale];
}

/** The questions for the therapy at hand, in catalog order. */
export function symptomsFor(contexts: readonly SymptomContext[]): readonly SymptomKey[] {
  return symptomKeys.filter((key) => {
    const asked: readonly SymptomContext[] = symptoms[key].contexts;
    return asked.some((context) => contexts.includes(context));
  });
}

export function symptomContextOf(drug: Drug): SymptomContext {
  return drug === 'isotretinoin' ? 'isotretinoin' : 'gonadotropins';
}
