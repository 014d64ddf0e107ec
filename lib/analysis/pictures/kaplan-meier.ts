import type { AnalysisResults, Figure, ResultRow } from '../results';

export interface CurvePoint {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  /** Share with the event up to and including this time, one minus the Kaplan–Meier estimate. */
  readonly cumulative: number;
  /** 95% limits of it; null where nobody is left to say. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface Curve {
  readonly key: string;
  readonly label: string;
  readonly men: number;
  readonly events: number;
  readonly points: readonly CurvePoint[];
  /** At the times asked for. */
  readonly atRisk: readonly { readonly time: number; readonly men: number }[];
  readonly median: Figure;
}

export interface KaplanMeierPicture {
  readonly curves: readonly Curve[];
  /** Times under which the numbers at risk stand; the last is the end of the axis. */
  readonly times: readonly number[];
  readonly logRank: Figure;
}

/**
 * The curves of one analysis by `survival`, every number as R gave it; null where R gave none.
 *
 * @param groups the levels of the grouping column in their order; null where there are no groups.
 */
export function kaplanMeier(
  results: AnalysisResults,
  analysis: string,
  groups: readonly { readonly key: string; readonly label: string }[] | null,
): KaplanMeierPicture | null {
  const rows = results.of(analysis);
  const curves = (groups ?? [{ key: 'all', label: 'All men' }])
    .map((group) => curveOf(rows, group, results, analysis))
    .filter(({ points }) => points.length > 0);
  if (curves.length === 0) {
    return null;
  }
  const end = Math.max(...curves.flatMap(({ points }) => points.map(({ time }) => time)));
  const asked = [...new Set(curves.flatMap(({ atRisk }) => atRisk.map(({ time }) => time)))].sort(
    (one, other) => one - other,
  );
  const last = asked.findIndex((time) => time >= end);
  return {
    curves,
    times: last === -1 ? [...asked, end] : asked.slice(0, last + 1),
    logRank: results.figure({ analysis, row: 'log-rank', column: 'test', statistic: 'p' }),
  };
}

const statistics = [
  'at-risk',
  'events',
  'censored',
  'cumulative',
  'cumulative-low',
  'cumulative-high',
] as const;
type Statistic = (typeof statistics)[number];

function curveOf(
  rows: readonly ResultRow[],
  { key, label }: { readonly key: string; readonly label: string },
  results: AnalysisResults,
  analysis: string,
): Curve {
  const own = rows.filter(({ column }) => column === key);
  const byTime = new Map<number, Partial<Record<Statistic, number>>>();
  const atRisk: { time: number; men: number }[] = [];
  for (const { row, statistic, value } of own) {
    const [kind, time] = row.split('=');
    const known = statistics.find((it) => it === statistic);
    if (time === undefined || value === null || known === undefined) {
      continue;
    }
    if (kind === 'risk') {
      atRisk.push({ time: Number(time), men: value });
    } else if (kind === 't') {
      byTime.set(Number(time), { ...byTime.get(Number(time)), [known]: value });
    }
  }
  const points = [...byTime]
    .sort(([one], [other]) => one - other)
    .flatMap(([time, said]) => {
      const { events, censored, cumulative } = said;
      return cumulative === undefined || events === undefined || censored === undefined
        ? []
        : [
            {
              time,
              atRisk: said['at-risk'] ?? 0,
              events,
              censored,
              cumulative,
              low: said['cumulative-low'] ?? null,
              high: said['cumulative-high'] ?? null,
            },
          ];
    });
  const model = (statistic: string) => {
    const figure = results.figure({ analysis, row: 'model', column: key, statistic });
    return figure.kind === 'number' ? figure.value : 0;
  };
  return {
    key,
    label,
    men: model('n'),
    events: model('events'),
    points,
    atRisk: atRisk.sort((one, other) => one.time - other.time),
    median: results.figure({ analysis, row: 'median', column: key, statistic: 'value' }),
  };
}
