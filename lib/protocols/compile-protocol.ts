import { invariant } from '@/lib/core/invariant';
import { type Duration, parseDuration } from '@/lib/dates/duration';
import type {
  ProtocolDefinition,
  Requirement,
  SettingDefinition,
  SettingValue,
  SettingValues,
} from './schema';

/** A requirement with its settings resolved, ready to build plans from. */
export interface CompiledRequirement {
  readonly key: string;
  readonly title: string;
  readonly kind: Requirement['kind'];
  readonly anchor: string;
  readonly offset: Duration;
  readonly every: Duration | 'supply' | null;
  /** Number of ordinals; null repeats while on therapy. */
  readonly count: number | null;
  readonly permitted: { readonly before: number; readonly after: number };
  readonly optimal: { readonly before: number; readonly after: number };
  readonly range: { readonly from: Duration; readonly to: Duration } | null;
  readonly baseline: {
    readonly lookBackDays: number;
    readonly until: 'first-dose' | 'surgery';
  } | null;
  readonly lateAllowed: boolean;
  readonly rebase: Requirement['rebase'];
  readonly minGapDays: number;
  readonly therapyBound: boolean;
  readonly suspendedByHold: boolean;
  /** Its target moves by the days on hold. */
  readonly shiftedByHolds: boolean;
  readonly endsWithRemsMonthly: boolean;
  readonly arms: readonly string[] | null;
  readonly decisions: readonly { readonly decision: string; readonly chosen: readonly string[] }[];
  readonly recordKind: Requirement['content']['record'];
  readonly items: readonly string[];
  /** Items that a report known as not fasting does not provide. */
  readonly fastingItems: readonly string[];
}

export interface CompiledProtocol {
  readonly definition: ProtocolDefinition;
  readonly settings: SettingValues;
  readonly requirements: readonly CompiledRequirement[];
  /** What only earlier versions of an amended enrollment asked for; a plan still names it. */
  readonly formerRequirements: readonly CompiledRequirement[];
  readonly maximumDuration: Duration | null;
  /** In order; each adds to the maximum where the decision was taken so, and counts only after the one before it. */
  readonly extensions: readonly {
    readonly decision: string;
    readonly chosen: string;
    readonly by: Duration;
  }[];
}

/** Days of a month's supply where a missed dispensing says nothing else (C§2.2: at most 30). */
export const defaultSupplyDays = 30;

/**
 * Resolves a definition against a clinic's settings, once per profile; plans are then built many times.
 * A requirement whose setting condition does not hold does not exist under that profile.
 * @throws when a value lies outside the setting's allowed range; profiles are checked before they are stored.
 */
export function compileProtocol(
  definition: ProtocolDefinition,
  values: SettingValues = {},
): CompiledProtocol {
  const settings = resolveSettings(definition, values);
  const { maximumDuration } = definition;
  return {
    definition,
    settings,
    requirements: definition.requirements
      .filter((requirement) => settingsHold(requirement, settings))
      .map((requirement) => compileRequirement(requirement, definition, settings)),
    formerRequirements: [],
    maximumDuration: maximumDuration && durationValue(maximumDuration.duration, settings),
    extensions: extensionsOf(definition).map(({ decision, chosen, by }) => ({
      decision,
      chosen,
      by: durationValue(by, settings),
    })),
  };
}

/** The protocol of an enrollment that followed these versions before, the newest of them last. */
export function withFormerRequirements(
  protocol: CompiledProtocol,
  earlier: readonly CompiledProtocol[],
): CompiledProtocol {
  const known = new Set(protocol.requirements.map(({ key }) => key));
  const former = new Map(
    earlier.flatMap(({ requirements }) => requirements.map((one) => [one.key, one])),
  );
  return {
    ...protocol,
    formerRequirements: [...former.values()].filter(({ key }) => !known.has(key)),
  };
}

/** What an occurrence of a plan is of; null for a key that no version of the enrollment has. */
export function findRequirement(
  { requirements, formerRequirements }: CompiledProtocol,
  key: string,
): CompiledRequirement | null {
  return (
    requirements.find((one) => one.key === key) ??
    formerRequirements.find((one) => one.key === key) ??
    null
  );
}

function extensionsOf({ maximumDuration }: ProtocolDefinition) {
  return maximumDuration === null
    ? []
    : [maximumDuration.extendedBy, ...(maximumDuration.extendedAgainBy ?? [])];
}

export function resolveSettings(
  definition: ProtocolDefinition,
  values: SettingValues,
): SettingValues {
  const known = new Map(definition.settings.map((setting) => [setting.key, setting]));
  for (const key of Object.keys(values)) {
    invariant(known.has(key), `${definition.code} has no setting ${key}`);
  }
  return Object.fromEntries(
    definition.settings.map((setting) => {
      const value = values[setting.key] ?? setting.default;
      invariant(isAllowed(setting, value), `setting ${setting.key} cannot be ${value}`);
      return [setting.key, value];
    }),
  );
}

export function isAllowed(setting: SettingDefinition, value: SettingValue): boolean {
  switch (setting.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return setting.allowed.some((option) => option.value === value);
    case 'duration':
      return typeof value === 'string' && setting.allowed.includes(value);
    case 'days':
    case 'number':
      return (
        typeof value === 'number' &&
        (setting.type === 'number' || Number.isInteger(value)) &&
        value >= setting.allowed.from &&
        value <= setting.allowed.to
      );
  }
}

type Reference = { readonly setting: string };

export function numberValue(value: number | Reference, settings: SettingValues): number {
  const resolved = typeof value === 'object' ? settings[value.setting] : value;
  invariant(typeof resolved === 'number', `not a number: ${JSON.stringify(value)}`);
  return resolved;
}

export function textValue(value: string | Reference, settings: SettingValues): string {
  const resolved = typeof value === 'object' ? settings[value.setting] : value;
  invariant(typeof resolved === 'string', `not a text: ${JSON.stringify(value)}`);
  return resolved;
}

export function durationValue(value: string | Reference, settings: SettingValues): Duration {
  return parseDuration(textValue(value, settings));
}

function settingsHold(requirement: Requirement, settings: SettingValues): boolean {
  return (requirement.when?.settings ?? []).every(
    ({ setting, equals }) => settings[setting] === equals,
  );
}

function compileRequirement(
  requirement: Requirement,
  definition: ProtocolDefinition,
  settings: SettingValues,
): CompiledRequirement {
  const { repeat, window, range, baseline, when, content } = requirement;
  const permitted = spreadValue(window?.permitted, settings);
  return {
    key: requirement.key,
    title: requirement.title,
    kind: requirement.kind,
    anchor: requirement.anchor,
    offset: durationValue(requirement.offset, settings),
    every: everyValue(repeat?.every, settings),
    count: countOf(repeat),
    permitted,
    optimal: window?.optimal
      ? spreadValue(window.optimal, settings)
      : optimalShare(permitted, settings),
    range: range
      ? { from: durationValue(range.from, settings), to: durationValue(range.to, settings) }
      : null,
    baseline: baseline
      ? { lookBackDays: numberValue(baseline.lookBackDays, settings), until: baseline.until }
      : null,
    lateAllowed: requirement.late === 'allowed' && !baseline,
    rebase: requirement.rebase,
    minGapDays: numberValue(requirement.minGapDays ?? 0, settings),
    therapyBound: requirement.therapyBound,
    suspendedByHold: definition.holds.suspendedKinds.includes(requirement.kind),
    shiftedByHolds: isShiftedByHolds(requirement, definition, settings),
    endsWithRemsMonthly: requirement.endsWith === 'rems-enrollment-only',
    arms: when?.arms ?? null,
    decisions: when?.decisions ?? [],
    recordKind: content.record,
    items: content.items,
    fastingItems:
      content.fasting && settings[content.fasting.asked.setting] === true
        ? content.fasting.items
        : [],
  };
}

/** The end of the minimum duration also moves where a hold does not count toward it. */
function isShiftedByHolds(
  { therapyBound, endsMinimumDuration }: Requirement,
  { holds }: ProtocolDefinition,
  settings: SettingValues,
): boolean {
  const shiftsTargets = settings[holds.shiftTargets.setting] === true;
  const counts = settings[holds.countTowardMinimum.setting] === true;
  return (therapyBound && shiftsTargets) || (endsMinimumDuration && !counts);
}

function countOf(repeat: Requirement['repeat']): number | null {
  if (!repeat) {
    return 1;
  }
  return repeat.until === 'while-on-therapy' ? null : repeat.until.count;
}

function everyValue(
  every: NonNullable<Requirement['repeat']>['every'] | undefined,
  settings: SettingValues,
): Duration | 'supply' | null {
  if (every === undefined) {
    return null;
  }
  return every === 'supply' ? 'supply' : durationValue(every, settings);
}

type Spread = NonNullable<Requirement['window']>['permitted'];

function spreadValue(spread: Spread | undefined, settings: SettingValues) {
  return {
    before: numberValue(spread?.before ?? 0, settings),
    after: numberValue(spread?.after ?? 0, settings),
  };
}

/** Half of the permitted window, rounded down, unless the clinic sets another share (engine §4, proposal). */
function optimalShare(permitted: { before: number; after: number }, settings: SettingValues) {
  const percent = numberValue({ setting: 'optimal-window-percent' }, settings);
  return {
    before: Math.floor((permitted.before * percent) / 100),
    after: Math.floor((permitted.after * percent) / 100),
  };
}
