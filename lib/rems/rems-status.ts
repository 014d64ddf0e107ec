import { addMonths, type Day, toDay } from '@/lib/dates/civil-date';
import type { RemsCategory, RemsCheckContent } from '@/lib/records/rems-check';

/** What the REMS checks of one patient add up to; null and an empty list mean "not documented". */
export interface RemsStatus {
  readonly enrolledOn: Day | null;
  readonly category: RemsCategory | null;
  readonly consentOn: Day | null;
  /** Of the form that was signed; blank where nobody wrote it down. */
  readonly consentVersion: string;
  readonly counseledOn: readonly Day[];
  readonly coupleCounseledOn: readonly Day[];
  readonly bloodDonationAcknowledged: boolean;
  readonly noSharingAcknowledged: boolean;
}

export interface RemsCheckFact {
  readonly recordId: string;
  readonly on: Day;
  readonly content: RemsCheckContent;
}

/** The newest answer to each part counts. Voided checks are left out by the caller. */
export function remsStatusOf(checks: readonly RemsCheckFact[]): RemsStatus {
  const newestFirst = checks.toSorted(
    (a, b) => b.on - a.on || b.recordId.localeCompare(a.recordId),
  );
  const contents = newestFirst.map(({ content }) => content);
  const enrollment = contents.find(({ enrolledOn }) => enrolledOn !== null);
  const consent = contents.find(({ consentOn }) => consentOn !== null);
  return {
    enrolledOn: enrollment?.enrolledOn ? toDay(enrollment.enrolledOn) : null,
    category: enrollment?.category ?? null,
    consentOn: consent?.consentOn ? toDay(consent.consentOn) : null,
    consentVersion: consent?.consentVersion ?? '',
    counseledOn: daysOf(contents.map(({ counseledOn }) => counseledOn)),
    coupleCounseledOn: daysOf(contents.map(({ coupleCounseledOn }) => coupleCounseledOn)),
    bloodDonationAcknowledged: contents.some((content) => content.bloodDonationAcknowledged),
    noSharingAcknowledged: contents.some((content) => content.noSharingAcknowledged),
  };
}

/** Whether everything is documented that is asked for once, whatever the rule set. */
export function isDocumented(status: RemsStatus): boolean {
  return (
    status.enrolledOn !== null &&
    status.consentOn !== null &&
    status.counseledOn.length > 0 &&
    status.bloodDonationAcknowledged &&
    status.noSharingAcknowledged
  );
}

/** Last day without blood donation: one month after the last dose (C§2.2). */
export function bloodDonationEmbargoEndsOn(lastDoseOn: Day): Day {
  return addMonths(lastDoseOn, 1);
}

function daysOf(dates: readonly RemsCheckContent['counseledOn'][]): readonly Day[] {
  const days = dates.flatMap((date) => (date === null ? [] : toDay(date)));
  return [...new Set(days)].toSorted((a, b) => a - b);
}
