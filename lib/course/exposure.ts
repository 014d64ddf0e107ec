import type { Day } from '@/lib/dates/civil-date';
import { type Therapy, therapyStateOn } from './therapy';

/** Days since the last dose: 0 while he takes the drug, null before his first dose. */
export type Exposure = number | 'not-known' | null;

/**
 * How far from the drug a day is. A hold begins the day after the dose before it.
 */
export function daysSinceLastDose(therapy: Therapy, on: Day): Exposure {
  const { lastDoseOn, holds } = therapy;
  switch (therapyStateOn(therapy, on)) {
    case 'not-started':
      return null;
    case 'in-progress':
      return 0;
    case 'on-hold': {
      const held = holds.findLast(({ heldOn }) => heldOn <= on);
      return held === undefined ? 0 : on - held.heldOn + 1;
    }
    case 'stopped':
      return lastDoseOn === null ? null : on - lastDoseOn;
    case 'not-known':
      return 'not-known';
  }
}

export function describeExposure(days: Exposure): string {
  if (days === null) {
    return 'before his first dose';
  }
  if (days === 'not-known') {
    return 'his last dose is not known';
  }
  return days === 0
    ? 'while he took the drug'
    : `${days} day${days === 1 ? '' : 's'} after his last dose`;
}
