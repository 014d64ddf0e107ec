import { classifySample } from './classify-sample';
import type { SemenAnalysis } from './semen-analysis';

/**
 * What a semen analysis provides toward the content of a planned one: `pellet` once it can be
 * evaluated. Motile sperm in the neat sample need no pellet; a negative does (engine §5).
 */
export function semenItems(content: Pick<SemenAnalysis, 'neat' | 'pellet' | 'motility'>): string[] {
  return classifySample(content).result === 'not-evaluable' ? [] : ['pellet'];
}
