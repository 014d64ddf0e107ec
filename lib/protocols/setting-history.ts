import type { SettingDefinition, SettingValue, SettingValues } from './schema';

/** One version of a settings profile with everything resolved, defaults included. */
export interface ProfileSettings {
  readonly version: number;
  readonly settings: SettingValues;
}

/** What a setting has been: each value with the version of the profile from which on it held, the newest first. */
export function settingHistory(
  { key, default: shipped }: Pick<SettingDefinition, 'key' | 'default'>,
  profiles: readonly ProfileSettings[],
): readonly { readonly value: SettingValue; readonly since: number }[] {
  const history: { value: SettingValue; since: number }[] = [];
  for (const { version, settings } of profiles.toSorted(
    (one, other) => one.version - other.version,
  )) {
    const value = settings[key] ?? shipped;
    if (history.at(-1)?.value !== value) {
      history.push({ value, since: version });
    }
  }
  return history.reverse();
}
