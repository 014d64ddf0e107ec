import type { CannotSay, ResultRow } from '@/lib/analysis/results';

/** Lines of an answer of R, all of one row and column. */
export function said(
  analysis: string,
  row: string,
  column: string,
  values: Readonly<Record<string, number | CannotSay>>,
): ResultRow[] {
  return Object.entries(values).map(([statistic, value]) => ({
    analysis,
    row,
    column,
    statistic,
    value: typeof value === 'number' ? value : null,
    text: null,
    reason: typeof value === 'number' ? null : value,
    precision: 'closed',
  }));
}
