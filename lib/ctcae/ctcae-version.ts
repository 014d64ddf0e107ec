import type { CtcaeVersion } from './term';

/**
 * The version that a clinic grades in: the setting `ctcae-version` (`v5` or `v6`); v5.0 where the pinned
 * definition is older than the setting.
 */
export function ctcaeVersionOf(settings: Readonly<Record<string, unknown>>): CtcaeVersion {
  return settings['ctcae-version'] === 'v6' ? '6.0' : '5.0';
}
