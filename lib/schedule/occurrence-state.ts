import type { Day } from '@/lib/dates/civil-date';
import type { Occurrence, OccurrenceState } from './occurrence';

type StateFields = Pick<
  Occurrence,
  | 'actual'
  | 'waived'
  | 'notApplicableReason'
  | 'target'
  | 'opensOn'
  | 'closesOn'
  | 'planned'
  | 'closedOn'
  | 'missedFrom'
>;

/**
 * The one definition of what is due (engine §3), first match wins. Its twin is the SQL function
 * `app.occurrence_state`; a parity test feeds both. A closure by a person ends the wait at once,
 * so it is asked before `due`: otherwise closing a partial panel would change nothing until its window ends.
 */
export function occurrenceState(occurrence: StateFields, today: Day): OccurrenceState {
  if (occurrence.actual !== null) {
    return 'done';
  }
  if (occurrence.waived) {
    return 'waived';
  }
  if (occurrence.notApplicableReason !== null) {
    return 'not-applicable';
  }
  if (occurrence.target === null || occurrence.opensOn === null) {
    return 'pending';
  }
  if (today < occurrence.opensOn) {
    return 'upcoming';
  }
  if (occurrence.closedOn !== null && occurrence.closedOn <= today) {
    return 'missed';
  }
  if (occurrence.closesOn === null || today <= lastDueDay(occurrence)) {
    return 'due';
  }
  return occurrence.missedFrom !== null && occurrence.missedFrom <= today ? 'missed' : 'overdue';
}

function lastDueDay({ closesOn, planned }: StateFields): number {
  return Math.max(closesOn ?? Number.NEGATIVE_INFINITY, planned ?? Number.NEGATIVE_INFINITY);
}
