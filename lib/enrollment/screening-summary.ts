import type { CivilDate } from '@/lib/dates/civil-date';
import type { ScreeningCategory } from './screening';

/** Men of one reason in one period, as the log adds them up. */
export interface ScreeningCount {
  readonly protocol: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly category: ScreeningCategory;
  readonly men: number;
}

export type CountsByCategory = Readonly<Partial<Record<ScreeningCategory, number>>>;

export interface ScreeningPeriod {
  /** `2026-11`, or `2016-01 to 2019-12` for a count over several months. */
  readonly label: string;
  readonly counts: CountsByCategory;
  readonly men: number;
}

export interface ScreeningSummary {
  /** Looked at: everybody below. */
  readonly screened: number;
  readonly enrolled: number;
  readonly neverEnrolled: number;
  readonly counts: CountsByCategory;
  /** The newest first. */
  readonly periods: readonly ScreeningPeriod[];
  /** What the counts cover; null without any. Enrollments are counted whenever they were. */
  readonly covers: { readonly from: CivilDate; readonly to: CivilDate } | null;
}

/** The counts of one protocol by reason and month; screened = enrolled + never enrolled by construction. */
export function summarizeScreening(
  counts: readonly ScreeningCount[],
  enrolled: number,
): ScreeningSummary {
  const neverEnrolled = menOf(counts);
  const labels = [...new Set(counts.map(periodOf))].sort().reverse();
  const froms = counts.map(({ from }) => from).sort();
  const tos = counts.map(({ to }) => to).sort();
  const [first, last] = [froms[0], tos.at(-1)];
  return {
    screened: enrolled + neverEnrolled,
    enrolled,
    neverEnrolled,
    counts: byCategory(counts),
    periods: labels.map((label) => {
      const own = counts.filter((count) => periodOf(count) === label);
      return { label, counts: byCategory(own), men: menOf(own) };
    }),
    covers: first !== undefined && last !== undefined ? { from: first, to: last } : null,
  };
}

/** The month of a count, or its months where it spans several. */
export function periodOf({ from, to }: Pick<ScreeningCount, 'from' | 'to'>): string {
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
  return first === last ? first : `${first} to ${last}`;
}

function byCategory(counts: readonly ScreeningCount[]): CountsByCategory {
  const sums: Partial<Record<ScreeningCategory, number>> = {};
  for (const { category, men } of counts) {
    sums[category] = (sums[category] ?? 0) + men;
  }
  return sums;
}

function menOf(counts: readonly ScreeningCount[]): number {
  return counts.reduce((sum, { men }) => sum + men, 0);
}
