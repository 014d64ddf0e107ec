import type { SettingDefinition } from '../schema';

export const pelletCount: SettingDefinition = {
  key: 'eligibility-pellets',
  title: 'Semen analyses without sperm in the pellet before enrollment',
  type: 'number',
  unit: '',
  default: 2,
  allowed: { from: 1, to: 4 },
  source: 'S0 inclusion 1, S1 inclusion: at least 2',
  proposal: false,
};

export const pelletCentrifugation: SettingDefinition[] = [
  {
    key: 'eligibility-pellet-g-force',
    title: 'Pellet centrifuged at no less than',
    type: 'number',
    unit: 'g',
    default: 3000,
    allowed: { from: 600, to: 10_000 },
    source: 'S1 inclusion: 3000 g',
    proposal: false,
  },
  {
    key: 'eligibility-pellet-minutes',
    title: 'Pellet centrifuged for no less than',
    type: 'number',
    unit: 'min',
    default: 30,
    allowed: { from: 5, to: 60 },
    source: 'S1 inclusion: 30 minutes',
    proposal: false,
  },
];
