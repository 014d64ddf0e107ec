import type { SettingValues } from '../schema';

/** The settings profile that new enrollments take unless somebody chooses another one. */
export const defaultProfile = 'clinic';

/** The literal reading of the sources, where the clinic does more or otherwise. */
export const publishedProfile = 'as published';

interface ShippedProfile {
  readonly name: string;
  readonly note: string;
  /** By protocol code; what is absent takes the definition's default. */
  readonly values: Readonly<Record<string, SettingValues>>;
}

/** What every site starts with; nobody has approved them until a physician of the site does. */
export const shippedProfiles: readonly ShippedProfile[] = [
  {
    name: defaultProfile,
    note: 'The defaults of the definition, proposals included (engine §4).',
    values: {},
  },
  {
    name: publishedProfile,
    note: 'Where the source states less or otherwise than the clinic does: engine §4, C§1.2.3.',
    values: {
      'isotretinoin-noa': { 'monthly-labs': false, 'phq-9': false },
      'gonadotropin-noa': { 'fsh-above-range': 'continue-to-month-2' },
    },
  },
];
