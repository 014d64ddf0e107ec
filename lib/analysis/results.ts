/** Why there is no number; the reason stands in its place. */
export const cannotSayReasons = [
  'no-patients',
  'one-patient',
  'empty-group',
  'one-group',
  'no-values',
  'no-pairs',
  'constant',
  'no-events',
  'only-events',
  'zero-cell',
  'separation',
  /** The other columns determine this one: no coefficient of its own. */
  'collinear',
  'not-converged',
  'too-few-values',
  'too-large-for-exact',
  'too-large-for-profile',
  /** A curve, or its limit, stays above one half. */
  'not-reached',
  /** Everybody had the event by then: no interval. */
  'nobody-left',
  'unknown-column',
  'failed',
] as const;
export type CannotSay = (typeof cannotSayReasons)[number];

/** How closely two programs must agree: a closed formula to 10 digits, an iterative fit to 6. */
export const precisions = ['closed', 'iterative'] as const;
export type Precision = (typeof precisions)[number];

/** One line of R's answer. Exactly one of value, text and reason is set. */
export interface ResultRow {
  readonly analysis: string;
  /** What the line is about: a variable, a level of it ("etiology=idiopathic"), a coefficient, a time. */
  readonly row: string;
  /** A group, "all", or "test". */
  readonly column: string;
  readonly statistic: string;
  readonly value: number | null;
  readonly text: string | null;
  readonly reason: CannotSay | null;
  readonly precision: Precision;
}

export type Figure =
  | { readonly kind: 'number'; readonly value: number; readonly precision: Precision }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'cannot-say'; readonly reason: CannotSay };

export type FigurePlace = Pick<ResultRow, 'analysis' | 'row' | 'column' | 'statistic'>;

/** R's whole answer, found by place. */
export class AnalysisResults {
  readonly rows: readonly ResultRow[];
  readonly #rows: ReadonlyMap<string, ResultRow>;

  constructor(rows: readonly ResultRow[]) {
    this.rows = rows;
    this.#rows = new Map(rows.map((row) => [keyOf(row), row]));
  }

  /** What R said there, why it said nothing of the whole analysis, or that it said nothing. */
  figure(place: FigurePlace): Figure {
    const whole = { analysis: place.analysis, row: '', column: '', statistic: '' };
    const row = this.#rows.get(keyOf(place)) ?? this.#rows.get(keyOf(whole));
    if (row === undefined) {
      return { kind: 'cannot-say', reason: 'failed' };
    }
    if (row.value !== null) {
      return { kind: 'number', value: row.value, precision: row.precision };
    }
    return row.text === null
      ? { kind: 'cannot-say', reason: row.reason ?? 'failed' }
      : { kind: 'text', text: row.text };
  }

  of(analysis: string): ResultRow[] {
    return this.rows.filter((row) => row.analysis === analysis);
  }
}

function keyOf({ analysis, row, column, statistic }: FigurePlace): string {
  return [analysis, row, column, statistic].join('\t');
}
