import { pEquals } from '../number-text';
import { groupsOf, type PlanOptions, type PlanScope } from '../plan-options';
import { reasonWords } from '../reason-words';
import type { AnalysisResults } from '../results';
import { labPairs, standardAnalyses } from '../standard-plan';
import { AnalysisReader } from '../tables/analysis-reader';
import { columnTitle, lowered } from '../tables/column-title';
import { contrastInWords, twoGroupsTable } from '../tables/contrast-tables';
import { noPairs } from '../tables/labs-table';
import { populationWords } from '../tables/population-words';
import { type ForestPicture, forest, type PublishedRatio } from './forest';
import { type KaplanMeierPicture, kaplanMeier } from './kaplan-meier';
import { type LabPair, type LabPanel, labPanels } from './lab-lines';
import { type MonthCount, type ResponseTimePicture, responseTime } from './response-time';
import {
  type Responder,
  type SemenSample,
  type TmcPicture,
  tmcByResponder,
} from './tmc-by-responder';

export const pictureKeys = [
  'tmc',
  'response-time',
  'first-motile',
  'delivery',
  'odds-ratios',
  'laboratory',
] as const;
export type PictureKey = (typeof pictureKeys)[number];

interface Headed {
  readonly key: PictureKey;
  readonly title: string;
}

interface Drawn extends Headed {
  readonly description: string;
}

/** A picture, or the sentence that stands in its place. */
export type StandardPicture =
  | (Headed & { readonly kind: 'nothing'; readonly sentence: string })
  | (Drawn & { readonly kind: 'tmc'; readonly view: TmcPicture })
  | (Drawn & { readonly kind: 'response-time'; readonly view: ResponseTimePicture })
  | (Drawn & {
      readonly kind: 'kaplan-meier';
      readonly view: KaplanMeierPicture;
      readonly event: string;
      readonly timeAxis: string;
      readonly test: string | null;
    })
  | (Drawn & { readonly kind: 'forest'; readonly view: ForestPicture; readonly axisText: string })
  | (Drawn & { readonly kind: 'laboratory'; readonly panels: readonly LabPanel[] });

/** What is read of single men; bounded, with how many there are in all. */
export interface MenToDraw {
  readonly responders: readonly Responder[];
  readonly samples: readonly SemenSample[];
  readonly respondersInAll: number;
  readonly months: readonly MonthCount[];
  /** By the column of the value before treatment. */
  readonly labs: ReadonlyMap<string, readonly LabPair[]>;
  readonly labMen: number;
  readonly members: number;
}

export interface StandardPicturesInput {
  readonly scope: PlanScope;
  readonly options: PlanOptions;
  readonly smallestCell: number | null;
  readonly men: MenToDraw;
  readonly published: readonly PublishedRatio[];
}

/** The pictures that need no computation. */
export function countedPictures({
  smallestCell,
  men,
}: Pick<StandardPicturesInput, 'smallestCell' | 'men'>): StandardPicture[] {
  const tmc = { key: 'tmc', title: 'Total motile count of each responder' } as const;
  const time = { key: 'response-time', title: 'Responders by month' } as const;
  return [
    smallestCell === null ? tmcPicture(tmc, men) : singleMen(tmc, smallestCell),
    smallestCell === null ? timePicture(time, men) : singleMen(time, smallestCell),
  ];
}

function tmcPicture(
  head: Headed,
  { responders, samples, respondersInAll }: MenToDraw,
): StandardPicture {
  const view = tmcByResponder(responders, samples);
  return view === null
    ? nothing(head, noResponder)
    : {
        ...head,
        kind: 'tmc',
        view,
        description: `${upperFirst(describeMen(responders.length, respondersInAll, 'responder'))}, each with his samples from the first dose on. A sample without a count stands on a line below the axis.`,
      };
}

const noResponder =
  'No responder in this snapshot: nobody has sperm in the ejaculate by the rule of the protocol.';

function timePicture(head: Headed, { months, respondersInAll }: MenToDraw): StandardPicture {
  const view = responseTime(months);
  if (view === null) {
    return nothing(
      head,
      respondersInAll === 0 ? noResponder : 'The month of the response is known of no responder.',
    );
  }
  const undated = view.undated === 0 ? '' : `; of ${view.undated} the month is not known`;
  return {
    ...head,
    kind: 'response-time',
    view,
    description: `${men(view.responders, 'responder')}, by the month of the confirmed response after the first dose${undated}.`,
  };
}

/** The pictures of what R computed. */
export function computedPictures(
  { scope, options, smallestCell, men, published }: StandardPicturesInput,
  results: AnalysisResults,
): StandardPicture[] {
  const input = { scope, options, smallestCell, results };
  const pictures: readonly (StandardPicture | null)[] = [
    curves(input, {
      head: { key: 'first-motile', title: 'Time to the first motile sperm' },
      analysis: standardAnalyses.firstMotile,
      event: 'Share of men with motile sperm seen',
      timeAxis: 'Days from the first dose',
      about:
        'Kaplan–Meier from the first dose to the first sample with motile sperm; a tick is a man censored at his last sample that could show it.',
    }),
    curves(input, {
      head: { key: 'delivery', title: 'Delivery by order of transfer' },
      analysis: standardAnalyses.delivery,
      event: 'Share of couples with a live birth',
      timeAxis: 'Embryo transfers',
      about:
        'Kaplan–Meier by embryo transfers; a tick is a couple censored after the last transfer with a known outcome.',
    }),
    oddsRatios(input, published),
    laboratory(input, men),
  ];
  return pictures.filter((picture) => picture !== null);
}

type ComputedInput = Pick<StandardPicturesInput, 'scope' | 'options' | 'smallestCell'> & {
  readonly results: AnalysisResults;
};

interface CurvesAsked {
  readonly head: Headed;
  readonly analysis: string;
  readonly event: string;
  readonly timeAxis: string;
  readonly about: string;
}

function curves(
  { scope, options, smallestCell, results }: ComputedInput,
  { head, analysis, event, timeAxis, about }: CurvesAsked,
): StandardPicture | null {
  const reader = new AnalysisReader(results, analysis);
  if (reader.rows.length === 0) {
    return null;
  }
  if (smallestCell !== null) {
    return singleMen(head, smallestCell);
  }
  const column = scope.columns.find(({ name }) => name === options.contrast?.column);
  const view =
    (column === undefined ? null : kaplanMeier(results, analysis, groupsOf(column))) ??
    kaplanMeier(results, analysis, null);
  if (view === null) {
    return nothing(head, reader.sentence ?? reasonWords['no-values'].sentence);
  }
  const { logRank } = view;
  const isCompared = view.curves.length > 1;
  const nobody = view.curves.every(({ events }) => events === 0) ? ' Nobody had the event.' : '';
  return {
    ...head,
    kind: 'kaplan-meier',
    view,
    event,
    timeAxis,
    description: `${about} ${populationWords[options.population]}${
      column === undefined || !isCompared ? '' : `, by ${lowered(columnTitle(column))}`
    }.${nobody}`,
    test: isCompared ? logRankWords(logRank) : null,
  };
}

function logRankWords(figure: KaplanMeierPicture['logRank']): string {
  switch (figure.kind) {
    case 'number':
      return `Log-rank test: ${pEquals(figure.value)}`;
    case 'text':
      return `Log-rank test: ${figure.text}`;
    case 'cannot-say':
      return `No log-rank test. ${reasonWords[figure.reason].sentence}`;
  }
}

function oddsRatios(
  { scope, options, smallestCell, results }: ComputedInput,
  published: readonly PublishedRatio[],
): StandardPicture | null {
  const contrast = contrastInWords(scope, options);
  if (contrast === null || options.contrast === null) {
    return null;
  }
  const { outcome, exposure, first, second } = contrast;
  const head: Headed = {
    key: 'odds-ratios',
    title: `Odds ratios: ${lowered(columnTitle(outcome))}, ${lowered(first)} against ${lowered(second)}`,
  };
  if (twoGroupsTable({ results, scope, options, contrast, smallestCell }).isSuppressed) {
    return nothing(
      head,
      `One of the counts behind them is below ${smallestCell}, and the cohort hides such counts; no estimate is drawn from them.`,
    );
  }
  const view = forest(results, options.contrast, exposure.type === 'flag', published);
  if (view === null) {
    const why = new AnalysisReader(results, standardAnalyses.contrast).figure(
      '',
      'test',
      'odds-ratio.value',
    );
    return nothing(
      head,
      // A ratio of zero is a number, and has no place on a log axis.
      reasonWords[why.kind === 'cannot-say' ? why.reason : 'zero-cell'].sentence,
    );
  }
  const printed = published.length === 0 ? '' : ' Open diamonds are as the paper printed them.';
  return {
    ...head,
    kind: 'forest',
    view,
    axisText: `Above 1: more often with ${lowered(first)}`,
    description: `With 95% intervals, on a log axis. ${populationWords[options.population]}.${printed}`,
  };
}

function laboratory(
  { scope, smallestCell, results }: ComputedInput,
  { labs, labMen, members }: MenToDraw,
): StandardPicture | null {
  const pairs = labPairs(scope.columns);
  const head: Headed = { key: 'laboratory', title: 'Laboratory values before and on treatment' };
  if (pairs.length === 0) {
    return null;
  }
  if (smallestCell !== null) {
    return singleMen(head, smallestCell);
  }
  const panels = labPanels(
    results,
    pairs.map(({ before }) => ({
      key: before.name,
      label: before.label.replace(/ before treatment.*$/, ''),
      unit: before.unit ?? '',
      pairs: labs.get(before.name) ?? [],
    })),
  );
  return panels.length === 0
    ? nothing(head, noPairs)
    : {
        ...head,
        kind: 'laboratory',
        panels,
        description: `A line for each man with both values: ${describeMen(labMen, members, 'man')}. Means are of all pairs of the snapshot.`,
      };
}

function singleMen(head: Headed, smallestCell: number): StandardPicture {
  return nothing(
    head,
    `It shows men one by one, and the cohort hides counts below ${smallestCell}; it is not drawn.`,
  );
}

function nothing({ key, title }: Headed, sentence: string): StandardPicture {
  return { key, title, kind: 'nothing', sentence };
}

function describeMen(drawn: number, inAll: number, who: 'man' | 'responder'): string {
  return drawn < inAll ? `the first ${drawn} of ${men(inAll, who)} by study id` : men(inAll, who);
}

const plurals = { man: 'men', responder: 'responders' } as const;

function men(count: number, who: keyof typeof plurals): string {
  return `${count} ${count === 1 ? who : plurals[who]}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Sperm retrieved" inside a sentence; a name of capitals ("ICSI cycle", "AZFc") stays. */
