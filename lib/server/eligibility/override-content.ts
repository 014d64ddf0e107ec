import 'server-only';
import { type BasisRecord, basisOf } from '@/lib/course/signed-basis';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { JudgedCriterion } from '@/lib/eligibility/evaluate-eligibility';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { SignedContent } from '../decisions/decision-row';

interface Overridden {
  readonly enrollmentId: string;
  readonly assessmentId: string;
  /** Of whoever enrolled him. */
  readonly requestReason: string;
  readonly blocking: readonly Pick<JudgedCriterion, 'key' | 'title' | 'explanation' | 'evidence'>[];
  /** Of the patient. */
  readonly records: readonly ClinicalRecord[];
  readonly chosen: 'enroll' | 'decline';
  readonly decidedOn: CivilDate;
  readonly reason: string | null;
}

/** What a physician signs about a man whom a criterion keeps out: criterion by criterion, with its records. */
export function overrideContent(overridden: Overridden): SignedContent {
  const { enrollmentId, assessmentId, requestReason, blocking, chosen, decidedOn, reason } =
    overridden;
  return {
    enrollmentId,
    meaning: chosen === 'enroll' ? 'eligibility-overridden' : 'eligibility-declined',
    key: 'eligibility',
    occurrenceKey: null,
    inputs: {
      assessmentId,
      requestReason,
      blocking: blocking.map(({ key, title, explanation }) => ({ key, title, explanation })),
      basis: basisRecords(overridden),
    },
    ruleId: 'ELIGIBILITY',
    ruleVersion: 1,
    computed: 'decline',
    chosen,
    decidedOn,
    effectiveOn: decidedOn,
    reason,
  };
}

function basisRecords({
  blocking,
  records,
}: Pick<Overridden, 'blocking' | 'records'>): BasisRecord[] {
  const deciding = new Set(blocking.flatMap(({ evidence }) => evidence));
  return records.filter(({ id }) => deciding.has(id)).map(basisOf);
}
