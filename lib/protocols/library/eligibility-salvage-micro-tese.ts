import type { EligibilityCriterion } from '../eligibility-schema';
import type { SettingDefinition } from '../schema';
import {
  asBaseline,
  byPhysician,
  isAnswered,
  noAndrogens,
  nonObstructive,
  switchable,
  switchesOf,
  volumeKnown,
} from './eligibility-shared';

/** Prompts of a weak source (C§1.4): asked, and unless answered with yes they keep nobody out. */
function prompt(
  key: 'tex11-mutation' | 'coagulopathy' | 'reproductive-infection' | 'cardiopulmonary-disease',
  title: string,
): EligibilityCriterion {
  return switchable({
    key,
    title,
    kind: 'exclusion',
    when: isAnswered(key, 'yes'),
    ...asBaseline,
    source: 'S3 contraindications, C§1.4',
    proposal: true,
  });
}

/** S2, C§1.3.1, read as engine §4 has it; S3 adds prompts only. The interval is the definition's own setting. */
export const salvageEligibility: EligibilityCriterion[] = [
  nonObstructive,
  {
    key: 'failed-retrieval',
    title: 'An earlier retrieval found no sperm',
    kind: 'inclusion',
    when: { kind: 'failed-retrieval' },
    ...byPhysician,
    source: 'S2, C§1.3.1',
    proposal: false,
  },
  {
    key: 'interval-since-retrieval',
    title: 'Long enough since the last retrieval',
    kind: 'inclusion',
    when: { kind: 'time-since-retrieval', atLeast: { setting: 'salvage-interval' } },
    whenUnknown: 'blocks',
    override: 'anyone',
    source: 'S2, SV-WAIT in C§1.3.1: 6 months; S3: 3 months',
    proposal: false,
  },
  {
    key: 'complete-azfa-or-azfb',
    title: 'Complete AZFa or AZFb deletion',
    kind: 'exclusion',
    when: isAnswered('azf-deletion', 'azfa-complete', 'azfb-complete'),
    whenUnknown: 'blocks',
    override: 'nobody',
    source: 'S2, SV-EXCL in C§1.3.1; engine §4',
    proposal: false,
  },
  {
    key: 'unclear-azf-deletion',
    title: 'Partial AZFa or AZFb deletion, or one of unknown extent or region',
    kind: 'exclusion',
    when: isAnswered(
      'azf-deletion',
      'azfa-partial',
      'azfb-partial',
      'azfa-extent-unknown',
      'azfb-extent-unknown',
      'region-not-reported',
    ),
    ...byPhysician,
    source: 'engine §4: goes to the physician',
    proposal: true,
  },
  {
    key: 'karyotype-known',
    title: 'Karyotype tested',
    kind: 'inclusion',
    when: { kind: 'finding-known', finding: 'karyotype' },
    ...byPhysician,
    source: 'S2, SV-PRE in C§1.3.1',
    proposal: false,
  },
  switchable({
    key: 'xx-karyotype',
    title: '46,XX karyotype',
    kind: 'exclusion',
    when: isAnswered('karyotype', '46-xx'),
    ...byPhysician,
    source: 'S3 contraindications, C§1.4',
    proposal: true,
  }),
  prompt('tex11-mutation', 'TEX11 mutation'),
  prompt('coagulopathy', 'Coagulopathy'),
  prompt('reproductive-infection', 'Acute infection of the reproductive tract'),
  prompt('cardiopulmonary-disease', 'Severe cardiopulmonary disease'),
  {
    key: 'testicular-volume',
    title: 'Testicular volume by ultrasound',
    kind: 'inclusion',
    when: volumeKnown,
    ...asBaseline,
    source: 'S2, SV-PRE in C§1.3.1',
    proposal: false,
  },
  {
    key: 'preoperative-hormones',
    title: 'LH, FSH and testosterone measured',
    kind: 'inclusion',
    when: {
      kind: 'all',
      of: (['lh', 'fsh', 'testosterone_total'] as const).map((analyte) => ({
        kind: 'lab-known',
        analyte,
        lookBackDays: { setting: 'preoperative-look-back' },
      })),
    },
    ...asBaseline,
    source: 'S2, SV-PRE in C§1.3.1',
    proposal: false,
  },
  noAndrogens,
];

export const salvageEligibilitySettings: SettingDefinition[] = switchesOf(salvageEligibility);
