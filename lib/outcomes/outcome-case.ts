import { therapyOf } from '@/lib/course/therapy';
import type { Day } from '@/lib/dates/civil-date';
import type { EnrollmentOutcome, WithdrawalCategory } from '@/lib/enrollment/enrollment-outcome';
import type { ProtocolDefinition } from '@/lib/protocols/schema';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import type { IcsiCycle } from '@/lib/records/icsi-cycle';
import { isRetrieval, type TesticularProcedure } from '@/lib/records/procedure';
import type { ResponseStatus } from '@/lib/response/response';

/** How an enrollment stands or ended. */
export interface EnrollmentEnd {
  readonly status: 'active' | EnrollmentOutcome;
  readonly endCategory: WithdrawalCategory | null;
  /** The name of the adverse event that ended it; null where none is linked. */
  readonly endAdverseEvent: string | null;
}

/** What the outcome tables and the participant flow count of one enrollment; it holds no identity and no date but one. */
export interface OutcomeCase extends EnrollmentEnd {
  readonly arm: string;
  readonly firstDoseOn: Day | null;
  readonly bestResponse: ResponseStatus;
  /** Operations of the study, not those of his history. */
  readonly retrievals: readonly TesticularProcedure[];
  readonly cycles: readonly IcsiCycle[];
}

interface EnrollmentFacts extends EnrollmentEnd {
  readonly arm: string;
  readonly enrolledOn: Day;
  readonly bestResponse: ResponseStatus;
  readonly records: readonly ClinicalRecord[];
}

/**
 * What came after the first dose, or from enrollment on where there is none: the rule by which the response
 * counts retrievals (engine §5).
 */
export function outcomeCaseOf(facts: EnrollmentFacts): OutcomeCase {
  const { arm, enrolledOn, bestResponse, status, endCategory, endAdverseEvent } = facts;
  const valid = facts.records.filter(({ voided }) => !voided);
  const { firstDoseOn } = therapyOf(valid);
  const isOutcome = ({ on }: { readonly on: Day }) =>
    firstDoseOn === null ? on >= enrolledOn : on > firstDoseOn;
  return {
    arm,
    status,
    endCategory,
    endAdverseEvent,
    firstDoseOn,
    bestResponse,
    retrievals: recordsOf(valid, 'procedure')
      .filter(isOutcome)
      .flatMap(({ content }) => (isRetrieval(content) ? [content] : [])),
    cycles: recordsOf(valid, 'icsi-cycle')
      .filter(isOutcome)
      .map(({ content }) => content),
  };
}

export function isCompleter({ status }: Pick<OutcomeCase, 'status'>): boolean {
  return status === 'completed';
}

export type Arm = ProtocolDefinition['arms'][number];

/** The arms of the newest version and those that only men of an older one are in, so that nobody is left out. */
export function everyArm(arms: readonly Arm[], cases: readonly OutcomeCase[]): readonly Arm[] {
  const known = new Set(arms.map(({ key }) => key));
  const former = [...new Set(cases.map(({ arm }) => arm))].filter((key) => !known.has(key)).sort();
  return [...arms, ...former.map((key) => ({ key, title: key, treated: true }))];
}
