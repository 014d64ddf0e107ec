import { describe, expect, test } from 'vitest';
import { compileProtocol, isAllowed, resolveSettings } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { shippedProfiles } from '@/lib/protocols/library/shipped-profiles';
import type { ProtocolDefinition, SettingDefinition, SettingValue } from '@/lib/protocols/schema';
import { remsRuleSets } from '@/lib/rems/rule-sets';
import { analytes } from '@/lib/units/analytes';

const byCode = protocolLibrary.map((definition) => [definition.code, definition] as const);

/** Every `{ setting: key }` and every condition on a setting, wherever it stands. */
function settingsReadBy(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(settingsReadBy);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own = 'setting' in value && typeof value.setting === 'string' ? [value.setting] : [];
  return [...own, ...Object.values(value).flatMap(settingsReadBy)];
}

function rulesOf({ response, decisions, safetyRules }: ProtocolDefinition) {
  return [response, ...decisions.map(({ rule }) => rule), ...safetyRules];
}

describe.each(byCode)('%s', (_code, definition) => {
  const keys = definition.settings.map(({ key }) => key);
  const regimens = definition.regimens.map(({ key }) => key);

  test('every setting that is read exists, under one key', () => {
    expect(new Set(keys).size).toBe(keys.length);
    expect(settingsReadBy(definition).filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('every setting changes something', () => {
    const read = new Set(settingsReadBy(definition));
    // Read by the program and not by a definition: when a protocol is compiled, on the therapy page, in the
    // injection calendar and when an enrollment ends. A regimen is named by its value.
    const elsewhere = definition.settings.filter(
      (setting) =>
        [
          'optimal-window-percent',
          'hold-decision-after',
          'injection-miss-rule',
          'lost-after-contacts',
        ].includes(setting.key) ||
        (setting.type === 'choice' &&
          setting.allowed.every(({ value }) => regimens.includes(value))),
    );
    const unread = keys.filter(
      (key) => !read.has(key) && !elsewhere.some((setting) => setting.key === key),
    );
    expect(unread).toEqual([]);
  });

  test('every default lies in its own range', () => {
    const refused = definition.settings.filter((setting) => !isAllowed(setting, setting.default));
    expect(refused).toEqual([]);
  });

  test('every rule has an id of its own and a version', () => {
    const rules = rulesOf(definition);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.filter(({ id, version }) => id === '' || version < 1)).toEqual([]);
  });

  test('everything that was taken from a paper or proposed says so', () => {
    const { requirements, decisions, response, regimens: ways, eligibility } = definition;
    const { safetyRules, settings } = definition;
    const all = [...requirements, ...decisions, response, ...ways];
    const sourced = [...all, ...eligibility, ...safetyRules, ...settings];
    expect(sourced.filter(({ source }) => source.trim() === '')).toEqual([]);
  });

  test('requirements, decisions and branches name each other', () => {
    const requirementKeys = definition.requirements.map(({ key }) => key);
    const named = definition.decisions.flatMap(({ requirement, rule }) =>
      rule.kind === 'interval' ? [requirement, rule.input] : [requirement],
    );
    expect(named.filter((key) => !requirementKeys.includes(key))).toEqual([]);
    const unknownBranches = definition.requirements
      .flatMap(({ when }) => when?.decisions ?? [])
      .flatMap(({ decision, chosen }) => {
        const point = definition.decisions.find(({ key }) => key === decision);
        const options = point?.options.map(({ key }) => key) ?? [];
        return chosen.filter((branch) => !options.includes(branch));
      });
    expect(unknownBranches).toEqual([]);
  });

  test('the shipped profiles compile', () => {
    for (const { values } of shippedProfiles) {
      expect(() => compileProtocol(definition, values[definition.code] ?? {})).not.toThrow();
    }
  });
});

test('limits, conversions and REMS rule sets have an id, a version and a source', () => {
  const limits = Object.values(analytes).flatMap((analyte) => analyte.limits ?? []);
  const conversions = Object.values(analytes).flatMap(
    ({ alternative }) => alternative?.conversion ?? [],
  );
  expect(limits.filter(({ id, version, source }) => !id || version < 1 || !source)).toEqual([]);
  expect(conversions.filter(({ id, version, basis }) => !id || version < 1 || !basis)).toEqual([]);
  expect(
    Object.values(remsRuleSets).filter(({ id, version, source }) => !id || version < 1 || !source),
  ).toEqual([]);
});

describe('a value outside the range of its setting is refused', () => {
  const settingOf = (code: string, key: string): SettingDefinition => {
    const definition = protocolLibrary.find((candidate) => candidate.code === code);
    const setting = definition?.settings.find((candidate) => candidate.key === key);
    if (!setting) {
      throw new Error(`no setting ${code} ${key}`);
    }
    return setting;
  };

  test.each<[string, string, SettingValue, boolean]>([
    ['isotretinoin-noa', 'week-4-labs-window-before', 0, true],
    ['isotretinoin-noa', 'week-4-labs-window-before', 60, true],
    ['isotretinoin-noa', 'week-4-labs-window-before', 61, false],
    ['isotretinoin-noa', 'week-4-labs-window-before', -1, false],
    ['isotretinoin-noa', 'week-4-labs-window-before', 3.5, false],
    ['isotretinoin-noa', 'week-4-labs-window-before', '7', false],
    ['isotretinoin-noa', 'week-4-labs-window-before', Number.NaN, false],
    ['isotretinoin-noa', 'maximum-duration', 'P12M', true],
    ['isotretinoin-noa', 'maximum-duration', 'P13M', false],
    ['isotretinoin-noa', 'monthly-labs', 'false', false],
    ['isotretinoin-noa', 'triglycerides-red', 300, true],
    ['isotretinoin-noa', 'triglycerides-red', 299.9, false],
    ['gonadotropin-noa', 'fsh-high', 12.4, true],
    ['gonadotropin-noa', 'fsh-high', 50.1, false],
    ['gonadotropin-noa', 'fsh-above-range', 'stop', false],
    ['salvage-micro-tese', 'salvage-interval', 'P3M', true],
    ['salvage-micro-tese', 'salvage-interval', 'P1M', false],
  ])('%s, %s = %s: allowed is %s', (code, key, value, allowed) => {
    expect(isAllowed(settingOf(code, key), value)).toBe(allowed);
  });

  test('so is a setting that the protocol does not have', () => {
    const [definition] = protocolLibrary;
    if (!definition) {
      throw new Error('no protocol');
    }
    expect(() => resolveSettings(definition, { 'no-such-setting': 1 })).toThrow('has no setting');
    expect(() => resolveSettings(definition, { 'pair-gap': 0 })).toThrow('cannot be 0');
  });
});
