import {
  type ScreeningCategory,
  screeningCategories,
  screeningCategoryNames,
} from '@/lib/enrollment/screening';
import type { CountsByCategory } from '@/lib/enrollment/screening-summary';

export type FlowValue = string | number | boolean | null;

/** Men of a snapshot with the same values in the columns that the flow asks for. */
export interface FlowGroup {
  readonly values: Readonly<Record<string, FlowValue>>;
  readonly men: number;
}

/** Column → the values that go this way. No column at all takes everybody who is left. */
type FlowCondition = Readonly<Record<string, readonly FlowValue[]>>;

interface FlowBranch {
  /** Unique among the branches of its fork. */
  readonly key: string;
  readonly label: string;
  readonly where: FlowCondition;
  /** What the lines inside the box count: the values of a column. */
  readonly linesBy?: string;
  /** Drawn also with nobody in it, because nobody is an answer here ("Sperm found: 0"). */
  readonly evenIfEmpty?: true;
}

export interface FlowStep extends FlowBranch {
  /** Left out where everybody comes this way, since the box above says the same. */
  readonly onlyIfSomebodyLeaves?: true;
  readonly next?: FlowFork;
}

/** Where men go from a box; each goes to the first branch that takes him, those at the side first. */
export interface FlowFork {
  /** Who leaves the way down: boxes at the side, with the reasons. */
  readonly beside: readonly FlowBranch[];
  readonly below: readonly FlowStep[];
  /** Names the box at the side for men whom no branch takes. */
  readonly otherwise: string;
}

interface ScreeningStep {
  /** Who leaves here; null: whoever was not named by an earlier step. */
  readonly categories: readonly ScreeningCategory[] | null;
  /** The box for the leavers. */
  readonly label: string;
  /** The box for those who go on; null at the last step, where that is the enrolled. */
  readonly remaining: string | null;
}

/** In which order a protocol's men are split; data, no code. */
export interface FlowPlan {
  readonly screened: string;
  readonly screening: readonly ScreeningStep[];
  readonly enrolled: FlowStep;
  /** Men of several boxes counted together at the end, e.g. the retrieved of both arms. */
  readonly joined?: { readonly from: readonly string[]; readonly step: FlowStep };
}

export interface FlowLine {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

/** One box. Where it has boxes beside or below, they add up to it; so do its lines. */
export interface FlowBox extends FlowLine {
  /** Of the plan's branch; the key names the box itself. */
  readonly branch: string;
  readonly lines: readonly FlowLine[];
  readonly beside: readonly FlowBox[];
  readonly below: readonly FlowBox[];
}

export interface Flow {
  readonly root: FlowBox;
  /** The box that counts several others together, and which. */
  readonly joined: { readonly from: readonly string[]; readonly box: FlowBox } | null;
}

/** How a value of a column reads in a line of a box. */
export type FlowLabel = (column: string, value: FlowValue) => string;

/**
 * Where everybody went, from screening to outcome (STROBE item 13, C§7.7). Every group goes one way at
 * every fork and counts are made from the ends up, so that no man is lost and none counted twice.
 */
export function buildFlow(
  plan: FlowPlan,
  groups: readonly FlowGroup[],
  screening: CountsByCategory,
  labelOf: FlowLabel,
): Flow {
  const ends = new Map<string, FlowGroup[]>();
  const walk: Walk = { labelOf, ends, everybody: groups };
  const enrolled = boxOf(plan.enrolled, plan.enrolled.key, groups, walk);
  const root = screenedBox(plan, screening, enrolled);
  if (plan.joined === undefined) {
    return { root, joined: null };
  }
  const { from, step } = plan.joined;
  const sources = [...ends].filter(([key]) => from.some((branch) => key.endsWith(`/${branch}`)));
  const members = sources.flatMap(([, own]) => own);
  return {
    root,
    joined:
      menIn(members) === 0
        ? null
        : {
            from: sources.filter(([, own]) => menIn(own) > 0).map(([key]) => key),
            box: boxOf(step, step.key, members, walk),
          },
  };
}

/** All columns that a plan asks for, so that the groups can be counted by them. */
export function flowColumns({ enrolled, joined }: FlowPlan): string[] {
  const steps = [enrolled, ...(joined === undefined ? [] : [joined.step])];
  return [...new Set(steps.flatMap(columnsOf))].sort();
}

/** Every box, in reading order: a box, those beside it, those below. */
export function everyBox({ root, joined }: Flow): FlowBox[] {
  return [...boxesUnder(root), ...(joined === null ? [] : boxesUnder(joined.box))];
}

interface Walk {
  readonly labelOf: FlowLabel;
  readonly everybody: readonly FlowGroup[];
  /** The groups of each box without a box below. */
  readonly ends: Map<string, FlowGroup[]>;
}

function boxOf(step: FlowStep, key: string, groups: readonly FlowGroup[], walk: Walk): FlowBox {
  const { beside, below } =
    step.next === undefined ? { beside: [], below: [] } : forkOf(step.next, key, groups, walk);
  if (below.length === 0) {
    walk.ends.set(key, [...groups]);
  }
  const parts = [...beside, ...below];
  return {
    key,
    branch: step.key,
    label: step.label,
    count: parts.length === 0 ? menIn(groups) : sumOf(parts),
    lines: linesOf(step, key, groups, walk),
    beside,
    below,
  };
}

function forkOf(fork: FlowFork, key: string, groups: readonly FlowGroup[], walk: Walk) {
  const { beside, below, otherwise } = fork;
  const ways = new Map<FlowBranch | null, FlowGroup[]>();
  for (const group of groups) {
    const way = [...beside, ...below].find(({ where }) => takes(where, group)) ?? null;
    ways.set(way, [...(ways.get(way) ?? []), group]);
  }
  const rest: FlowBranch = { key: 'otherwise', label: otherwise, where: {} };
  const besideBoxes = [
    ...beside.map((branch) => ({ branch, own: ways.get(branch) ?? [] })),
    { branch: rest, own: ways.get(null) ?? [] },
  ]
    .filter(({ branch, own }) => isDrawn(branch, own, groups))
    .map(({ branch, own }) => boxOf(branch, `${key}/${branch.key}`, own, walk));
  const steps = below
    .map((step) => ({ step, own: ways.get(step) ?? [] }))
    .filter(({ step, own }) => isDrawn(step, own, groups));
  const only = steps.length === 1 && besideBoxes.length === 0 ? steps[0] : undefined;
  if (only?.step.onlyIfSomebodyLeaves && only.step.next !== undefined) {
    return forkOf(only.step.next, `${key}/${only.step.key}`, only.own, walk);
  }
  return {
    beside: besideBoxes,
    below: steps.map(({ step, own }) => boxOf(step, `${key}/${step.key}`, own, walk)),
  };
}

function isDrawn(
  { evenIfEmpty }: FlowBranch,
  own: readonly FlowGroup[],
  all: readonly FlowGroup[],
) {
  return menIn(own) > 0 || (evenIfEmpty === true && menIn(all) > 0);
}

function takes(where: FlowCondition, { values }: FlowGroup): boolean {
  return Object.entries(where).every(([column, wanted]) => wanted.includes(values[column] ?? null));
}

function linesOf(
  { linesBy }: FlowBranch,
  key: string,
  groups: readonly FlowGroup[],
  { labelOf, everybody }: Walk,
): FlowLine[] {
  if (linesBy === undefined) {
    return [];
  }
  const countsIn = (members: readonly FlowGroup[]) => {
    const counts = new Map<string, number>();
    for (const { values, men } of members) {
      const label = labelOf(linesBy, values[linesBy] ?? null);
      counts.set(label, (counts.get(label) ?? 0) + men);
    }
    return counts;
  };
  // Every box has its lines in the order of the first: the most frequent of everybody on top.
  const inAll = countsIn(everybody);
  return [...countsIn(groups)]
    .filter(([, count]) => count > 0)
    .sort(
      ([one], [other]) => (inAll.get(other) ?? 0) - (inAll.get(one) ?? 0) || (one < other ? -1 : 1),
    )
    .map(([label, count]) => ({ key: `${key}:${label}`, label, count }));
}

/** The boxes above the enrolled, from the counts of the screening log; none without such counts. */
function screenedBox(
  { screened, screening }: FlowPlan,
  counts: CountsByCategory,
  enrolled: FlowBox,
): FlowBox {
  const named = new Set(screening.flatMap(({ categories }) => categories ?? []));
  const left = screening
    .map((step) => {
      const categories =
        step.categories ?? screeningCategories.filter((category) => !named.has(category));
      return { step, beside: leaversOf(step, categories, counts) };
    })
    .filter(({ beside }) => beside.count > 0);
  let below = enrolled;
  for (const [index, { beside }] of [...left.entries()].reverse()) {
    const above = left[index - 1]?.step;
    const key = above === undefined ? 'screened' : `${beside.branch}:before`;
    below = {
      key,
      branch: key,
      label: above?.remaining ?? screened,
      count: beside.count + below.count,
      lines: [],
      beside: [beside],
      below: [below],
    };
  }
  return below;
}

function leaversOf(
  { label }: ScreeningStep,
  categories: readonly ScreeningCategory[],
  counts: CountsByCategory,
): FlowBox {
  const key = `screening:${categories.join('+')}`;
  const lines = categories
    .map((category) => ({
      key: `${key}:${category}`,
      label: screeningCategoryNames[category],
      count: counts[category] ?? 0,
    }))
    .filter(({ count }) => count > 0);
  const says = lines.length === 1 && lines[0]?.label === label ? [] : lines;
  return { key, branch: key, label, count: sumOf(lines), lines: says, beside: [], below: [] };
}

function columnsOf({ where, linesBy, next }: FlowStep): string[] {
  return [
    ...Object.keys(where),
    ...(linesBy === undefined ? [] : [linesBy]),
    ...(next === undefined ? [] : [...next.beside, ...next.below].flatMap(columnsOf)),
  ];
}

function boxesUnder(box: FlowBox): FlowBox[] {
  return [box, ...box.beside, ...box.below.flatMap(boxesUnder)];
}

function menIn(groups: readonly FlowGroup[]): number {
  return groups.reduce((sum, { men }) => sum + men, 0);
}

function sumOf(lines: readonly { readonly count: number }[]): number {
  return lines.reduce((sum, { count }) => sum + count, 0);
}
