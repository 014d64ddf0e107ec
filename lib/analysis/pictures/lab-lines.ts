import type { AnalysisResults } from '../results';
import { standardAnalyses } from '../standard-plan';
import { ticksAround } from './scale';

/** One man's value before treatment and on it; null where it is missing. */
export interface LabPair {
  readonly subject: string;
  readonly before: number | null;
  readonly after: number | null;
}

export interface LabMoment {
  readonly mean: number;
  readonly sd: number | null;
}

export interface LabPanel {
  /** The column of the value before treatment. */
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** Those drawn: men with both values. */
  readonly lines: readonly {
    readonly subject: string;
    readonly before: number;
    readonly after: number;
  }[];
  /** Of all pairs of the snapshot, as R gave them; null where R says why not. */
  readonly pairs: number;
  readonly before: LabMoment | null;
  readonly after: LabMoment | null;
  readonly axis: readonly number[];
}

/** A panel for each analyte of which somebody has both values. */
export function labPanels(
  results: AnalysisResults,
  analytes: readonly {
    readonly key: string;
    readonly label: string;
    readonly unit: string;
    readonly pairs: readonly LabPair[];
  }[],
): LabPanel[] {
  return analytes.flatMap(({ key, label, unit, pairs }) => {
    const lines = pairs.flatMap(({ subject, before, after }) =>
      before === null || after === null ? [] : [{ subject, before, after }],
    );
    const number = (statistic: string) => {
      const figure = results.figure({
        analysis: standardAnalyses.labs,
        row: key,
        column: 'all',
        statistic,
      });
      return figure.kind === 'number' ? figure.value : null;
    };
    const moment = (when: 'before' | 'after'): LabMoment | null => {
      const mean = number(`mean-${when}`);
      return mean === null ? null : { mean, sd: number(`sd-${when}`) };
    };
    const [before, after] = [moment('before'), moment('after')];
    const values = [
      ...lines.flatMap((line) => [line.before, line.after]),
      ...[before, after].flatMap((it) =>
        it === null ? [] : [it.mean - (it.sd ?? 0), it.mean + (it.sd ?? 0)],
      ),
    ];
    return lines.length === 0
      ? []
      : [
          {
            key,
            label,
            unit,
            lines,
            pairs: number('pairs') ?? lines.length,
            before,
            after,
            axis: ticksAround(Math.min(...values), Math.max(...values), 4),
          },
        ];
  });
}
