import type { Analysis } from '@/lib/analysis/analysis';
import type { FlowGroup } from '@/lib/analysis/flow';
import type { FigurePlace } from '@/lib/analysis/results';
import type { CountsByCategory } from '@/lib/enrollment/screening-summary';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { UnitCode } from '@/lib/units/unit-codes';

/** A line and a column of R's answer; which statistics are read there is up to the printed figure. */
export interface At {
  readonly analysis: string;
  readonly row: string;
  readonly column: string;
}

export interface PrintedUnit {
  readonly analyte: BloodAnalyteKey;
  readonly unit: UnitCode;
}

/** Where the clinic's figure comes from. */
export type ClinicSource =
  | {
      /** Means, quartiles, ranges, odds ratios: the statistics of one line. */
      readonly from: 'line';
      readonly at: At;
      /** Where the paper prints another unit than the data have. */
      readonly unit?: PrintedUnit;
      /** How many men the printed mean is of; a difference needs it. */
      readonly printedTotal?: number;
      /** paired names its two sides; describe does not. */
      readonly side?: 'before' | 'after';
    }
  /** Counts of one or more lines, added up. With `complement` those without the event. */
  | { readonly from: 'counts'; readonly at: readonly At[]; readonly complement?: true }
  | { readonly from: 'figure'; readonly place: FigurePlace }
  | { readonly from: 'groups'; readonly columns: readonly string[]; readonly count: GroupCount }
  | { readonly from: 'screening'; readonly count: ScreeningCount }
  /** A test of counts that R has added up nowhere yet. */
  | {
      readonly from: 'test-of-counts';
      readonly first: readonly At[];
      readonly second: readonly At[];
      readonly statistic: string;
    }
  | { readonly from: 'nowhere'; readonly why: string };

/** How often one man of a group counts. */
export type GroupCount = (values: FlowGroup['values']) => number;
export type ScreeningCount = (screened: CountsByCategory, enrolled: number) => number;

/** Which answer of R computes a printed test again from the printed counts. */
export interface RecomputedBy {
  readonly recomputation: string;
  readonly method: string;
}

export interface PaperReading {
  /** What R is asked of the clinic's data. */
  readonly analyses: readonly Analysis[];
  readonly sources: Readonly<Record<string, ClinicSource>>;
  readonly recomputed: Readonly<Record<string, RecomputedBy>>;
  /** Figures that no data of this shape can give as printed, and why. Closed: a test holds the demo to it. */
  readonly irreproducible: Readonly<Record<string, string>>;
}
