import type { StopReason } from '@/lib/records/therapy';

/** How an enrollment ends; until then it is active. `transferred` is to a clinic that does not use this program. */
export const enrollmentOutcomes = [
  'completed',
  'withdrawn',
  'lost-to-follow-up',
  'died',
  'transferred',
] as const;
export type EnrollmentOutcome = (typeof enrollmentOutcomes)[number];

export const outcomeLabels: Readonly<Record<EnrollmentOutcome, string>> = {
  completed: 'Completed',
  withdrawn: 'Withdrawn',
  'lost-to-follow-up': 'Lost to follow-up',
  died: 'Died',
  transferred: 'Moved to an outside clinic',
};

/** Why a man was withdrawn before the end of the protocol. */
export const withdrawalCategories = [
  'adverse-event',
  'patient-decision',
  'physician-decision',
  'protocol-violation',
  'other',
] as const;
export type WithdrawalCategory = (typeof withdrawalCategories)[number];

export const withdrawalLabels: Readonly<Record<WithdrawalCategory, string>> = {
  'adverse-event': 'Adverse event',
  'patient-decision': 'His own decision',
  'physician-decision': 'Decision of the physician',
  'protocol-violation': 'Protocol not followed',
  other: 'Other',
};

/** Nobody can be asked any more, or he goes on taking the drug elsewhere: an unknown last dose stays unknown. */
export function mayLeaveLastDoseUnknown(outcome: EnrollmentOutcome): boolean {
  return outcome === 'lost-to-follow-up' || outcome === 'died' || outcome === 'transferred';
}

/** Death may have been one, and so may what he was withdrawn for. */
export function mayNameAdverseEvent(
  outcome: EnrollmentOutcome,
  category: WithdrawalCategory | null,
): boolean {
  return outcome === 'died' || (outcome === 'withdrawn' && category === 'adverse-event');
}

/** The reason of the stop that is recorded together with the end. */
export function stopReasonOf(
  outcome: EnrollmentOutcome,
  category: WithdrawalCategory | null,
): StopReason {
  switch (outcome) {
    case 'completed':
      return 'completed';
    case 'lost-to-follow-up':
      return 'lost-to-follow-up';
    case 'withdrawn':
      return category === null ? 'other' : stopReasons[category];
    default:
      return 'other';
  }
}

const stopReasons: Readonly<Record<WithdrawalCategory, StopReason>> = {
  'adverse-event': 'adverse-event',
  'patient-decision': 'patient-choice',
  'physician-decision': 'physician-decision',
  'protocol-violation': 'other',
  other: 'other',
};
