import { classifySample, hasMotileInNeat, type Sample } from './classify-sample';
import { type SemenAnalysis, totalMotility } from './semen-analysis';
import { isSpermSeen, type SpermFinding } from './sperm-finding';

/**
 * Total motile count of one sample, in sperm (not millions), with the way it was obtained (engine §5):
 * volume × concentration × motility, or the sperm that were counted where there is no concentration.
 * Three sperm in a pellet are 3, never 0.0 million/mL.
 */
export const tmcBases = ['volume-concentration-motility', 'neat-count', 'pellet-count'] as const;
export type TmcBasis = (typeof tmcBases)[number];

export const tmcUnknownReasons = [
  'nothing-examined',
  'pellet-not-examined',
  'volume-missing',
  'concentration-missing',
  'motility-missing',
] as const;
export type TmcUnknownReason = (typeof tmcUnknownReasons)[number];

export type TotalMotileCount =
  | { readonly known: true; readonly sperm: number; readonly basis: TmcBasis }
  | { readonly known: false; readonly reason: TmcUnknownReason };

type MeasuredSample = Sample & Pick<SemenAnalysis, 'volumeMl' | 'concentrationMillionPerMl'>;

const spermPerMillionPercent = 10_000;

export function totalMotileCount(sample: MeasuredSample): TotalMotileCount {
  const classified = classifySample(sample);
  if (classified.result === 'not-evaluable') {
    return { known: false, reason: classified.reason };
  }
  if (hasMotileInNeat(sample) && sample.concentrationMillionPerMl !== null) {
    return productOf(sample, sample.concentrationMillionPerMl);
  }
  const inNeat = motileCount(sample.neat);
  const inPellet = motileCount(sample.pellet);
  if (inPellet !== null && inPellet >= (inNeat ?? 0)) {
    return { known: true, sperm: inPellet, basis: 'pellet-count' };
  }
  return inNeat === null
    ? { known: false, reason: 'concentration-missing' }
    : { known: true, sperm: inNeat, basis: 'neat-count' };
}

function productOf(
  { volumeMl, motility }: MeasuredSample,
  concentration: number,
): TotalMotileCount {
  const percent = totalMotility(motility);
  if (volumeMl === null) {
    return { known: false, reason: 'volume-missing' };
  }
  if (percent === null) {
    return { known: false, reason: 'motility-missing' };
  }
  const product = Math.round(volumeMl * concentration * percent * spermPerMillionPercent);
  // Motile sperm were seen, so rounding must not turn them into none.
  return { known: true, sperm: Math.max(1, product), basis: 'volume-concentration-motility' };
}

/** Null when nobody counted: not examined, or seen without a number. */
function motileCount(finding: SpermFinding): number | null {
  if (finding.state === 'not-examined') {
    return null;
  }
  return isSpermSeen(finding) ? finding.motile : 0;
}
