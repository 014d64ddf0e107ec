import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import type { FlagSeverity, SafetyLevel } from '@/lib/protocols/safety-rule-schema';

/** An open flag, as far as its waiting goes; no `actBy` leaves the time open. */
export interface WaitingFlag {
  readonly severity: FlagSeverity;
  readonly whoActs: SafetyLevel['whoActs'];
  readonly actBy: CivilDate | null;
}

/** Who finds a flag in his queue; the red ones stand apart and are a physician's. */
export const flagQueues = ['red-flag', 'decision', 'staff-flag'] as const;
export type FlagQueue = (typeof flagQueues)[number];

/** Whole days since the last day on which acting was in time; 0 while there is time. */
export function daysPastTimeToAct({ actBy }: Pick<WaitingFlag, 'actBy'>, today: CivilDate): number {
  return actBy === null ? 0 : Math.max(0, toDay(today) - toDay(actBy));
}

/**
 * Staff had to act and did not in time: from the next day on it waits for a physician. The working list
 * says the same in SQL, because it counts and sorts there; a test compares the two.
 */
export function isEscalated(flag: WaitingFlag, today: CivilDate): boolean {
  return flag.whoActs === 'staff' && daysPastTimeToAct(flag, today) > 0;
}

export function flagQueueOf(flag: WaitingFlag, today: CivilDate): FlagQueue {
  if (flag.severity === 'red') {
    return 'red-flag';
  }
  return flag.whoActs === 'staff' && !isEscalated(flag, today) ? 'staff-flag' : 'decision';
}
