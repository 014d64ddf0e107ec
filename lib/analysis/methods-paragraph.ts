import { standardAnalyses } from './standard-plan';
import { isSmall } from './suppression';
import type { StatTable } from './tables/stat-table';

export interface MethodsInput {
  readonly programVersion: string;
  /** As R said it; null where R gave no answer. */
  readonly rVersion: string | null;
  readonly snapshot: {
    readonly name: string;
    readonly members: number;
    readonly cutOff: string;
    readonly takenOn: string;
    readonly hash: string;
    readonly protocolVersion: string;
  };
  readonly smallestCell: number | null;
  readonly tables: readonly Pick<StatTable, 'id' | 'sentence' | 'isSuppressed'>[];
}

/** What a paper's section on methods needs, one paragraph each: data, software, tests, presentation. */
export function methodsParagraphs(input: MethodsInput): string[] {
  const { snapshot, smallestCell } = input;
  return [
    `The data are the snapshot “${snapshot.name}” of ${menText(snapshot.members, smallestCell)} (columns of protocol version ${snapshot.protocolVersion}), taken on ${snapshot.takenOn} with what had happened and was recorded up to ${snapshot.cutOff} (data cut-off). It cannot be changed; its SHA-256 is ${snapshot.hash}.`,
    `Sertoli ${input.programVersion} prepared the data and ${input.rVersion === null ? 'R' : `R ${input.rVersion}`} computed every statistic with its base and stats packages (compiled to WebAssembly; no other package). The scripts, the data and the expected results can be downloaded and run with any R from version 4.2.`,
    sentencesOf(input.tables).join(' '),
    `Numbers of R are rounded half away from zero. p-values are written to three decimals, beyond them as <0.001 and >0.999. Quartiles are of type 7 of R. Missing values are left out of a statistic and counted; none is imputed.${suppressionSentence(smallestCell)}`,
  ].filter((paragraph) => paragraph !== '');
}

/** Fewer than the limit are not said. */
export function menText(men: number, smallestCell: number | null): string {
  if (smallestCell !== null && isSmall(men, smallestCell)) {
    return `fewer than ${smallestCell} men`;
  }
  return men === 1 ? '1 man' : `${men} men`;
}

/** Of the tests and estimates that the tables show. */
function sentencesOf(tables: MethodsInput['tables']): string[] {
  const tested = tables.filter(({ sentence, isSuppressed }) => sentence === null && !isSuppressed);
  const has = (id: string) => tested.some((table) => table.id === id);
  const shown = [
    has(standardAnalyses.baseline)
      ? 'Groups were compared in numbers by the Wilcoxon rank-sum test (two groups; two-sided, normal approximation with continuity and tie correction) or the Kruskal–Wallis test (more), and in shares by Pearson’s chi-square test without continuity correction where every expected count was at least 5, else by Fisher’s exact test or that of Freeman and Halton, two-sided.'
      : '',
    has(standardAnalyses.labs)
      ? 'Laboratory values before and on treatment were compared in the men with both, by the paired t-test and the Wilcoxon signed-rank test, both two-sided.'
      : '',
    has('outcomes')
      ? 'Outcomes are given of the completers with a known outcome and by intention to treat, unknown counting as not reached, with Wilson’s and Clopper and Pearson’s 95% intervals.'
      : '',
    tested.some(({ id }) => id.startsWith('by-'))
      ? 'Shares by category were compared by the Fisher–Freeman–Halton test, Pearson’s chi-square test and its exact form.'
      : '',
    has(standardAnalyses.contrast)
      ? 'Two groups were compared by the tests and intervals that the table names one by one.'
      : '',
    has(standardAnalyses.logistic)
      ? 'Adjusted odds ratios are of logistic regression by maximum likelihood in the men with all covariates, with profile-likelihood and Wald intervals.'
      : '',
    has(standardAnalyses.weighting)
      ? 'The same comparison was weighted by the inverse of the probability of the group (stabilized weights, average effect in everybody, robust standard errors); balance is given as standardized differences before and after.'
      : '',
    has(standardAnalyses.firstMotile) || has(standardAnalyses.delivery)
      ? 'Times were estimated by the method of Kaplan and Meier and compared by the log-rank test.'
      : '',
    has(standardAnalyses.sideEffects)
      ? 'Side effects were confirmed by a person and graded by CTCAE; a man counts with his worst grade of each term.'
      : '',
    'No p-value is corrected for the number of tests.',
  ];
  return shown.filter((sentence) => sentence !== '');
}

function suppressionSentence(smallestCell: number | null): string {
  return smallestCell === null
    ? ''
    : ` Counts from 1 to ${smallestCell - 1} are not shown, nor others that such a one could be computed from within its table; a table with a count that is not shown carries no test, no estimate and no interval.`;
}
