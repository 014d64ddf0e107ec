import type { Contrast } from '../plan-options';
import type { AnalysisResults, CannotSay, Figure } from '../results';
import { standardAnalyses } from '../standard-plan';
import { ratioTicks } from './scale';

/** An odds ratio with its 95% limits, or why there is none. */
export type Ratio =
  | { readonly kind: 'ratio'; readonly value: number; readonly low: number; readonly high: number }
  | { readonly kind: 'cannot-say'; readonly reason: CannotSay };

export interface ForestRow {
  readonly key: string;
  readonly label: string;
  /** Which interval, by its name. */
  readonly method: string;
  readonly origin: 'snapshot' | 'published';
  readonly ratio: Ratio;
}

export interface ForestPicture {
  readonly rows: readonly ForestRow[];
  readonly axis: readonly number[];
}

/** A ratio as a paper printed it. */
export interface PublishedRatio {
  readonly label: string;
  readonly method: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface Place {
  readonly analysis: string;
  readonly row: string;
  readonly column: string;
}

/**
 * The odds ratios of the first group against the second: crude by three methods, adjusted, weighted, and as
 * printed. Null where R gave no ratio at all and nothing is printed, which a table says in words.
 */
export function forest(
  results: AnalysisResults,
  { column, first }: Contrast,
  isFlag: boolean,
  published: readonly PublishedRatio[],
): ForestPicture | null {
  const crude: Place = { analysis: standardAnalyses.contrast, row: '', column: 'test' };
  const adjusted: Place = {
    analysis: standardAnalyses.logistic,
    row: isFlag ? column : `${column}=${first}`,
    column: 'all',
  };
  const weighted: Place = { analysis: standardAnalyses.weighting, row: 'model', column: 'all' };
  const own = [
    row('woolf', 'Crude', 'Wald (Woolf)', crude, [
      'odds-ratio.value',
      'or-ci-woolf-wald.low',
      'or-ci-woolf-wald.high',
    ]),
    row('profile', 'Crude', 'profile likelihood', crude, [
      'odds-ratio.value',
      'or-ci-profile-likelihood.low',
      'or-ci-profile-likelihood.high',
    ]),
    row('exact', 'Crude', 'conditional, exact', crude, [
      'or-conditional-exact.value',
      'or-conditional-exact.low',
      'or-conditional-exact.high',
    ]),
    row('adjusted', 'Adjusted (logistic regression)', 'profile likelihood', adjusted, [
      'odds-ratio',
      'profile-low',
      'profile-high',
    ]),
    row('weighted', 'Weighted (inverse probability)', 'robust', weighted, [
      'odds-ratio',
      'low',
      'high',
    ]),
  ].filter(({ key }) => key !== 'weighted' || results.of(standardAnalyses.weighting).length > 0);
  const printed = published.map(
    ({ label, method, ...ratio }, index): ForestRow => ({
      key: `published-${index}`,
      label,
      method,
      origin: 'published',
      ratio: { kind: 'ratio', ...ratio },
    }),
  );
  const rows = [...own, ...printed];
  const drawn = rows.flatMap(({ ratio }) => (ratio.kind === 'ratio' ? [ratio] : []));
  if (drawn.length === 0) {
    return null;
  }
  return { rows, axis: axisOf(drawn) };

  function row(
    key: string,
    label: string,
    method: string,
    place: Place,
    [value, low, high]: readonly [string, string, string],
  ): ForestRow {
    const figures = [value, low, high].map((statistic) => results.figure({ ...place, statistic }));
    return {
      key,
      label,
      method,
      origin: 'snapshot',
      ratio: ratioOf(figures, reasonOf(results, place)),
    };
  }
}

/** What stopped the whole analysis stands in one line of its own, without a statistic. */
function reasonOf(results: AnalysisResults, { analysis }: Place): CannotSay | null {
  const stopped = results.figure({ analysis, row: '', column: '', statistic: '' });
  return stopped.kind === 'cannot-say' && results.of(analysis).length === 1 ? stopped.reason : null;
}

function ratioOf(figures: readonly Figure[], stopped: CannotSay | null): Ratio {
  const [value, low, high] = figures.map((figure) =>
    figure.kind === 'number' ? figure.value : null,
  );
  if (isPositive(value) && isPositive(low) && isPositive(high)) {
    return { kind: 'ratio', value, low, high };
  }
  const why = figures.find((figure) => figure.kind === 'cannot-say');
  return {
    kind: 'cannot-say',
    reason: stopped ?? (why?.kind === 'cannot-say' ? why.reason : 'zero-cell'),
  };
}

function isPositive(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && value > 0;
}

/** A hundred-fold at most to either side of 1; a longer interval ends in an arrow. */
const farthest = 100;

function axisOf(
  ratios: readonly { readonly low: number; readonly value: number; readonly high: number }[],
) {
  const within = (ratio: number) => Math.min(Math.max(ratio, 1 / farthest), farthest);
  return ratioTicks(ratios.flatMap(({ low, value, high }) => [low, value, high].map(within)));
}
