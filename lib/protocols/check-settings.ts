import { assertNever } from '@/lib/core/assert-never';
import { err, ok, type Result } from '@/lib/core/result';
import { describeDuration, parseDuration } from '@/lib/dates/duration';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import { findUpsideDownLadders } from './check-ladders';
import { isAllowed, numberValue, resolveSettings } from './compile-protocol';
import type { ProtocolDefinition, SettingDefinition, SettingValue, SettingValues } from './schema';

/** What is wrong, in words, by setting key. */
export type SettingProblems = Readonly<Record<string, string>>;

/**
 * A clinic's values against a definition: unknown keys, wrong types, values outside the allowed range and
 * ranges that are upside down are refused beside the setting. What equals the default is left out.
 */
export function checkSettings(
  definition: ProtocolDefinition,
  values: Readonly<Record<string, unknown>>,
): Result<SettingValues, SettingProblems> {
  const problems: Record<string, string> = {};
  const checked: Record<string, SettingValue> = {};
  for (const [key, value] of Object.entries(values)) {
    const setting = definition.settings.find((one) => one.key === key);
    if (setting === undefined) {
      problems[key] = 'The protocol has no such setting.';
    } else if (!isSettingValue(value) || !isAllowed(setting, value)) {
      problems[key] = `Allowed: ${describeAllowed(setting)}.`;
    } else if (value !== setting.default) {
      checked[key] = value;
    }
  }
  if (Object.keys(problems).length > 0) {
    return err(problems);
  }
  const settings = resolveSettings(definition, checked);
  const upsideDown = {
    ...emptyRanges(definition, settings),
    ...findUpsideDownLadders(definition, settings),
  };
  return Object.keys(upsideDown).length > 0 ? err(upsideDown) : ok(checked);
}

/** The range of a decision has to have something in it. */
function emptyRanges({ decisions }: ProtocolDefinition, settings: SettingValues): SettingProblems {
  return Object.fromEntries(
    decisions.flatMap(({ rule }) => {
      if (rule.kind !== 'interval' || typeof rule.low !== 'object') {
        return [];
      }
      const high = numberValue(rule.high, settings);
      return numberValue(rule.low, settings) < high
        ? []
        : [[rule.low.setting, `This has to be below the upper bound, ${high}.`]];
    }),
  );
}

/** What a person typed or chose, as the value of the setting; text that is no value stays as it is. */
export function parseSetting(setting: SettingDefinition, text: string): SettingValue {
  switch (setting.type) {
    case 'boolean':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'days':
    case 'number': {
      const number = Number(text.trim().replace(',', '.'));
      return text.trim() === '' || !Number.isFinite(number) ? text : number;
    }
    case 'choice':
    case 'duration':
      return text;
    default:
      return assertNever(setting);
  }
}

/** The other way: what a form starts with. */
export function settingText(value: SettingValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** A value in words, with its unit. */
export function describeSetting(setting: SettingDefinition, value: SettingValue): string {
  switch (setting.type) {
    case 'boolean':
      return value === true ? 'Yes' : 'No';
    case 'days':
      return `${value} d`;
    case 'number':
      return `${value} ${unitOf(setting)}`.trim();
    case 'duration':
      return typeof value === 'string' ? describeDuration(parseDuration(value)) : String(value);
    case 'choice':
      return setting.allowed.find((option) => option.value === value)?.title ?? String(value);
    default:
      return assertNever(setting);
  }
}

export function describeAllowed(setting: SettingDefinition): string {
  switch (setting.type) {
    case 'boolean':
      return 'yes or no';
    case 'days':
      return `whole days from ${setting.allowed.from} to ${setting.allowed.to}`;
    case 'number':
      return `${setting.allowed.from} to ${setting.allowed.to} ${unitOf(setting)}`.trim();
    case 'duration':
      return setting.allowed.map((value) => describeSetting(setting, value)).join(', ');
    case 'choice':
      return setting.allowed.map(({ title }) => title).join('; ');
    default:
      return assertNever(setting);
  }
}

/** Days are a unit of their own; a code of UCUM reads as people write it. */
export function unitOf(setting: Extract<SettingDefinition, { type: 'days' | 'number' }>): string {
  if (setting.type === 'days') {
    return 'd';
  }
  return unitLabels[setting.unit as UnitCode] ?? setting.unit;
}

function isSettingValue(value: unknown): value is SettingValue {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
