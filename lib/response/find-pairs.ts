import { both, type Certainty } from '@/lib/core/certainty';
import type { ClassifiedSample } from './counting-samples';

/** Two consecutive evaluable samples with motile sperm, at least the gap apart (engine §5). */
export interface Pair {
  readonly first: ClassifiedSample;
  readonly second: ClassifiedSample;
}

/**
 * For each motile sample the first later one that is far enough. In between, a sample that is not
 * evaluable or too near neither counts nor breaks; an evaluable one without motile sperm breaks.
 */
export function findPairs(counting: readonly ClassifiedSample[], gapDays: number): Pair[] {
  return counting.flatMap((first, index) => {
    if (first.classified.result !== 'motile') {
      return [];
    }
    const second = findPartner(first, counting.slice(index + 1), gapDays);
    return second === null ? [] : [{ first, second }];
  });
}

function findPartner(
  first: ClassifiedSample,
  later: readonly ClassifiedSample[],
  gapDays: number,
): ClassifiedSample | null {
  for (const sample of later) {
    if (breaks(sample)) {
      return null;
    }
    if (sample.classified.result === 'motile' && sample.on - first.on >= gapDays) {
      return sample;
    }
  }
  return null;
}

/** Evaluable, and without motile sperm. */
export function breaks({ classified }: ClassifiedSample): boolean {
  return classified.result === 'no-sperm' || classified.result === 'immotile-only';
}

/** The motile samples since the last one that broke the series, in collection order. */
export function currentRun(counting: readonly ClassifiedSample[]): ClassifiedSample[] {
  const sinceBreak = counting.slice(counting.findLastIndex(breaks) + 1);
  return sinceBreak.filter(({ classified }) => classified.result === 'motile');
}

export type PairStatus = 'complete' | 'provisional-complete' | 'reliable-insufficient';

const statusBySufficiency: Readonly<Record<Certainty, PairStatus>> = {
  yes: 'complete',
  unknown: 'provisional-complete',
  no: 'reliable-insufficient',
};

/** The first pair of the best kind: both samples sufficient, else not known to be insufficient, else any. */
export function decisivePair(
  pairs: readonly Pair[],
  sufficiencyOf: (sample: ClassifiedSample) => Certainty,
): { readonly pair: Pair; readonly status: PairStatus } | null {
  const graded = pairs.map((pair) => ({
    pair,
    sufficiency: both([sufficiencyOf(pair.first), sufficiencyOf(pair.second)]),
  }));
  for (const sufficiency of ['yes', 'unknown', 'no'] as const) {
    const first = graded.find((candidate) => candidate.sufficiency === sufficiency);
    if (first) {
      return { pair: first.pair, status: statusBySufficiency[sufficiency] };
    }
  }
  return null;
}
