/** Responders of one month after the first dose; null where the month of the response is not known. */
export interface MonthCount {
  readonly month: number | null;
  readonly men: number;
}

export interface ResponseMonth {
  readonly month: number;
  readonly responders: number;
  /** Responders up to and including this month. */
  readonly cumulative: number;
}

export interface ResponseTimePicture {
  /** Every month from the first to the last one with a response, also those without. */
  readonly months: readonly ResponseMonth[];
  readonly responders: number;
  readonly undated: number;
}

/** How many had responded by which month; null where no response has a month. */
export function responseTime(counts: readonly MonthCount[]): ResponseTimePicture | null {
  const dated = counts.flatMap(({ month, men }) =>
    month === null || men === 0 ? [] : [{ month, men }],
  );
  if (dated.length === 0) {
    return null;
  }
  const first = Math.min(1, ...dated.map(({ month }) => month));
  const last = Math.max(...dated.map(({ month }) => month));
  let cumulative = 0;
  const months = Array.from({ length: last - first + 1 }, (_, index) => {
    const month = first + index;
    const responders = menOf(dated.filter((count) => count.month === month));
    cumulative += responders;
    return { month, responders, cumulative };
  });
  const undated = menOf(counts.filter(({ month }) => month === null));
  return { months, responders: cumulative + undated, undated };
}

function menOf(counts: readonly { readonly men: number }[]): number {
  return counts.reduce((sum, { men }) => sum + men, 0);
}
