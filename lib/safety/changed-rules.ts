import { canonicalJson } from '@/lib/core/canonical-json';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { SafetyRule } from '@/lib/protocols/safety-rule-schema';
import type { SettingValues } from '@/lib/protocols/schema';

export interface ChangedRules {
  readonly before: readonly SafetyRule[];
  readonly after: readonly SafetyRule[];
}

/** The rules of either protocol that the other does not have with the same limits. */
export function changedRules(before: CompiledProtocol, after: CompiledProtocol): ChangedRules {
  const one = new Set(before.definition.safetyRules.map((rule) => resolved(rule, before.settings)));
  const other = new Set(after.definition.safetyRules.map((rule) => resolved(rule, after.settings)));
  return {
    before: before.definition.safetyRules.filter(
      (rule) => !other.has(resolved(rule, before.settings)),
    ),
    after: after.definition.safetyRules.filter((rule) => !one.has(resolved(rule, after.settings))),
  };
}

/** A rule as text, with the values of the settings that it names. */
function resolved(rule: SafetyRule, settings: SettingValues): string {
  const text = canonicalJson(rule);
  const named = Object.entries(settings).filter(([key]) => text.includes(`{"setting":"${key}"}`));
  return `${text} ${JSON.stringify(named)}`;
}
