import { roundedText } from '@/lib/analysis/number-text';
import { reasonWords } from '@/lib/analysis/reason-words';
import type { AnalysisResults } from '@/lib/analysis/results';
import { recomputedPlace } from './literature-plan';
import { methodWords } from './method-words';
import type { PublishedPaper, Recomputation } from './published-paper';

export interface RecomputedMethod {
  readonly method: string;
  readonly words: string;
  readonly text: string;
  /** It is the one that gives what the paper prints. */
  readonly isPrinted: boolean;
}

export interface RecomputedTest {
  readonly recomputation: Recomputation;
  /** "115/368 against 34/174", or the means. */
  readonly of: string | null;
  readonly methods: readonly RecomputedMethod[];
}

/** Every test that the paper prints or leaves out, by R from the printed counts and by each method that is in use. */
export function recomputedTests(paper: PublishedPaper, results: AnalysisResults): RecomputedTest[] {
  return paper.recomputations.map((recomputation) => ({
    recomputation,
    of: inputOf(recomputation),
    methods: recomputation.methods.map((method) => ({
      method,
      words: methodWords[method] ?? method,
      text: answerOf(recomputation, method, results),
      isPrinted: method === recomputation.reproducedBy,
    })),
  }));
}

function inputOf({ of }: Recomputation): string | null {
  switch (of.kind) {
    case 'counts':
      return of.groups.map(({ events, total }) => `${events}/${total}`).join(', ');
    case 'summaries':
      return of.groups.map(({ mean, sd, total }) => `${mean} ± ${sd} of ${total}`).join(' and ');
    case 'nothing':
      return null;
  }
}

/** A p-value where the method is a test, else the estimate and its interval. */
function answerOf(recomputation: Recomputation, method: string, results: AnalysisResults): string {
  const figure = (statistic: string) =>
    results.figure(recomputedPlace(recomputation, `${method}.${statistic}`));
  const number = (statistic: string) => {
    const found = figure(statistic);
    return found.kind === 'number' ? found.value : null;
  };
  const p = figure('p');
  if (p.kind === 'number') {
    return p.value < 0.00005 ? 'p <0.0001' : `p ${roundedText(p.value, 4)}`;
  }
  const [value, low, high] = [number('value'), number('low'), number('high')];
  if (value === null && low === null && p.kind === 'cannot-say') {
    return reasonWords[p.reason].cell;
  }
  const interval =
    low === null || high === null ? null : `${roundedText(low, 3)}–${roundedText(high, 3)}`;
  return value === null
    ? (interval ?? '')
    : `${roundedText(value, 3)}${interval === null ? '' : ` (${interval})`}`;
}
