import { numberValue } from '@/lib/protocols/compile-protocol';
import type { ProtocolDefinition, SettingValues } from '@/lib/protocols/schema';
import { type DoseContent, doseContentSchema } from '@/lib/records/therapy';

/** A way to give the protocol's drugs, ready to be recorded. */
export interface RegimenPreset {
  readonly key: string;
  readonly title: string;
  readonly source: string;
  readonly items: readonly DoseContent[];
}

/**
 * The protocol's regimens under a clinic's settings. Where a setting chooses between regimens, only the
 * chosen one is offered.
 */
export function regimenPresets(
  { regimens, settings: definitions }: Pick<ProtocolDefinition, 'regimens' | 'settings'>,
  settings: SettingValues,
): readonly RegimenPreset[] {
  const rejected = definitions.flatMap((setting) =>
    setting.type === 'choice'
      ? setting.allowed.map(({ value }) => value).filter((value) => value !== settings[setting.key])
      : [],
  );
  return regimens
    .filter(({ key }) => !rejected.includes(key))
    .map(({ key, title, source, items }) => ({
      key,
      title,
      source,
      items: items.map((item) =>
        doseContentSchema.parse({
          ...item,
          amount: numberValue(item.amount, settings),
          everyDays: numberValue(item.everyDays, settings),
          startsAfterDays: numberValue(item.startsAfterDays, settings),
        }),
      ),
    }));
}
