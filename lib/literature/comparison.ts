import type { Analysis } from '@/lib/analysis/analysis';
import { roundedText } from '@/lib/analysis/number-text';
import { reasonWords } from '@/lib/analysis/reason-words';
import type { AnalysisResults } from '@/lib/analysis/results';
import { isSmall } from '@/lib/analysis/suppression';
import { invariant } from '@/lib/core/invariant';
import {
  type ClinicData,
  type ClinicFigure,
  clinicFigure,
  clinicText,
  pAs,
  printedText,
  shareAs,
} from './clinic-figure';
import { recomputedPlace } from './literature-plan';
import {
  figuresOf,
  type PublishedFigure,
  type PublishedIssue,
  type PublishedPaper,
} from './published-paper';
import { readings } from './readings/readings';

export const verdicts = [
  'same',
  'differs',
  'not compared',
  'misprint',
  'not reproducible',
] as const;
export type Verdict = (typeof verdicts)[number];

export interface ComparedFigure {
  readonly id: string;
  /** Head of the column in the paper; empty for a sentence. */
  readonly column: string;
  readonly printed: string;
  readonly clinic: { readonly text: string | null; readonly why: string | null };
  /** By R or, of a percentage, by division, from the printed counts; null where none are printed. */
  readonly recomputed: { readonly text: string; readonly method: string | null } | null;
  /** Clinic minus paper, with its 95% interval by R. */
  readonly difference: string | null;
  readonly verdict: Verdict;
  readonly why: string | null;
  readonly issues: readonly PublishedIssue[];
}

export interface ComparedRow {
  readonly id: string;
  readonly label: string;
  readonly issues: readonly PublishedIssue[];
  /** The paper does not print it; it follows from what it prints. */
  readonly isDerived: boolean;
  /** None where the row says what was done and not what came of it. */
  readonly figures: readonly ComparedFigure[];
}

export interface ComparedSection {
  readonly id: string;
  readonly title: string;
  readonly issues: readonly PublishedIssue[];
  readonly rows: readonly ComparedRow[];
  /** The snapshot has a count that is too small to be shown, and something here could tell it. */
  readonly isSuppressed: boolean;
}

export interface PaperComparison {
  readonly paper: PublishedPaper;
  readonly sections: readonly ComparedSection[];
  /** About the text as a whole. */
  readonly issues: readonly PublishedIssue[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

export type ClinicFigures = ReadonlyMap<string, ClinicFigure>;

/** Of every figure of the paper that is a result. */
export function clinicFigures(paper: PublishedPaper, data: ClinicData): ClinicFigures {
  const { sources } = readings[paper.id];
  return new Map(
    resultsOf(paper).map((figure) => {
      const source = sources[figure.id];
      invariant(source !== undefined, `${figure.id} comes from somewhere`);
      return [figure.id, clinicFigure(figure, source, data)];
    }),
  );
}

/** The columns by which the men have to be grouped, each list once. */
export function groupingsOf(paper: PublishedPaper): readonly (readonly string[])[] {
  const lists = Object.values(readings[paper.id].sources).flatMap((source) =>
    source.from === 'groups' ? [source.columns] : [],
  );
  return [...new Map(lists.map((columns) => [columns.join(' '), columns])).values()];
}

const shareDifferences = 'share-differences';
const meanDifferences = 'mean-differences';

/** What R is asked once the clinic's figures are known: how far they lie from the printed ones. */
export function differencePlan(paper: PublishedPaper, clinic: ClinicFigures): Analysis[] {
  const figures = resultsOf(paper);
  const shares = figures.flatMap(({ id, value }) => {
    const own = clinic.get(id);
    return own?.kind === 'share' &&
      value.kind === 'share' &&
      value.events !== null &&
      value.total !== null &&
      own.total > 0
      ? [{ id, own, events: value.events, total: value.total }]
      : [];
  });
  const means = figures.flatMap(({ id, value }) => {
    const own = clinic.get(id);
    return own?.kind === 'mean-sd' && value.kind === 'mean-sd' && own.printedTotal !== null
      ? [{ id, own, mean: Number(value.mean), sd: Number(value.sd), total: own.printedTotal }]
      : [];
  });
  return [
    ...(shares.length === 0
      ? []
      : [
          {
            id: shareDifferences,
            method: 'differences' as const,
            arguments: {
              labels: shares.map(({ id }) => id),
              events: shares.map(({ own }) => own.events),
              totals: shares.map(({ own }) => own.total),
              other_events: shares.map(({ events }) => events),
              other_totals: shares.map(({ total }) => total),
            },
          },
        ]),
    ...(means.length === 0
      ? []
      : [
          {
            id: meanDifferences,
            method: 'differences' as const,
            arguments: {
              labels: means.map(({ id }) => id),
              mean: means.map(({ own }) => own.mean),
              sd: means.map(({ own }) => own.sd),
              n: means.map(({ own }) => own.total),
              other_mean: means.map(({ mean }) => mean),
              other_sd: means.map(({ sd }) => sd),
              other_n: means.map(({ total }) => total),
            },
          },
        ]),
    ...figures.flatMap(({ id }): Analysis[] => {
      const own = clinic.get(id);
      return own?.kind === 'counts-to-test'
        ? [
            {
              id: testId(id),
              method: 'two-groups',
              arguments: {
                labels: ['first', 'second'],
                events: own.groups.map(({ events }) => events),
                totals: own.groups.map(({ total }) => total),
              },
            },
          ]
        : [];
    }),
  ];
}

function testId(id: string): string {
  return `test-${id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}

interface Answers {
  /** Of the literature plan. */
  readonly results: AnalysisResults;
  /** Of the difference plan. */
  readonly differences: AnalysisResults;
  /** Counts below it are not shown; null shows all. */
  readonly smallestCell: number | null;
}

export function comparePaper(
  paper: PublishedPaper,
  clinic: ClinicFigures,
  answers: Answers,
): PaperComparison {
  const figures = new Map(figuresOf(paper).map((figure) => [figure.id, figure]));
  const { smallestCell } = answers;
  const isLimited = [...clinic.values()].some((own) => holdsSmallCount(own, smallestCell));
  const isHidden = (own: ClinicFigure) => isLimited && tellsCounts(own, smallestCell);
  const sections = paper.sections.map((section): ComparedSection => {
    const own = section.rows.flatMap(({ id, cells }) =>
      Object.keys(cells).flatMap((column) => clinic.get(`${id}.${column}`) ?? []),
    );
    return {
      id: section.id,
      title: section.title,
      issues: issuesAt(paper, section.id),
      isSuppressed: own.some(isHidden),
      rows: section.rows.map((row) => ({
        id: row.id,
        label: row.label,
        isDerived: row.isDerived === true,
        issues: issuesAt(paper, row.id),
        figures: Object.keys(row.cells).flatMap((column) => {
          const figure = figures.get(`${row.id}.${column}`);
          const own = clinic.get(`${row.id}.${column}`);
          return figure === undefined || own === undefined
            ? []
            : [comparedFigure(paper, figure, isHidden(own) ? suppressed : own, answers)];
        }),
      })),
    };
  });
  const all = sections.flatMap(({ rows }) => rows.flatMap((row) => row.figures));
  const countOf = (verdict: Verdict) => all.filter((figure) => figure.verdict === verdict).length;
  return {
    paper,
    sections,
    issues: paper.issues.filter(({ marks }) => marks.length === 0),
    counts: {
      same: countOf('same'),
      differs: countOf('differs'),
      'not compared': countOf('not compared'),
      misprint: countOf('misprint'),
      'not reproducible': countOf('not reproducible'),
    },
  };
}

const suppressed: ClinicFigure = {
  kind: 'nowhere',
  why: 'Not shown: a count of this snapshot is below the limit of its cohort.',
};

/** Zero is nobody and is shown (docs/decisions/035). A share tells both its events and the rest. */
function holdsSmallCount(figure: ClinicFigure, smallestCell: number | null): boolean {
  if (smallestCell === null) {
    return false;
  }
  return (
    (figure.kind === 'share' &&
      (isSmall(figure.events, smallestCell) ||
        isSmall(figure.total - figure.events, smallestCell))) ||
    (figure.kind === 'number' && isSmall(figure.value, smallestCell))
  );
}

/** The sections count the same men in many ways: with one small count, only means of enough men say nothing of it. */
function tellsCounts(figure: ClinicFigure, smallestCell: number | null): boolean {
  return !(figure.kind === 'mean-sd' && figure.total >= (smallestCell ?? 0));
}

function comparedFigure(
  paper: PublishedPaper,
  figure: PublishedFigure,
  own: ClinicFigure,
  answers: Answers,
): ComparedFigure {
  const { id, section, column, value } = figure;
  const printed = printedText(value);
  const clinic = clinicCell(figure, own, answers);
  const recomputed = recomputedCell(paper, figure, answers);
  const irreproducible = readings[paper.id].irreproducible[id];
  const issues = issuesAt(paper, id);
  const isMisprint = recomputed !== null && recomputed.text !== printed;
  const verdict: Verdict =
    irreproducible !== undefined
      ? 'not reproducible'
      : isMisprint
        ? 'misprint'
        : clinic.text === null
          ? 'not compared'
          : clinic.text === printed
            ? 'same'
            : 'differs';
  return {
    id,
    column: section.columns[column] ?? '',
    printed,
    clinic,
    recomputed,
    difference: clinic.text === null ? null : differenceText(figure, own, answers.differences),
    verdict,
    why: irreproducible ?? null,
    issues,
  };
}

function clinicCell(
  { id, value }: PublishedFigure,
  own: ClinicFigure,
  { differences }: Answers,
): ComparedFigure['clinic'] {
  switch (own.kind) {
    case 'nowhere':
      return { text: null, why: own.why };
    case 'cannot-say':
      return { text: null, why: reasonWords[own.reason].sentence };
    case 'counts-to-test': {
      const found = differences.figure({
        analysis: testId(id),
        row: '',
        column: 'test',
        statistic: own.statistic,
      });
      return found.kind === 'number' && value.kind === 'p'
        ? { text: pAs(found.value, value), why: null }
        : {
            text: null,
            why: reasonWords[found.kind === 'cannot-say' ? found.reason : 'failed'].sentence,
          };
    }
    default:
      return { text: clinicText(own, value), why: null };
  }
}

function recomputedCell(
  paper: PublishedPaper,
  { id, value }: PublishedFigure,
  { results }: Answers,
): ComparedFigure['recomputed'] {
  if (value.kind === 'share') {
    const { events, total, percent } = value;
    return events === null || total === null || percent === null
      ? null
      : { text: shareAs({ events, total }, value), method: null };
  }
  const by = readings[paper.id].recomputed[id];
  const recomputation = paper.recomputations.find((it) => it.id === by?.recomputation);
  if (by === undefined || recomputation === undefined) {
    return null;
  }
  const of = (statistic: string) => {
    const found = results.figure(recomputedPlace(recomputation, statistic));
    return found.kind === 'number' ? found.value : null;
  };
  if (value.kind === 'p') {
    const p = of(`${by.method}.p`);
    return p === null ? null : { text: pAs(p, value), method: by.method };
  }
  const [oddsRatio, low, high, p] = [
    of('odds-ratio.value'),
    of(`${by.method}.low`),
    of(`${by.method}.high`),
    of('likelihood-ratio.p'),
  ];
  const text =
    oddsRatio === null || low === null || high === null
      ? null
      : clinicText({ kind: 'odds-ratio', oddsRatio, low, high, p }, value);
  return text === null ? null : { text, method: by.method };
}

function differenceText(
  { id, value }: PublishedFigure,
  own: ClinicFigure,
  differences: AnalysisResults,
): string | null {
  const of = (analysis: string, statistic: string) => {
    const found = differences.figure({ analysis, row: id, column: 'test', statistic });
    return found.kind === 'number' ? found.value : null;
  };
  if (own.kind === 'share' && value.kind === 'share') {
    const [difference, low, high] = ['value', 'low', 'high'].map((end) =>
      of(shareDifferences, `risk-difference.${end}`),
    );
    return intervalText(difference, low, high, (share) => roundedText(share * 100, 1), ' points');
  }
  if (own.kind === 'mean-sd' && value.kind === 'mean-sd') {
    const [difference, low, high] = ['value', 'low', 'high'].map((end) =>
      of(meanDifferences, `difference.${end}`),
    );
    const digits = value.mean.split('.')[1]?.length ?? 0;
    return intervalText(difference, low, high, (mean) => roundedText(mean, digits + 1), '');
  }
  return null;
}

function intervalText(
  difference: number | null | undefined,
  low: number | null | undefined,
  high: number | null | undefined,
  text: (value: number) => string,
  unit: string,
): string | null {
  return difference === null ||
    difference === undefined ||
    low === null ||
    low === undefined ||
    high === null ||
    high === undefined
    ? null
    : `${text(difference)}${unit} (${text(low)} to ${text(high)})`;
}

function issuesAt({ issues }: PublishedPaper, place: string): PublishedIssue[] {
  return issues.filter(({ marks }) => marks.includes(place));
}

function resultsOf(paper: PublishedPaper): PublishedFigure[] {
  return figuresOf(paper).filter(({ value }) => value.kind !== 'rule');
}
