import type { Day } from '@/lib/dates/civil-date';
import type { Occurrence } from './occurrence';
import { occurrenceState } from './occurrence-state';
import type { NotApplicableReason } from './plan-facts';

export const notApplicableTexts: Readonly<Record<NotApplicableReason, string>> = {
  'branch-not-taken': 'branch not taken',
  'therapy-stopped': 'therapy stopped',
  'therapy-on-hold': 'therapy was on hold',
  'enrollment-ended': 'enrollment ended',
  'trigger-withdrawn': 'its trigger was withdrawn',
  superseded: 'superseded',
};

/** The state in words, with what a person needs to understand it. */
export function describeState(occurrence: Occurrence, today: Day): string {
  const state = occurrenceState(occurrence, today);
  switch (state) {
    case 'done':
      return occurrence.timing === 'on-time' ? 'done on time' : `done ${occurrence.timing}`;
    case 'not-applicable': {
      const reason = occurrence.notApplicableReason;
      return `not applicable: ${reason === null ? 'no reason recorded' : notApplicableTexts[reason]}`;
    }
    case 'pending':
      return `pending: waits for ${(occurrence.pendingAnchor ?? 'a date').replace(':', ' ').replaceAll('-', ' ')}`;
    case 'due':
      return occurrence.optimalTo !== null && today > occurrence.optimalTo
        ? 'due, past optimal'
        : 'due';
    case 'waived':
    case 'missed':
      return occurrence.reason === null ? state : `${state}: ${occurrence.reason}`;
    default:
      return state;
  }
}
