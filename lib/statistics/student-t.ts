import { invariant } from '@/lib/core/invariant';

/**
 * Two-sided p-value of Student's t for whole degrees of freedom, by the finite trigonometric series
 * of Abramowitz and Stegun 26.7.3 and 26.7.4.
 */
export function studentTwoSidedP(t: number, degreesOfFreedom: number): number {
  invariant(Number.isInteger(degreesOfFreedom) && degreesOfFreedom > 0, 'whole, positive degrees');
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degreesOfFreedom));
  const cosine = Math.cos(angle);
  const odd = degreesOfFreedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degreesOfFreedom - 2; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return 1 - within;
}
