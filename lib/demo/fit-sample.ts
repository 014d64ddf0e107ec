import { invariant } from '@/lib/core/invariant';
import { studentTwoSidedP } from '@/lib/statistics/student-t';
import type { Random } from './random';

/** A figure as a paper prints it ('8.7'), so that its rounding is known: 8.65 up to 8.75. */
export type Printed = string;

/** How many half-units of the last printed digit a value lies from the printed figure; above 1 it does not fit. */
export function misfit(value: number, printed: Printed): number {
  const decimals = printed.split('.')[1]?.length ?? 0;
  return Math.abs(value - Number(printed)) / (0.5 * 10 ** -decimals);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With n − 1, as the papers' programs compute it. */
export function standardDeviation(values: readonly number[]): number {
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** R's default (type 7): linear between the two neighbors. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  invariant(below !== undefined && above !== undefined, 'a quantile needs values');
  return below + (above - below) * (position - Math.floor(position));
}

/** Two-sided p of the paired t-test. */
export function pairedP(before: readonly number[], after: readonly number[]): number {
  const differences = after.map((value, index) => value - (before[index] ?? Number.NaN));
  const t = mean(differences) / (standardDeviation(differences) / Math.sqrt(differences.length));
  return studentTwoSidedP(t, differences.length - 1);
}

/** Sample size, printed mean and SD, and the decimals in which a laboratory would report. */
export interface MomentTarget {
  readonly mean: Printed;
  readonly sd: Printed;
  /** A mean inside the rounding of the printed one, where that one itself cannot be had. */
  readonly aim?: number;
}

/**
 * Positive, skewed values in random order whose mean and SD round to the printed ones.
 * No paper prints the shape; laboratory values and durations are positive and lean to the right.
 */
export function fitMoments(
  random: Random,
  size: number,
  target: MomentTarget,
  decimals: number,
  limits: Limits = anyPositive,
): number[] {
  const fitted = pressInto(limits, scaleTo(standardScores(random, size), target), target);
  const [values] = nudge([fitted], decimals, limits, ([values = []]) => [
    misfit(mean(values), target.mean),
    misfit(standardDeviation(values), target.sd),
  ]);
  return values ?? [];
}

export interface PairTarget {
  readonly before: MomentTarget;
  readonly after: MomentTarget;
  /** Printed p of the paired t-test, which fixes how closely the two go together. */
  readonly p: Printed;
}

/** Two measurements of the same men that give the printed means, SDs and paired p-value. */
export function fitPairs(
  random: Random,
  size: number,
  target: PairTarget,
  decimals: number,
  limits: Limits = anyPositive,
): readonly [before: number[], after: number[]] {
  const scores = standardScores(random, size);
  const independent = standardize(residual(standardScores(random, size), scores));
  const before = scaleTo(scores, target.before);
  const afterAt = (correlation: number) =>
    scaleTo(
      scores.map(
        (score, index) =>
          correlation * score + Math.sqrt(1 - correlation ** 2) * (independent[index] ?? 0),
      ),
      target.after,
    );
  // The closer the pairs, the smaller the spread of the differences, and p with it.
  const correlation = bisect(-0.99, 0.999, (r) => pairedP(before, afterAt(r)) > Number(target.p));
  const [first, second] = nudge(
    [before, afterAt(correlation)],
    decimals,
    limits,
    ([a = [], b = []]) => [
      misfit(mean(a), target.before.mean),
      misfit(standardDeviation(a), target.before.sd),
      misfit(mean(b), target.after.mean),
      misfit(standardDeviation(b), target.after.sd),
      misfit(pairedP(a, b), target.p),
    ],
  );
  return [first ?? [], second ?? []];
}

/** Cumulative share of the sample at a value; the first has share 0 and the last share 1. */
export type Knot = readonly [share: number, value: number];

/**
 * Values in random order, spread evenly between knots. Both neighbors of a knot take its value, so
 * that every usual definition of a quantile returns exactly that.
 * @param lean above 1 the values between two knots lie nearer to the lower one, below 1 to the upper.
 */
export function fitQuantiles(
  random: Random,
  size: number,
  knots: readonly Knot[],
  decimals: number,
  lean = 1,
): number[] {
  const sorted = Array.from({ length: size }, (_, index) => {
    const pinned = knots.find(([share]) => Math.abs(share * (size - 1) - index) < 1);
    return roundTo(pinned ? pinned[1] : interpolate(knots, index / (size - 1), lean), decimals);
  });
  return random.shuffle(sorted);
}

/** Smallest and largest value allowed. */
export type Limits = readonly [low: number, high: number];
const anyPositive: Limits = [Number.MIN_VALUE, Number.POSITIVE_INFINITY];

/** Scores of mean 0 and SD 1 in random order: quantiles of the logistic distribution. */
function standardScores(random: Random, size: number): number[] {
  const quantiles = Array.from({ length: size }, (_, index) => {
    const share = (index + 0.5) / size;
    return Math.log(share / (1 - share));
  });
  return standardize(random.shuffle(quantiles));
}

function standardize(values: readonly number[]): number[] {
  const [center, spread] = [mean(values), standardDeviation(values)];
  return values.map((value) => (value - center) / spread);
}

/** What is left of `values` after taking away the part that goes along with `scores` (mean 0, SD 1). */
function residual(values: readonly number[], scores: readonly number[]): number[] {
  const slope =
    values.reduce((sum, value, index) => sum + value * (scores[index] ?? 0), 0) /
    (values.length - 1);
  return values.map((value, index) => value - slope * (scores[index] ?? 0));
}

/** `exp` makes every value positive; the exponent's scale sets SD ÷ mean, the factor sets the mean. */
function scaleTo(scores: readonly number[], target: MomentTarget): number[] {
  const wanted = target.aim ?? Number(target.mean);
  const variation = Number(target.sd) / wanted;
  const raise = (scale: number) => scores.map((score) => Math.exp(scale * score));
  const scale = bisect(1e-6, 3, (candidate) => {
    const raised = raise(candidate);
    return standardDeviation(raised) / mean(raised) < variation;
  });
  const raised = raise(scale);
  const factor = wanted / mean(raised);
  return raised.map((value) => value * factor);
}

/** Cuts off what lies outside the limits and stretches the rest again, until both hold. */
function pressInto(
  [low, high]: Limits,
  values: readonly number[],
  target: MomentTarget,
): readonly number[] {
  const wanted = target.aim ?? Number(target.mean);
  let pressed = values;
  for (let round = 0; round < 200; round += 1) {
    const cut = pressed.map((value) => Math.min(high, Math.max(low, value)));
    pressed = standardize(cut).map((score) => wanted + Number(target.sd) * score);
  }
  return pressed;
}

/**
 * Moves single values by one unit of the last decimal, the best move first, until every printed
 * figure fits. @throws when no move helps any more.
 */
function nudge(
  columns: readonly (readonly number[])[],
  decimals: number,
  [low, high]: Limits,
  misfits: (columns: readonly (readonly number[])[]) => number[],
): number[][] {
  const step = 10 ** -decimals;
  let best = columns.map((column) =>
    column.map((value) => roundTo(Math.min(high, Math.max(low, value)), decimals)),
  );
  const badness = (candidate: number[][]) =>
    misfits(candidate).reduce((sum, each) => sum + each ** 2, 0);
  while (Math.max(...misfits(best)) >= 0.95) {
    let next = best;
    for (const [c, column] of best.entries()) {
      for (const [i, value] of column.entries()) {
        for (const moved of [value - step, value + step]) {
          const candidate = best.map((other, index) =>
            index === c ? other.with(i, roundTo(moved, decimals)) : other,
          );
          if (moved >= low && moved <= high && badness(candidate) < badness(next)) {
            next = candidate;
          }
        }
      }
    }
    invariant(next !== best, 'these printed figures cannot be fitted together');
    best = next;
  }
  return best;
}

/** Where `below` turns from true to false between the two ends. */
function bisect(low: number, high: number, below: (candidate: number) => boolean): number {
  let [from, to] = [low, high];
  for (let round = 0; round < 60; round += 1) {
    const middle = (from + to) / 2;
    [from, to] = below(middle) ? [middle, to] : [from, middle];
  }
  return (from + to) / 2;
}

function interpolate(knots: readonly Knot[], share: number, lean: number): number {
  const after = knots.findIndex(([knotShare]) => knotShare >= share);
  const [upper, lower] = [knots[after], knots[Math.max(0, after - 1)]];
  invariant(upper && lower, 'knots reach from share 0 to share 1');
  if (upper[0] === lower[0]) {
    return upper[1];
  }
  return lower[1] + (upper[1] - lower[1]) * ((share - lower[0]) / (upper[0] - lower[0])) ** lean;
}

function roundTo(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
