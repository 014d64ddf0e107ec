import { AnalysisResults, type CannotSay, cannotSayReasons } from '@/lib/analysis/results';

/** One figure of a hand-made answer: row, column, statistic and the number, word or reason. */
export type MadeFigure = readonly [string, string, string, number | string];

const reasons: readonly string[] = cannotSayReasons;

/** R's answer as a test writes it down. */
export function madeResults(
  byAnalysis: Readonly<Record<string, readonly MadeFigure[]>>,
): AnalysisResults {
  return new AnalysisResults(
    Object.entries(byAnalysis).flatMap(([analysis, figures]) =>
      figures.map(([row, column, statistic, said]) => {
        const isReason = typeof said === 'string' && reasons.includes(said);
        return {
          analysis,
          row,
          column,
          statistic,
          value: typeof said === 'number' ? said : null,
          text: typeof said === 'string' && !isReason ? said : null,
          reason: isReason ? (said as CannotSay) : null,
          precision: 'closed' as const,
        };
      }),
    ),
  );
}
