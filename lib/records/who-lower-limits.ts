// Lower reference limits of the WHO laboratory manual, by edition (C§6.1): the 5th centile of fertile men
// with its 95% confidence interval. They describe a distribution and part nobody into fertile and infertile.
import type { AnalyteSource } from '@/lib/units/analyte-sources';
import type { whoEditions } from './semen-analysis';

export type WhoEdition = (typeof whoEditions)[number];

export const whoParameters = [
  'volume',
  'concentration',
  'total-count',
  'total-motility',
  'progressive-motility',
  'vitality',
  'normal-forms',
] as const;
export type WhoParameter = (typeof whoParameters)[number];

export const whoParameterLabels: Readonly<
  Record<WhoParameter, { readonly label: string; readonly unit: string }>
> = {
  volume: { label: 'Volume', unit: 'mL' },
  concentration: { label: 'Concentration', unit: '10⁶/mL' },
  'total-count': { label: 'Total count', unit: '10⁶' },
  'total-motility': { label: 'Total motility', unit: '%' },
  'progressive-motility': { label: 'Progressive motility', unit: '%' },
  vitality: { label: 'Vitality', unit: '%' },
  'normal-forms': { label: 'Normal forms', unit: '%' },
};

export interface WhoLimit {
  readonly limit: number;
  /** Ends of the 95% confidence interval. */
  readonly interval: readonly [number, number];
}

export const whoLowerLimits: Readonly<
  Record<
    WhoEdition,
    {
      readonly sources: readonly AnalyteSource[];
      readonly limits: Readonly<Record<WhoParameter, WhoLimit>>;
    }
  >
> = {
  6: {
    sources: ['W55', 'W56'],
    limits: {
      volume: { limit: 1.4, interval: [1.3, 1.5] },
      concentration: { limit: 16, interval: [15, 18] },
      'total-count': { limit: 39, interval: [35, 40] },
      'total-motility': { limit: 42, interval: [40, 43] },
      'progressive-motility': { limit: 30, interval: [29, 31] },
      vitality: { limit: 54, interval: [50, 56] },
      'normal-forms': { limit: 4, interval: [3.9, 4] },
    },
  },
  5: {
    sources: ['W57', 'W58'],
    limits: {
      volume: { limit: 1.5, interval: [1.4, 1.7] },
      concentration: { limit: 15, interval: [12, 16] },
      'total-count': { limit: 39, interval: [33, 46] },
      'total-motility': { limit: 40, interval: [38, 42] },
      'progressive-motility': { limit: 32, interval: [31, 34] },
      vitality: { limit: 58, interval: [55, 63] },
      'normal-forms': { limit: 4, interval: [3, 4] },
    },
  },
};
