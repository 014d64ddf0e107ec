import { type SemenAnalysis, totalMotility } from './semen-analysis';
import { isSpermSeen } from './sperm-finding';

/**
 * What one sample says about sperm (engine §5). A negative needs an examined pellet; without it the
 * sample is not evaluable, because sperm that only centrifugation shows would be overlooked.
 */
export const notEvaluableReasons = ['nothing-examined', 'pellet-not-examined'] as const;
export type NotEvaluableReason = (typeof notEvaluableReasons)[number];

export type SampleClass =
  | { readonly result: 'motile' }
  | { readonly result: 'immotile-only' }
  | { readonly result: 'no-sperm' }
  | { readonly result: 'not-evaluable'; readonly reason: NotEvaluableReason };

export type Sample = Pick<SemenAnalysis, 'neat' | 'pellet' | 'motility'>;

export function classifySample(sample: Sample): SampleClass {
  if (hasMotileInNeat(sample) || hasMotileInPellet(sample)) {
    return { result: 'motile' };
  }
  if (sample.pellet.state === 'not-examined') {
    const reason =
      sample.neat.state === 'not-examined' ? 'nothing-examined' : 'pellet-not-examined';
    return { result: 'not-evaluable', reason };
  }
  const isAnySeen = isSpermSeen(sample.neat) || isSpermSeen(sample.pellet);
  return { result: isAnySeen ? 'immotile-only' : 'no-sperm' };
}

/** Any sperm, motile or not: what the gonadotropin protocol asks of the ejaculate (S1). */
export function showsSperm(sample: Sample): boolean {
  return isSpermSeen(sample.neat) || isSpermSeen(sample.pellet);
}

/** By count, or by motility where the report gives a concentration instead of a count. */
export function hasMotileInNeat({ neat, motility }: Sample): boolean {
  return isSpermSeen(neat) && (neat.motile ?? totalMotility(motility) ?? 0) > 0;
}

function hasMotileInPellet({ pellet }: Sample): boolean {
  return isSpermSeen(pellet) && (pellet.motile ?? 0) > 0;
}
