import type { SafetyRule } from '../safety-rule-schema';
import type { SettingDefinition } from '../schema';
import { cautions } from './safety-vocabulary';

/** Sperm that have appeared may not come again (engine §5). */
export function offerCryopreservation(id: string): SafetyRule {
  return {
    id,
    version: 1,
    title: 'Offer cryopreservation now',
    topic: 'semen-and-partner',
    source: 'engine §5',
    appliesWhile: { kind: 'enrolled' },
    levels: [
      cautions(
        { kind: 'first-motile-sperm', enabled: { setting: 'offer-cryopreservation' } },
        'Offer to freeze this sample or the next one.',
        0,
      ),
    ],
  };
}

export const cryopreservationSetting: SettingDefinition = {
  key: 'offer-cryopreservation',
  title: 'Ask to offer cryopreservation at the first motile sperm',
  type: 'boolean',
  default: true,
  source: 'engine §5',
  proposal: true,
};
