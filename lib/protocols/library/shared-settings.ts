import type { SettingDefinition } from '../schema';

export const noSource = 'no source states any';

/** Settings that every protocol of the library shares. Windows: no source states any (C§1.5). */
export function windowSettings(
  key: string,
  title: string,
  before: number,
  after: number,
  source = 'C§1.5',
): SettingDefinition[] {
  return [
    windowSetting(`${key}-window-before`, `${title}: days before`, before, source),
    windowSetting(`${key}-window-after`, `${title}: days after`, after, source),
  ];
}

function windowSetting(
  key: string,
  title: string,
  days: number,
  source: string,
): SettingDefinition {
  return {
    key,
    title,
    type: 'days',
    default: days,
    allowed: { from: 0, to: 60 },
    source,
    proposal: true,
  };
}

/** References to the two settings that `windowSettings` makes. */
export function windowOf(key: string) {
  return {
    permitted: {
      before: { setting: `${key}-window-before` },
      after: { setting: `${key}-window-after` },
    },
  };
}

/** Where a version of a protocol does not state it. */
export const lostAfterContactsDefault = 3;

export const sharedSettings: SettingDefinition[] = [
  {
    key: 'optimal-window-percent',
    title: 'Optimal window as a share of the permitted one',
    type: 'number',
    unit: '%',
    default: 50,
    allowed: { from: 0, to: 100 },
    source: 'engine §4: half of the permitted, rounded down',
    proposal: true,
  },
  {
    key: 'hold-follow-up-after',
    title: 'Follow-up after a hold or a stop for an adverse event',
    type: 'duration',
    default: 'P7D',
    allowed: ['P3D', 'P7D', 'P14D', 'P1M'],
    source: 'engine §3',
    proposal: true,
  },
  {
    key: 'hold-decision-after',
    title: 'A hold asks for a decision after',
    type: 'days',
    default: 28,
    allowed: { from: 7, to: 180 },
    source: noSource,
    proposal: true,
  },
  ...windowSettings('follow-up', 'Follow-up after a hold or stop', 3, 3, noSource),
  {
    key: 'hold-counts-toward-minimum',
    title: 'A hold counts toward the minimum duration',
    type: 'boolean',
    default: true,
    source: 'engine §3',
    proposal: true,
  },
  {
    key: 'hold-shifts-targets',
    title: 'A hold moves later targets by its length',
    type: 'boolean',
    default: false,
    source: 'engine §3',
    proposal: true,
  },
  {
    key: 'lost-after-contacts',
    title: 'Lost to follow-up after contacts without an answer',
    type: 'number',
    unit: 'contacts',
    default: lostAfterContactsDefault,
    allowed: { from: 1, to: 10 },
    source: noSource,
    proposal: true,
  },
];

/** Read by everything that grades; each stored grade names the version that it was made with. */
export const ctcaeVersion: SettingDefinition = {
  key: 'ctcae-version',
  title: 'CTCAE version for grades',
  type: 'choice',
  default: 'v5',
  allowed: [
    { value: 'v5', title: 'CTCAE v5.0' },
    { value: 'v6', title: 'CTCAE v6.0' },
  ],
  source: 'C§4.1; C§8 question 10',
  proposal: true,
};

export const firstDoseNeedsBaseline: SettingDefinition = {
  key: 'first-dose-needs-baseline',
  title: 'Refuse the first dose while baseline is not complete',
  type: 'boolean',
  default: false,
  source: 'engine §3: warned about, or refused where the setting says so',
  proposal: true,
};

/** How old a result may be to count as baseline or for eligibility. */
export const lookBackSettings: SettingDefinition[] = [
  {
    key: 'baseline-labs-look-back',
    title: 'Baseline laboratory results: oldest, days before the start',
    type: 'days',
    default: 28,
    allowed: { from: 0, to: 365 },
    source: 'S0 "prior to starting"; the limit is a proposal',
    proposal: true,
  },
  {
    key: 'baseline-semen-look-back',
    title: 'Baseline semen: oldest, days before the start',
    type: 'days',
    default: 90,
    allowed: { from: 0, to: 730 },
    source: 'S0, S1 "at least 2"; the limit is a proposal',
    proposal: true,
  },
];

export const holds = {
  suspendedKinds: ['dispensing', 'rems-check', 'injection-course'] as const,
  countTowardMinimum: { setting: 'hold-counts-toward-minimum' },
  shiftTargets: { setting: 'hold-shifts-targets' },
  decisionAfter: { setting: 'hold-decision-after' },
};
