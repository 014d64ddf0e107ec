/**
 * What is asked about a man before treatment, beside laboratory and semen: history, genetics,
 * examination. Each row names its source; `proposal` marks what no source asks for (C§8).
 */
type Answer =
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'choice'; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'number'; readonly unit: string; readonly from: number; readonly to: number }
  | { readonly kind: 'date' };

export interface FindingDefinition {
  readonly question: string;
  readonly answer: Answer;
  readonly source: string;
}

const yesNo = { kind: 'yes-no' } as const;

export const findings = {
  'azoospermia-category': {
    question: 'Category',
    answer: {
      kind: 'choice',
      options: {
        'non-obstructive-azoospermia': 'Non-obstructive azoospermia',
        'prior-cryptozoospermia': 'Non-obstructive azoospermia, cryptozoospermia in the past',
        cryptozoospermia: 'Non-obstructive cryptozoospermia',
      },
    },
    source: 'S0 Tables 2 and 3',
  },
  'obstruction-excluded': {
    question: 'Obstruction excluded',
    answer: yesNo,
    source: 'S0, S1 Study population',
  },
  'prior-ejaculated-sperm': {
    question: 'Sperm in the ejaculate in the past',
    answer: yesNo,
    source: 'S0 inclusion, INC-2 in C§1.1.2',
  },
  'intermittent-sperm-insufficient': {
    question: 'Intermittent sperm in pellets, judged insufficient for IVF-ICSI',
    answer: yesNo,
    source: 'S0 inclusion, INC-3 in C§1.1.2',
  },
  'adequate-ejaculated-sperm': {
    question: 'Ejaculated sperm adequate for IVF-ICSI',
    answer: yesNo,
    source: 'S0 exclusion, C§1.1.2',
  },
  'hormonal-therapy': {
    question: 'Clomiphene, anastrozole, hCG or FSH',
    answer: {
      kind: 'choice',
      options: { never: 'Never', prior: 'Before, not now', current: 'Now' },
    },
    source: 'S0 inclusion, C§1.1.2',
  },
  'hormonal-therapy-since': {
    question: 'Current hormonal therapy since',
    answer: { kind: 'date' },
    source: 'S0 inclusion: at least 3 months',
  },
  'hormonal-therapy-response': {
    question: 'Positive semen response to current hormonal therapy',
    answer: yesNo,
    source: 'S0 inclusion, C§1.1.2',
  },
  etiology: {
    question: 'Etiology',
    answer: {
      kind: 'choice',
      options: {
        idiopathic: 'Idiopathic',
        cryptorchidism: 'Undescended testes',
        'mumps-orchitis': 'Mumps orchitis',
        'azfc-microdeletion': 'AZFc microdeletion',
        genetic: 'Other genetic',
        trauma: 'Trauma',
        klinefelter: 'Klinefelter syndrome',
        other: 'Other',
      },
    },
    source: 'S0 Results, S1 Table 1',
  },
  karyotype: {
    question: 'Karyotype',
    answer: {
      kind: 'choice',
      options: {
        '46-xy': '46,XY',
        klinefelter: '47,XXY (Klinefelter syndrome)',
        '46-xx': '46,XX',
        'other-abnormal': 'Other abnormality',
        'not-tested': 'Not tested',
      },
    },
    source: 'S1 inclusion and exclusion, C§1.2.1; S2, C§1.3.1',
  },
  'azf-deletion': {
    question: 'Y chromosome microdeletion',
    answer: {
      kind: 'choice',
      options: {
        none: 'None',
        'azfa-complete': 'AZFa, complete',
        'azfb-complete': 'AZFb, complete',
        'azfa-partial': 'AZFa, partial',
        'azfb-partial': 'AZFb, partial',
        'azfa-extent-unknown': 'AZFa, extent unknown',
        'azfb-extent-unknown': 'AZFb, extent unknown',
        azfc: 'AZFc',
        'region-not-reported': 'Found, region not reported',
        'not-tested': 'Not tested',
      },
    },
    source: 'S2, SV-EXCL in C§1.3.1; engine §4',
  },
  'testicular-volume-right': {
    question: 'Right testicular volume',
    answer: { kind: 'number', unit: 'mL', from: 0, to: 60 },
    source: 'S0 Results',
  },
  'testicular-volume-left': {
    question: 'Left testicular volume',
    answer: { kind: 'number', unit: 'mL', from: 0, to: 60 },
    source: 'S0 Results',
  },
  'testicular-volume-mean': {
    question: 'Mean testicular volume by ultrasound',
    answer: { kind: 'number', unit: 'mL', from: 0, to: 60 },
    source: 'S1 Table 1',
  },
  'infertility-months': {
    question: 'Duration of infertility',
    answer: { kind: 'number', unit: 'months', from: 0, to: 600 },
    source: 'S1 Table 1, S2 Table 1',
  },
  'body-mass-index': {
    question: 'Body mass index',
    answer: { kind: 'number', unit: 'kg/m²', from: 10, to: 90 },
    source: 'S1 Table 1',
  },
  'prior-retrieval': {
    question: 'Earlier sperm retrieval',
    answer: {
      kind: 'choice',
      options: {
        none: 'None',
        'micro-tese': 'Micro-TESE',
        tese: 'Conventional TESE',
        other: 'Other',
      },
    },
    source: 'S2 Results',
  },
  'prior-hormone-therapy': {
    question: 'Hormone therapy before salvage surgery',
    answer: yesNo,
    source: 'S2 Table 1',
  },
  'hypogonadotropic-hypogonadism': {
    question: 'Hypogonadotropic hypogonadism',
    answer: yesNo,
    source: 'S1 exclusion, C§1.2.1',
  },
  'testicular-tumor-therapy': {
    question: 'Radiotherapy or chemotherapy of a testicular tumor',
    answer: yesNo,
    source: 'S1 exclusion, C§1.2.1',
  },
  'testosterone-or-anabolic-steroids': {
    question: 'Testosterone or anabolic steroids, now or recently',
    answer: yesNo,
    source: 'engine §4, proposal',
  },
  'proposed-for-micro-tese': {
    question: 'Proposed for micro-TESE',
    answer: yesNo,
    source: 'S1 inclusion, C§1.2.1',
  },
  'tex11-mutation': {
    question: 'TEX11 mutation',
    answer: yesNo,
    source: 'S3 contraindications, C§1.4, proposal',
  },
  coagulopathy: {
    question: 'Coagulopathy',
    answer: yesNo,
    source: 'S3 contraindications, C§1.4, proposal',
  },
  'reproductive-infection': {
    question: 'Acute infection of the reproductive tract',
    answer: yesNo,
    source: 'S3 contraindications, C§1.4, proposal',
  },
  'cardiopulmonary-disease': {
    question: 'Severe cardiopulmonary disease',
    answer: yesNo,
    source: 'S3 contraindications, C§1.4, proposal',
  },
  thrombosis: {
    question: 'Thrombosis, now or before',
    answer: yesNo,
    source: 'engine §4, proposal',
  },
  'prostate-or-breast-cancer': {
    question: 'Prostate or breast cancer',
    answer: yesNo,
    source: 'engine §4, proposal',
  },
  'psychiatric-history': {
    question: 'Psychiatric history',
    answer: yesNo,
    source: 'engine §4, proposal; C§2.3 psychiatric',
  },
  'vitamin-a': {
    question: 'Takes vitamin A or a multivitamin that contains it',
    answer: yesNo,
    source: 'engine §4, proposal; C§2.3 interactions',
  },
  tetracyclines: {
    question: 'Takes a tetracycline-class antibiotic',
    answer: yesNo,
    source: 'engine §4, proposal; C§2.3 intracranial hypertension',
  },
  'hypersensitivity-isotretinoin': {
    question: 'Hypersensitivity to isotretinoin, vitamin A or an excipient',
    answer: yesNo,
    source: 'C§2.3 contraindications',
  },
  'egg-number': {
    question: 'Eggs planned for ICSI',
    answer: { kind: 'number', unit: 'eggs', from: 0, to: 100 },
    source: 'S0 Outcomes: sufficient for every egg',
  },
  'partner-pregnancy': {
    question: 'Pregnancy of the partner, known since',
    answer: { kind: 'date' },
    source: 'engine §8: recorded with the days since his last dose',
  },
  'iief-5': {
    question: 'IIEF-5 total',
    answer: { kind: 'number', unit: 'points', from: 5, to: 25 },
    source: 'S3, SV-IIEF in C§1.4',
  },
} as const satisfies Record<string, FindingDefinition>;

export type FindingKey = keyof typeof findings;
export const findingKeys = Object.keys(findings) as [FindingKey, ...FindingKey[]];
