import type { EligibilityCriterion } from '../eligibility-schema';
import type { SettingDefinition } from '../schema';
import { pelletCount } from './eligibility-settings';
import {
  asBaseline,
  byPhysician,
  isAnswered,
  labsLookBack,
  nonObstructive,
  semenLookBack,
  switchable,
  switchesOf,
} from './eligibility-shared';

/** S0 Study population, C§1.1.2; it states no exclusion but adequate sperm, so the others are proposals. */
export const isotretinoinEligibility: EligibilityCriterion[] = [
  nonObstructive,
  {
    key: 'too-few-ejaculated-sperm',
    title:
      'Azoospermia in two pellets, or sperm only in the past, or intermittent sperm too few for IVF-ICSI',
    kind: 'inclusion',
    when: {
      kind: 'any',
      of: [
        {
          kind: 'negative-pellets',
          atLeast: { setting: 'eligibility-pellets' },
          lookBackDays: semenLookBack,
        },
        {
          kind: 'all',
          of: [
            {
              kind: 'any',
              of: [isAnswered('prior-ejaculated-sperm', 'yes'), { kind: 'sperm-in-semen' }],
            },
            { kind: 'newest-semen-negative', lookBackDays: semenLookBack },
          ],
        },
        {
          kind: 'all',
          of: [
            { kind: 'sperm-in-semen', lookBackDays: semenLookBack },
            isAnswered('intermittent-sperm-insufficient', 'yes'),
          ],
        },
      ],
    },
    ...byPhysician,
    source: 'S0 inclusion, INC-1 to INC-3 in C§1.1.2',
    proposal: false,
  },
  {
    key: 'hormonal-therapy',
    title: 'No current clomiphene, anastrozole, hCG or FSH, or long enough without sperm',
    kind: 'inclusion',
    when: {
      kind: 'any',
      of: [
        {
          kind: 'all',
          of: [
            isAnswered('hormonal-therapy', 'never', 'prior'),
            {
              kind: 'not',
              of: {
                kind: 'drug-taken',
                classes: ['clomiphene', 'aromatase-inhibitor', 'hcg', 'fsh'],
              },
            },
          ],
        },
        {
          kind: 'all',
          of: [
            {
              kind: 'time-since-finding',
              finding: 'hormonal-therapy-since',
              atLeast: { setting: 'eligibility-hormonal-therapy' },
            },
            isAnswered('hormonal-therapy-response', 'no'),
          ],
        },
      ],
    },
    ...byPhysician,
    source: 'S0 inclusion, C§1.1.2',
    proposal: false,
  },
  {
    key: 'adequate-ejaculated-sperm',
    title: 'Enough ejaculated sperm to proceed to IVF-ICSI',
    kind: 'exclusion',
    when: isAnswered('adequate-ejaculated-sperm', 'yes'),
    ...byPhysician,
    source: 'S0 exclusion, C§1.1.2',
    proposal: false,
  },
  {
    key: 'isotretinoin-hypersensitivity',
    title: 'Hypersensitivity to isotretinoin, vitamin A or an excipient',
    kind: 'exclusion',
    when: isAnswered('hypersensitivity-isotretinoin', 'yes'),
    whenUnknown: 'blocks',
    override: 'nobody',
    source: 'C§2.3 contraindications',
    proposal: true,
  },
  switchable({
    key: 'psychiatric-history',
    title: 'Psychiatric history',
    kind: 'exclusion',
    when: isAnswered('psychiatric-history', 'yes'),
    ...byPhysician,
    source: 'engine §4; C§2.3 psychiatric',
    proposal: true,
  }),
  switchable({
    key: 'vitamin-a',
    title: 'Takes vitamin A',
    kind: 'exclusion',
    when: {
      kind: 'any',
      of: [isAnswered('vitamin-a', 'yes'), { kind: 'drug-taken', classes: ['vitamin-a'] }],
    },
    ...byPhysician,
    source: 'engine §4; C§2.3 interactions',
    proposal: true,
  }),
  switchable({
    key: 'tetracyclines',
    title: 'Takes a tetracycline-class antibiotic',
    kind: 'exclusion',
    when: {
      kind: 'any',
      of: [isAnswered('tetracyclines', 'yes'), { kind: 'drug-taken', classes: ['tetracycline'] }],
    },
    ...byPhysician,
    source: 'engine §4; C§2.3 intracranial hypertension',
    proposal: true,
  }),
  switchable({
    key: 'high-triglycerides',
    title: 'High baseline triglycerides',
    kind: 'exclusion',
    when: {
      kind: 'lab',
      analyte: 'triglycerides',
      comparison: '>=',
      limit: { setting: 'eligibility-triglycerides' },
      unit: 'mg/dL',
      lookBackDays: labsLookBack,
    },
    ...asBaseline,
    source: 'engine §4',
    proposal: true,
  }),
  switchable({
    key: 'high-liver-tests',
    title: 'High baseline AST or ALT',
    kind: 'exclusion',
    when: {
      kind: 'any',
      of: (['ast', 'alt'] as const).map((analyte) => ({
        kind: 'lab-above-upper',
        analyte,
        times: { setting: 'eligibility-liver-times-upper' },
        lookBackDays: labsLookBack,
      })),
    },
    ...asBaseline,
    source: 'engine §4',
    proposal: true,
  }),
];

export const isotretinoinEligibilitySettings: SettingDefinition[] = [
  ...switchesOf(isotretinoinEligibility),
  pelletCount,
  {
    key: 'eligibility-hormonal-therapy',
    title: 'Current hormonal therapy without sperm for no less than',
    type: 'duration',
    default: 'P3M',
    allowed: ['P1M', 'P2M', 'P3M', 'P4M', 'P6M'],
    source: 'S0 inclusion: 3 months',
    proposal: false,
  },
  {
    key: 'eligibility-triglycerides',
    title: 'Baseline triglycerides too high from',
    type: 'number',
    unit: 'mg/dL',
    default: 300,
    allowed: { from: 150, to: 1000 },
    source: 'engine §4; the amber limit of engine §7',
    proposal: true,
  },
  {
    key: 'eligibility-liver-times-upper',
    title: 'Baseline AST or ALT too high above this multiple of the upper limit',
    type: 'number',
    unit: '× ULN',
    default: 3,
    allowed: { from: 1, to: 5 },
    source: 'engine §4; the amber limit of engine §7',
    proposal: true,
  },
];
