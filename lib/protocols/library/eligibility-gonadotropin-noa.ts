import type { EligibilityCriterion } from '../eligibility-schema';
import type { SettingDefinition } from '../schema';
import { pelletCentrifugation, pelletCount } from './eligibility-settings';
import {
  asBaseline,
  byPhysician,
  isAnswered,
  labsLookBack,
  noAndrogens,
  nonObstructive,
  semenLookBack,
  switchable,
  switchesOf,
  volumeKnown,
} from './eligibility-shared';

/** Concerns hCG and FSH themselves, not the untreated arm. */
const treated = ['gonadotropins'];

/** S1 Study population, C§1.2.1, with the proposals of engine §4 for the treated arm. */
export const gonadotropinEligibility: EligibilityCriterion[] = [
  nonObstructive,
  {
    key: 'azoospermia-in-pellets',
    title: 'Azoospermia in two separate centrifuged semen analyses',
    kind: 'inclusion',
    when: {
      kind: 'negative-pellets',
      atLeast: { setting: 'eligibility-pellets' },
      lookBackDays: semenLookBack,
      centrifuged: {
        gForce: { setting: 'eligibility-pellet-g-force' },
        minutes: { setting: 'eligibility-pellet-minutes' },
      },
    },
    ...byPhysician,
    source: 'S1 inclusion, C§1.2.1; C§6.2',
    proposal: false,
  },
  {
    key: 'normal-karyotype',
    title: 'Klinefelter syndrome and other chromosomal abnormalities are excluded',
    kind: 'inclusion',
    when: isAnswered('karyotype', '46-xy'),
    ...byPhysician,
    source: 'S1 inclusion and exclusion, C§1.2.1',
    proposal: false,
  },
  {
    key: 'azf-tested',
    title: 'Tested for AZF microdeletions',
    kind: 'inclusion',
    when: { kind: 'finding-known', finding: 'azf-deletion' },
    ...byPhysician,
    source: 'S1 inclusion, C§1.2.1',
    proposal: false,
  },
  {
    key: 'testicular-volume',
    title: 'Testicular volume by ultrasound',
    kind: 'inclusion',
    when: volumeKnown,
    ...byPhysician,
    source: 'S1 inclusion, C§1.2.1',
    proposal: false,
  },
  {
    key: 'proposed-for-micro-tese',
    title: 'Proposed for micro-TESE',
    kind: 'inclusion',
    when: isAnswered('proposed-for-micro-tese', 'yes'),
    ...asBaseline,
    source: 'S1 inclusion, C§1.2.1',
    proposal: false,
  },
  {
    key: 'sex-hormones',
    title: 'LH, FSH, testosterone, estradiol and prolactin measured',
    kind: 'inclusion',
    when: {
      kind: 'all',
      of: (['lh', 'fsh', 'testosterone_total', 'estradiol', 'prolactin'] as const).map(
        (analyte) => ({ kind: 'lab-known', analyte, lookBackDays: labsLookBack }),
      ),
    },
    ...asBaseline,
    source: 'S1 inclusion, C§1.2.1',
    proposal: false,
  },
  {
    key: 'testicular-tumor-therapy',
    title: 'Radiotherapy or chemotherapy of a testicular tumor',
    kind: 'exclusion',
    when: isAnswered('testicular-tumor-therapy', 'yes'),
    ...byPhysician,
    source: 'S1 exclusion, C§1.2.1',
    proposal: false,
  },
  {
    key: 'hypogonadotropic-hypogonadism',
    title: 'Hypogonadotropic hypogonadism',
    kind: 'exclusion',
    when: isAnswered('hypogonadotropic-hypogonadism', 'yes'),
    ...byPhysician,
    source: 'S1 exclusion, C§1.2.1',
    proposal: false,
  },
  { ...noAndrogens, arms: treated },
  switchable({
    key: 'thrombosis',
    title: 'Thrombosis, now or before',
    kind: 'exclusion',
    when: isAnswered('thrombosis', 'yes'),
    arms: treated,
    ...byPhysician,
    source: 'engine §4',
    proposal: true,
  }),
  switchable({
    key: 'prostate-or-breast-cancer',
    title: 'Prostate or breast cancer',
    kind: 'exclusion',
    when: isAnswered('prostate-or-breast-cancer', 'yes'),
    arms: treated,
    ...byPhysician,
    source: 'engine §4',
    proposal: true,
  }),
  switchable({
    key: 'high-hematocrit',
    title: 'High baseline hematocrit',
    kind: 'exclusion',
    when: {
      kind: 'lab',
      analyte: 'hematocrit',
      comparison: '>',
      limit: { setting: 'eligibility-hematocrit' },
      unit: '%',
      lookBackDays: labsLookBack,
    },
    arms: treated,
    ...asBaseline,
    source: 'engine §4',
    proposal: true,
  }),
];

export const gonadotropinEligibilitySettings: SettingDefinition[] = [
  ...switchesOf(gonadotropinEligibility),
  pelletCount,
  ...pelletCentrifugation,
  {
    key: 'eligibility-hematocrit',
    title: 'Baseline hematocrit too high above',
    type: 'number',
    unit: '%',
    default: 50,
    allowed: { from: 45, to: 54 },
    source: 'engine §4',
    proposal: true,
  },
];
