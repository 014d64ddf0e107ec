/** A number as a paper prints it: '8.10' keeps how it was rounded. */
export type Printed = string;

export type PublishedValue =
  | { readonly kind: 'mean-sd'; readonly mean: Printed; readonly sd: Printed }
  | {
      readonly kind: 'mean-range';
      readonly mean: Printed;
      readonly low: Printed;
      readonly high: Printed;
    }
  | { readonly kind: 'range'; readonly low: Printed; readonly high: Printed }
  | {
      readonly kind: 'quartiles';
      readonly median: Printed;
      readonly q1: Printed;
      readonly q3: Printed;
    }
  | {
      readonly kind: 'share';
      /** Null where the paper prints a percentage without counts. */
      readonly events: number | null;
      readonly total: number | null;
      readonly percent: Printed | null;
    }
  | { readonly kind: 'number'; readonly value: Printed; readonly unit?: string }
  | { readonly kind: 'p'; readonly p: Printed; readonly isBelow?: true }
  | {
      readonly kind: 'odds-ratio';
      readonly oddsRatio: Printed;
      readonly low: Printed;
      readonly high: Printed;
      readonly p: Printed | null;
    }
  /** What was done, not what came of it: the row's label says it with its numbers. */
  | { readonly kind: 'rule' };

export interface PublishedRow {
  readonly id: string;
  readonly label: string;
  /** By column of the section; a figure's id is `row.column`. */
  readonly cells: Readonly<Record<string, PublishedValue>>;
  /** Not printed: what follows from printed counts by subtraction, or, of a rate, the only counts that give it. */
  readonly isDerived?: true;
}

export interface PublishedSection {
  readonly id: string;
  readonly title: string;
  /** Head of each column of cells; a sentence has the one column `value` without a head. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly PublishedRow[];
}

export const misprintKinds = [
  'inconsistency',
  'unit misprint',
  'unit missing',
  'rounding',
  'denominator',
  'percent',
  'p-value',
  'digit swap',
  'missing',
  'misprint',
  'wrong reference',
] as const;

export interface PublishedIssue {
  readonly id: string;
  readonly kind: (typeof misprintKinds)[number];
  readonly sentence: string;
  /** Rows or figures it is marked at; none where it is about the text as a whole. */
  readonly marks: readonly string[];
}

export interface EventCount {
  readonly label: string;
  readonly events: number;
  readonly total: number;
}

export interface Summary {
  readonly label: string;
  readonly mean: Printed;
  readonly sd: Printed;
  readonly total: number;
}

/** Counts or summaries from which R computes a printed test again, or one that the paper leaves out. */
export interface Recomputation {
  readonly id: string;
  readonly title: string;
  /** As printed; null where the paper prints nothing. */
  readonly printed: string | null;
  readonly of:
    | { readonly kind: 'counts'; readonly groups: readonly EventCount[] }
    | { readonly kind: 'summaries'; readonly groups: readonly [Summary, Summary] }
    | { readonly kind: 'nothing' };
  /** Methods by the keys of R's answer, in the order in which they are shown. */
  readonly methods: readonly string[];
  readonly verdict: 'reproduces' | 'does not reproduce' | 'not reproducible' | 'not published';
  /** The method whose answer is the printed one. */
  readonly reproducedBy: string | null;
  readonly note: string;
}

export interface PublishedPaper {
  readonly id: 'S0' | 'S1' | 'S2';
  /** Code of the protocol whose cohorts it stands beside. */
  readonly protocol: string;
  readonly title: string;
  readonly software: string;
  readonly sections: readonly PublishedSection[];
  readonly issues: readonly PublishedIssue[];
  readonly recomputations: readonly Recomputation[];
}

export interface PublishedFigure {
  readonly id: string;
  readonly section: PublishedSection;
  readonly row: PublishedRow;
  readonly column: string;
  readonly value: PublishedValue;
}

export function figuresOf(paper: PublishedPaper): PublishedFigure[] {
  return paper.sections.flatMap((section) =>
    section.rows.flatMap((row) =>
      Object.entries(row.cells).map(([column, value]) => ({
        id: `${row.id}.${column}`,
        section,
        row,
        column,
        value,
      })),
    ),
  );
}

export function meanSd(mean: Printed, sd: Printed): PublishedValue {
  return { kind: 'mean-sd', mean, sd };
}

export function meanRange(mean: Printed, low: Printed, high: Printed): PublishedValue {
  return { kind: 'mean-range', mean, low, high };
}

export function range(low: Printed, high: Printed): PublishedValue {
  return { kind: 'range', low, high };
}

export function quartiles(median: Printed, q1: Printed, q3: Printed): PublishedValue {
  return { kind: 'quartiles', median, q1, q3 };
}

export function share(
  events: number | null,
  total: number | null,
  percent: Printed | null = null,
): PublishedValue {
  return { kind: 'share', events, total, percent };
}

export function number(value: Printed, unit?: string): PublishedValue {
  return { kind: 'number', value, ...(unit === undefined ? {} : { unit }) };
}

export function p(printed: Printed): PublishedValue {
  return { kind: 'p', p: printed };
}

export function pBelow(printed: Printed): PublishedValue {
  return { kind: 'p', p: printed, isBelow: true };
}

export function oddsRatio(
  ratio: Printed,
  low: Printed,
  high: Printed,
  pValue: Printed | null = null,
): PublishedValue {
  return { kind: 'odds-ratio', oddsRatio: ratio, low, high, p: pValue };
}

export const rule: PublishedValue = { kind: 'rule' };

export function sentence(id: string, label: string, value: PublishedValue): PublishedRow {
  return { id, label, cells: { value } };
}

export function derived(row: PublishedRow): PublishedRow {
  return { ...row, isDerived: true };
}
