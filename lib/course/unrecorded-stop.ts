import { stopOption } from '@/lib/protocols/schema';
import type { Therapy } from './therapy';

/**
 * What is left to do about an option that ends the drug; null where nothing is. A signature ends no drug: the stop is
 * a record of its own, with its last dose and its reason (engine §3).
 */
export function describeUnrecordedStop(
  option: string,
  { firstDoseOn, lastDoseOn }: Therapy,
): string | null {
  return option === stopOption && firstDoseOn !== null && lastDoseOn === null
    ? 'The drug stays on his plan until the stop is recorded with his therapy.'
    : null;
}
