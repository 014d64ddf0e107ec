import type { ProtocolDefinitionInput } from '../schema';
import { complicationWatch, complicationWatchSetting } from './complication-watch';
import { salvageEligibility, salvageEligibilitySettings } from './eligibility-salvage-micro-tese';
import { followUps } from './follow-ups';
import { phq9LimitSetting } from './safety-psychiatric';
import { salvageSafetyRules } from './safety-salvage';
import { ctcaeVersion, holds, sharedSettings, windowOf, windowSettings } from './shared-settings';

const preoperativeHormones = ['lh', 'fsh', 'testosterone_total'];

/** Second micro-TESE after a failed retrieval: S2, with S3 as prompts only; C§1.3–1.4. */
export const salvageMicroTese: ProtocolDefinitionInput = {
  schemaVersion: 1,
  code: 'salvage-micro-tese',
  version: '1.2',
  title: 'Salvage micro-TESE after a failed retrieval',
  citations: [
    { id: 'S2', text: 'Salvage micro-TESE after failed sperm extraction, 73 men, 2015–2019' },
    { id: 'S3', text: 'Web page on peri-operative micro-TESE care, 2025; low reliability' },
  ],
  arms: [{ key: 'salvage', title: 'Salvage micro-TESE', treated: false }],
  regimens: [],
  maximumDuration: null,
  holds: { ...holds, suspendedKinds: [...holds.suspendedKinds] },
  eligibility: salvageEligibility,
  requirements: [
    {
      key: 'preoperative-hormones',
      title: 'Hormones before surgery',
      kind: 'lab-panel',
      anchor: 'enrollment',
      baseline: { lookBackDays: { setting: 'preoperative-look-back' }, until: 'surgery' },
      late: 'never',
      therapyBound: false,
      content: { record: 'lab-report', items: preoperativeHormones },
      source: 'S2, SV-PRE in C§1.3.1',
    },
    {
      key: 'salvage-surgery',
      title: 'Salvage micro-TESE',
      kind: 'procedure',
      anchor: 'previous-retrieval',
      offset: { setting: 'salvage-interval' },
      window: { permitted: { before: 0, after: { setting: 'surgery-window-after' } } },
      therapyBound: false,
      content: { record: 'procedure', items: ['micro-tese'] },
      source: 'S2, SV-WAIT in C§1.3.1; S3 says 3 months',
    },
    {
      ...complicationWatch,
      anchor: 'surgery',
      source: 'S2, SV-COMP in C§1.3.1: at least 6 weeks',
    },
    {
      key: 'iief-5',
      title: 'IIEF-5 total',
      kind: 'questionnaire',
      anchor: 'surgery',
      offset: 'P3M',
      window: windowOf('iief-5'),
      therapyBound: false,
      content: { record: 'finding', items: ['iief-5'] },
      source: 'S3, SV-IIEF in C§1.4',
    },
    {
      key: 'post-operative-hormones',
      title: 'Hormones after surgery',
      kind: 'lab-panel',
      anchor: 'surgery',
      range: { from: 'P6M', to: { setting: 'post-operative-hormones-until' } },
      therapyBound: false,
      content: { record: 'lab-report', items: preoperativeHormones },
      source: 'S2, SV-HORM in C§1.3.1; S3 says 6–12 months',
    },
    ...followUps,
  ],
  decisions: [],
  response: {
    kind: 'retrieved',
    id: 'RSP-SV',
    version: 1,
    source: 'S2 success = sperm found, C§1.3.1, engine §5',
  },
  ctcaeVersion: { setting: 'ctcae-version' },
  safetyRules: [...salvageSafetyRules],
  settings: [
    ...sharedSettings,
    ctcaeVersion,
    ...salvageEligibilitySettings,
    phq9LimitSetting,
    ...windowSettings('iief-5', 'IIEF-5', 14, 14),
    {
      key: 'preoperative-look-back',
      title: 'Hormones before surgery: oldest, days before',
      type: 'days',
      default: 180,
      allowed: { from: 0, to: 730 },
      source: 'no source states a limit',
      proposal: true,
    },
    {
      key: 'salvage-interval',
      title: 'Earliest salvage surgery after the last retrieval',
      type: 'duration',
      default: 'P6M',
      allowed: ['P3M', 'P6M', 'P9M', 'P12M'],
      source: 'S2: 6 months; S3: 3 months',
      proposal: false,
    },
    {
      key: 'surgery-window-after',
      title: 'Salvage surgery: days after the earliest date',
      type: 'days',
      default: 90,
      allowed: { from: 0, to: 730 },
      source: 'no source states a limit',
      proposal: true,
    },
    complicationWatchSetting,
    {
      key: 'post-operative-hormones-until',
      title: 'Hormones after surgery: until',
      type: 'duration',
      default: 'P9M',
      allowed: ['P9M', 'P12M'],
      source: 'S2: 6–9 months; S3: testosterone 6–12 months',
      proposal: false,
    },
  ],
};
