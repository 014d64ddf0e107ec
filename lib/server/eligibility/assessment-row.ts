import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import { toCivilDate } from '@/lib/dates/civil-date';
import {
  blockingUntilSigned,
  type Eligibility,
  overrideRequested,
} from '@/lib/eligibility/evaluate-eligibility';
import { newId } from '../db/new-id';
import type { NewEnrollment } from '../patients/patient-rows';

interface Assessed {
  readonly enrollment: NewEnrollment;
  readonly eligibility: Eligibility;
  /** Why he is enrolled although a criterion is not met; blank where none stands in the way. */
  readonly overrideReason: string;
  readonly assessedBy: string;
}

/** What was known on that day and how each criterion was judged; a later correction does not change it. */
export function assessmentRow({
  enrollment,
  eligibility,
  overrideReason,
  assessedBy,
}: Assessed): JsonObject & { readonly id: string } {
  return {
    id: newId(),
    site_id: enrollment.siteId,
    patient_id: enrollment.patientId,
    enrollment_id: enrollment.id,
    protocol_version_id: enrollment.pin.protocolVersionId,
    assessed_on: enrollment.enrolledOn,
    outcome: blockingUntilSigned(eligibility).length > 0 ? overrideRequested : eligibility.outcome,
    criteria: eligibility.criteria.map((criterion) => ({
      ...criterion,
      eligibleFrom: criterion.eligibleFrom === null ? null : toCivilDate(criterion.eligibleFrom),
    })),
    reason: overrideReason || null,
    assessed_by: assessedBy,
  };
}
