// The shape of one row of the analyte table: what it is called, in which units it may be reported,
// how they convert and which values are refused or questioned.
import type { AnalyteSource } from './analyte-sources';
import type { UnitCode } from './unit-codes';

export const analyteGroups = [
  'hormone',
  'blood-count',
  'lipid',
  'liver',
  'metabolic',
  'optional-safety',
  'vital-sign',
  'questionnaire',
  'semen',
] as const;
export type AnalyteGroup = (typeof analyteGroups)[number];

/** A closed interval; `null` leaves that side open. */
export type Range = { readonly low: number | null; readonly high: number | null };

export type Conversion = {
  readonly id: `CONV-${string}`;
  readonly version: number;
  readonly basis: string;
} & (
  | {
      readonly kind: 'ratio';
      /** Alternative units in one standard unit, as an exact decimal or quotient ("10/288.42"). */
      readonly perStandardUnit: string;
    }
  // Depends on the assay, so only the performing laboratory can state it (C§3.4).
  | { readonly kind: 'laboratory-factor' }
);

export type MeasuringUnit = {
  readonly unit: UnitCode;
  /** `null` where no LOINC code could be verified. */
  readonly loinc: string | null;
  /** Decimals to show for values in this unit. */
  readonly decimals: number;
};

export type Limits = {
  readonly id: `LIMIT-${string}`;
  readonly version: number;
  /** Outside: ask, and keep the confirmation. */
  readonly soft: Range | null;
  /** Outside: refuse. */
  readonly hard: Range;
  readonly status: 'proposal';
  readonly source: string;
};

/** Draws a display band only; the performing laboratory's own range always wins. */
export type TypicalRange = Range & {
  readonly ages: { readonly from: number; readonly to: number | null } | null;
  readonly basis: string;
  readonly sources: readonly AnalyteSource[];
};

export type Analyte = {
  readonly name: string;
  readonly label: string;
  readonly group: AnalyteGroup;
  /** `derived` values are computed from others and never typed in. */
  readonly valueKind: 'quantity' | 'integer' | 'derived';
  /** The conventional (US) unit: limits and typical ranges are in it. */
  readonly standard: MeasuringUnit;
  readonly alternative: (MeasuringUnit & { readonly conversion: Conversion }) | null;
  /** `null`: nobody has proposed limits for this analyte. */
  readonly limits: Limits | null;
  readonly typicalRanges: readonly TypicalRange[];
  /** Whether the LOINC code was seen together with this name in a source. */
  readonly codeEvidence: 'verified' | 'general-knowledge' | 'none';
  readonly sources: readonly AnalyteSource[];
};
