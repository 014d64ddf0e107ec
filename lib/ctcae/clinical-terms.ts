// CTCAE terms that only a person grades: the topics of C§2.3 and C§3 and their neighbors.
import type { CtcaeClinicalTerm } from './term';

export const ctcaeClinicalTerms: readonly CtcaeClinicalTerm[] = [
  {
    key: 'rash_maculo_papular',
    term: 'Rash maculo-papular',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'rash_acneiform',
    term: 'Rash acneiform',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    usedFor: ['acne'],
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'dry_skin',
    term: 'Dry skin',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'cheilitis',
    term: 'Cheilitis',
    systemOrganClass: 'Gastrointestinal disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'dry_eye',
    term: 'Dry eye',
    systemOrganClass: 'Eye disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'epistaxis',
    term: 'Epistaxis',
    systemOrganClass: 'Respiratory, thoracic and mediastinal disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'pruritus',
    term: 'Pruritus',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'photosensitivity',
    term: 'Photosensitivity',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'alopecia',
    term: 'Alopecia',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'anxiety',
    term: 'Anxiety',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'depression',
    term: 'Depression',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'irritability',
    term: 'Irritability',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'suicidal_ideation',
    term: 'Suicidal ideation',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'suicide_attempt',
    term: 'Suicide attempt',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'insomnia',
    term: 'Insomnia',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'arthralgia',
    term: 'Arthralgia',
    systemOrganClass: 'Musculoskeletal and connective tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'myalgia',
    term: 'Myalgia',
    systemOrganClass: 'Musculoskeletal and connective tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'back_pain',
    term: 'Back pain',
    systemOrganClass: 'Musculoskeletal and connective tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'headache',
    term: 'Headache',
    systemOrganClass: 'Nervous system disorders',
    usedFor: ['intracranial hypertension'],
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'gynecomastia',
    term: 'Gynecomastia',
    systemOrganClass: 'Reproductive system and breast disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'breast_pain',
    term: 'Breast pain',
    systemOrganClass: 'Reproductive system and breast disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'injection_site_reaction',
    term: 'Injection site reaction',
    systemOrganClass: 'General disorders and administration site conditions',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'thromboembolic_event',
    term: 'Thromboembolic event',
    systemOrganClass: 'Vascular disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'pancreatitis',
    term: 'Pancreatitis',
    systemOrganClass: 'Gastrointestinal disorders',
    editions: {
      '5.0': { status: 'defined', grades: [2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'colitis',
    term: 'Colitis',
    systemOrganClass: 'Gastrointestinal disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'diarrhea',
    term: 'Diarrhea',
    systemOrganClass: 'Gastrointestinal disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'abdominal_pain',
    term: 'Abdominal pain',
    systemOrganClass: 'Gastrointestinal disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'blurred_vision',
    term: 'Blurred vision',
    systemOrganClass: 'Eye disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'vision_decreased',
    term: 'Vision decreased',
    systemOrganClass: 'Eye disorders',
    editions: {
      '5.0': { status: 'defined', grades: [2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'night_blindness',
    term: 'Night blindness',
    systemOrganClass: 'Eye disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'papilledema',
    term: 'Papilledema',
    systemOrganClass: 'Eye disorders',
    usedFor: ['intracranial hypertension'],
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'hearing_impaired',
    term: 'Hearing impaired',
    systemOrganClass: 'Ear and labyrinth disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'tinnitus',
    term: 'Tinnitus',
    systemOrganClass: 'Ear and labyrinth disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'stevens_johnson_syndrome',
    term: 'Stevens-Johnson syndrome',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'testicular_pain',
    term: 'Testicular pain',
    systemOrganClass: 'Reproductive system and breast disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'scrotal_pain',
    term: 'Scrotal pain',
    systemOrganClass: 'Reproductive system and breast disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'testicular_hemorrhage',
    term: 'Testicular hemorrhage',
    systemOrganClass: 'Reproductive system and breast disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'hematoma',
    term: 'Hematoma',
    systemOrganClass: 'Vascular disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'scrotal_infection',
    term: 'Scrotal infection',
    systemOrganClass: 'Infections and infestations',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'wound_infection',
    term: 'Wound infection',
    systemOrganClass: 'Infections and infestations',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'erectile_dysfunction',
    term: 'Erectile dysfunction',
    systemOrganClass: 'Reproductive system and breast disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'testosterone_deficiency',
    term: 'Testosterone deficiency',
    systemOrganClass: 'Endocrine disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'libido_decreased',
    term: 'Libido decreased',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'libido_increased',
    term: 'Libido increased',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'azoospermia',
    term: 'Azoospermia',
    systemOrganClass: 'Reproductive system and breast disorders',
    isNeverSuggested: true,
    editions: {
      '5.0': { status: 'defined', grades: [2], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'oligospermia',
    term: 'Oligospermia',
    systemOrganClass: 'Reproductive system and breast disorders',
    isNeverSuggested: true,
    editions: {
      '5.0': { status: 'defined', grades: [1], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'testicular_disorder',
    term: 'Testicular disorder',
    systemOrganClass: 'Reproductive system and breast disorders',
    usedFor: ['testicular atrophy'],
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'edema_limbs',
    term: 'Edema limbs',
    systemOrganClass: 'General disorders and administration site conditions',
    usedFor: ['fluid retention'],
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'generalized_edema',
    term: 'Generalized edema',
    systemOrganClass: 'General disorders and administration site conditions',
    usedFor: ['fluid retention'],
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'investigations_other_specify',
    term: 'Investigations - Other, specify',
    systemOrganClass: 'Investigations',
    usedFor: ['raised estradiol'],
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'nervous_system_disorders_other_specify',
    term: 'Nervous system disorders - Other, specify',
    systemOrganClass: 'Nervous system disorders',
    usedFor: ['intracranial hypertension'],
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'psychosis',
    term: 'Psychosis',
    systemOrganClass: 'Psychiatric disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'bullous_dermatitis',
    term: 'Bullous dermatitis',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'erythema_multiforme',
    term: 'Erythema multiforme',
    systemOrganClass: 'Skin and subcutaneous tissue disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
  {
    key: 'stroke',
    term: 'Stroke',
    systemOrganClass: 'Nervous system disorders',
    editions: {
      '5.0': { status: 'defined', grades: [1, 2, 3, 4, 5], sources: ['R1'] },
      '6.0': { status: 'unknown' },
    },
  },
];
