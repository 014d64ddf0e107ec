import { type CycleTotals, cycleTotals } from '@/lib/records/cycle-totals';
import { type IcsiCycle, pregnanciesOf } from '@/lib/records/icsi-cycle';
import type { TesticularProcedure } from '@/lib/records/procedure';
import {
  type ResponseStatus,
  responseStatuses,
  responseStatusNames,
} from '@/lib/response/response';
import { type Arm, everyArm, isCompleter, type OutcomeCase } from './outcome-case';

export const populations = ['intention-to-treat', 'completers'] as const;
export type Population = (typeof populations)[number];

export const populationNames: Readonly<Record<Population, string>> = {
  'intention-to-treat': 'Intention to treat',
  completers: 'Completers',
};

/** A count that never stands without what it is a part of. */
export interface Share {
  readonly count: number;
  readonly of: number;
  /** Of those, the men whose records answer the question; where nobody's do, the count says nothing. */
  readonly recorded: number;
}

export interface OutcomeColumn {
  /** Of the arm; "All arms" where there are several. */
  readonly arm: string;
  readonly population: Population;
  /** Enrolled, or completed. */
  readonly men: number;
}

export interface OutcomeLine {
  readonly label: string;
  /** What each share of the line is a part of: "men operated". */
  readonly denominator: string;
  /** One for each column. */
  readonly shares: readonly Share[];
}

export interface OutcomeSection {
  readonly title: string;
  readonly lines: readonly OutcomeLine[];
}

const cycleCounts = {
  eggs: 'eggsRetrieved',
  mature: 'eggsMature',
  fertilized: 'fertilized',
  embryos: 'embryos',
  euploid: 'euploid',
} as const satisfies Partial<Record<keyof CycleTotals, keyof IcsiCycle>>;
export type StatedCount = keyof typeof cycleCounts;

/** Cycles of the men of one best response; sums of cycles and transfers, not of men. */
export interface CycleGroup {
  readonly label: string;
  readonly men: number;
  readonly menWithCycle: number;
  readonly totals: CycleTotals;
  /** In how many of the cycles each number is recorded: a sum over none of them is not zero. */
  readonly stated: Readonly<Record<StatedCount, number>>;
}

export interface OutcomeSummary {
  readonly columns: readonly OutcomeColumn[];
  readonly sections: readonly OutcomeSection[];
  /** Everybody enrolled, by best response; the last one is all of them. Empty without a cycle. */
  readonly cycles: readonly CycleGroup[];
  /** Men who are still on the protocol: their best response can still change. */
  readonly active: number;
}

interface Group {
  readonly column: OutcomeColumn;
  readonly cases: readonly OutcomeCase[];
}

/**
 * The outcome tables of one protocol: completers and intention to treat side by side, by arm. Men are counted
 * once each; of several operations or cycles, one that succeeded is enough.
 */
export function summarizeOutcomes(
  known: readonly Arm[],
  cases: readonly OutcomeCase[],
): OutcomeSummary {
  const arms = everyArm(known, cases);
  const groups = groupsOf(arms, cases);
  const isTreated = treatedIn(arms);
  return {
    columns: groups.map(({ column }) => column),
    sections: [
      { title: 'Best response', lines: responseLines(groups, cases) },
      { title: 'Sperm retrieval', lines: retrievalLines(groups, cases, isTreated) },
      { title: 'ICSI, pregnancy and birth', lines: icsiLines(groups) },
    ],
    cycles: cycleGroups(cases),
    active: cases.filter(({ status }) => status === 'active').length,
  };
}

function groupsOf(arms: readonly Arm[], cases: readonly OutcomeCase[]): Group[] {
  const inArms = arms.map(({ key, title }) => ({
    arm: title,
    own: cases.filter(({ arm }) => arm === key),
  }));
  const all = arms.length > 1 ? [{ arm: 'All arms', own: cases }] : [];
  return [...all, ...inArms].flatMap(({ arm, own }) =>
    populations.map((population) => {
      const members = population === 'completers' ? own.filter(isCompleter) : own;
      return { column: { arm, population, men: members.length }, cases: members };
    }),
  );
}

type Criterion = (man: OutcomeCase) => boolean;

/** An arm without a drug is its own treatment. */
function treatedIn(arms: readonly Arm[]): Criterion {
  const untreated = new Set(arms.filter(({ treated }) => !treated).map(({ key }) => key));
  return ({ arm, firstDoseOn }) => firstDoseOn !== null || untreated.has(arm);
}

function lineOf(
  groups: readonly Group[],
  label: string,
  denominator: string,
  {
    has,
    among = () => true,
    isRecorded = () => true,
  }: { readonly has: Criterion; readonly among?: Criterion; readonly isRecorded?: Criterion },
): OutcomeLine {
  return {
    label,
    denominator,
    shares: groups.map(({ cases }) => {
      const base = cases.filter(among);
      return {
        count: base.filter(has).length,
        of: base.length,
        recorded: base.filter(isRecorded).length,
      };
    }),
  };
}

const inColumn = 'enrolled or completed';

function responseLines(groups: readonly Group[], cases: readonly OutcomeCase[]): OutcomeLine[] {
  return responseStatuses
    .filter((status) => cases.some(({ bestResponse }) => bestResponse === status))
    .map((status) =>
      lineOf(groups, responseStatusNames[status], inColumn, {
        has: ({ bestResponse }) => bestResponse === status,
      }),
    );
}

const isOperated: Criterion = ({ retrievals }) => retrievals.length > 0;

type Finding = 'spermFound' | 'sufficientForAllEggs' | 'cryopreserved';

const someRetrieval =
  (finding: Finding, answer: TesticularProcedure['spermFound']): Criterion =>
  ({ retrievals }) =>
    retrievals.some((retrieval) => retrieval[finding] === answer);

const isRetrieved = someRetrieval('spermFound', 'yes');

/** Whether a man has sperm without an operation, by the rule of the protocol that asks for one semen analysis. */
const isEjaculated: Criterion = ({ bestResponse }) => bestResponse === 'ejaculated-sperm';

function retrievalLines(
  groups: readonly Group[],
  cases: readonly OutcomeCase[],
  isTreated: Criterion,
): OutcomeLine[] {
  const operated = 'men operated';
  const found = (finding: Finding, label: string) => [
    lineOf(groups, label, operated, {
      has: someRetrieval(finding, 'yes'),
      among: isOperated,
      isRecorded: isFindingRecorded(finding),
    }),
    ...notRecorded(groups, label, operated, {
      among: isOperated,
      isRecorded: isFindingRecorded(finding),
    }),
  ];
  return [
    lineOf(groups, 'Operated', inColumn, { has: isOperated }),
    ...found('spermFound', 'Sperm found'),
    lineOf(groups, 'Sperm found', 'men treated', { has: isRetrieved, among: isTreated }),
    ...(cases.some(isEjaculated)
      ? [
          lineOf(groups, 'Sperm ejaculated or retrieved', 'men treated', {
            has: (man) => isEjaculated(man) || isRetrieved(man),
            among: isTreated,
          }),
        ]
      : []),
    ...found('sufficientForAllEggs', 'Sperm enough for every egg'),
    ...found('cryopreserved', 'Sperm frozen'),
  ];
}

const isFindingRecorded =
  (finding: Finding): Criterion =>
  (man) =>
    someRetrieval(finding, 'yes')(man) || !someRetrieval(finding, 'unknown')(man);

/** Unknown is an answer: it is named where it occurs, and is neither yes nor no. */
function notRecorded(
  groups: readonly Group[],
  label: string,
  denominator: string,
  { among, isRecorded }: { readonly among: Criterion; readonly isRecorded: Criterion },
): OutcomeLine[] {
  const line = lineOf(groups, `${label}: not recorded`, denominator, {
    has: (man) => !isRecorded(man),
    among,
  });
  return line.shares.some(({ count }) => count > 0) ? [line] : [];
}

const hasCycle: Criterion = ({ cycles }) => cycles.length > 0;

const someTransfer =
  (has: (transfer: OutcomeCase['cycles'][number]['transfers'][number]) => boolean): Criterion =>
  ({ cycles }) =>
    cycles.some(({ transfers }) => transfers.some(has));

/** A cycle without a transfer and without a word on its embryos does not say what came of it. */
const isTransferRecorded: Criterion = ({ cycles }) =>
  cycles.some(({ transfers }) => transfers.length > 0) ||
  cycles.every(({ embryos }) => embryos === 0);

const hasBirth = someTransfer(({ outcome }) => outcome === 'live-birth');

function icsiLines(groups: readonly Group[]): OutcomeLine[] {
  const withCycle = 'men with an ICSI cycle';
  const ofCycles = (label: string, has: Criterion) =>
    lineOf(groups, label, withCycle, { has, among: hasCycle, isRecorded: isTransferRecorded });
  return [
    lineOf(groups, 'ICSI cycle', inColumn, { has: hasCycle }),
    lineOf(groups, 'ICSI cycle', 'men with sperm retrieved', {
      has: hasCycle,
      among: isRetrieved,
    }),
    ofCycles(
      'Embryo transfer',
      someTransfer(() => true),
    ),
    ...notRecorded(groups, 'Embryo transfer', withCycle, {
      among: hasCycle,
      isRecorded: isTransferRecorded,
    }),
    ofCycles(
      'Clinical pregnancy',
      someTransfer((transfer) => pregnanciesOf(transfer).clinical === 'yes'),
    ),
    ofCycles('Live birth', hasBirth),
    lineOf(groups, 'Live birth', 'men with sperm retrieved and an ICSI cycle', {
      has: hasBirth,
      among: (man) => isRetrieved(man) && hasCycle(man),
      isRecorded: isTransferRecorded,
    }),
    ofCycles(
      'Transfer awaited or pregnancy ongoing',
      someTransfer(({ outcome }) => outcome === 'awaited' || outcome === 'ongoing'),
    ),
  ];
}

function cycleGroups(cases: readonly OutcomeCase[]): CycleGroup[] {
  if (!cases.some(hasCycle)) {
    return [];
  }
  const byResponse = responseStatuses.flatMap((status: ResponseStatus) => {
    const own = cases.filter(({ bestResponse }) => bestResponse === status);
    return own.some(hasCycle) ? [cycleGroup(responseStatusNames[status], own)] : [];
  });
  return [...byResponse, cycleGroup('All men enrolled', cases)];
}

function cycleGroup(label: string, cases: readonly OutcomeCase[]): CycleGroup {
  const cycles = cases.flatMap((man) => man.cycles);
  const statedIn = (count: StatedCount) =>
    cycles.filter((cycle) => cycle[cycleCounts[count]] !== null).length;
  return {
    label,
    men: cases.length,
    menWithCycle: cases.filter(hasCycle).length,
    totals: cycleTotals(cycles),
    stated: {
      eggs: statedIn('eggs'),
      mature: statedIn('mature'),
      fertilized: statedIn('fertilized'),
      embryos: statedIn('embryos'),
      euploid: statedIn('euploid'),
    },
  };
}
