import type { Day } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';

/** What the row of an enrollment says; the response is the one computed last. */
export interface EnrollmentFacts {
  readonly site: string;
  readonly protocolVersion: string;
  readonly arm: string;
  readonly status: string;
  readonly endCategory: string | null;
  readonly cohortTag: string | null;
  readonly simulated: boolean;
  /** Years. */
  readonly ageAtConsent: number | null;
  readonly consentOn: Day | null;
  readonly enrolledOn: Day;
  readonly endedOn: Day | null;
  readonly bestResponse: string | null;
  readonly currentStatus: string | null;
  readonly responseOn: Day | null;
  readonly responseMonth: number | null;
  readonly responseMaintained: boolean | null;
  /** Sperm: mean of the two highest total motile counts on treatment. */
  readonly tmcResponse: number | null;
}
export type EnrollmentFact = keyof EnrollmentFacts;

/** One enrollment, as a condition is asked of it; it holds no identity. */
export interface CohortCase {
  readonly facts: EnrollmentFacts;
  /** Those that belong to this enrollment; voided ones do not count. */
  readonly records: readonly ClinicalRecord[];
  /** The date at his site. */
  readonly today: Day;
}
