import type { ProtocolDefinition, SettingDefinition } from './schema';

export const settingGroups = [
  'Treatment and response',
  'Windows',
  'Eligibility',
  'Safety',
] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** Settings by what reads them, each in one group, in the order of the definition. */
export function groupSettings(
  definition: ProtocolDefinition,
): readonly { readonly group: SettingGroup; readonly settings: readonly SettingDefinition[] }[] {
  const { safetyRules, eligibility: criteria, requirements, ...others } = definition;
  const safety = settingsReadBy(safetyRules);
  const eligibility = settingsReadBy(criteria);
  const windows = settingsReadBy(requirements.map(({ window, baseline }) => [window, baseline]));
  const treatment = settingsReadBy([
    others,
    requirements.map(({ window: _window, baseline: _baseline, ...rest }) => rest),
  ]);
  const groupOf = ({ key }: SettingDefinition): SettingGroup => {
    if (windows.has(key) || key === 'optimal-window-percent') {
      return 'Windows';
    }
    if (safety.has(key) && !treatment.has(key)) {
      return 'Safety';
    }
    return eligibility.has(key) && !treatment.has(key) ? 'Eligibility' : 'Treatment and response';
  };
  return settingGroups.map((group) => ({
    group,
    settings: definition.settings.filter((setting) => groupOf(setting) === group),
  }));
}

function settingsReadBy(value: unknown): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) {
    return new Set();
  }
  const own = 'setting' in value && typeof value.setting === 'string' ? [value.setting] : [];
  return new Set([...own, ...Object.values(value).flatMap((part) => [...settingsReadBy(part)])]);
}
