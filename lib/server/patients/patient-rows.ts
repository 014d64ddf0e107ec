import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import { type CivilDate, completedYears, toDay } from '@/lib/dates/civil-date';
import type { EnrollmentOutcome, WithdrawalCategory } from '@/lib/enrollment/enrollment-outcome';
import type { PatientIdentity } from '@/lib/enrollment/patient-identity';
import type { ProtocolPin } from '../courses/compiled-protocol';

export function identityRow(
  patientId: string,
  siteId: string,
  identity: PatientIdentity,
): JsonObject {
  return {
    patient_id: patientId,
    site_id: siteId,
    given_name: identity.givenName,
    family_name: identity.familyName,
    birth_date: identity.birthDate,
    record_number: identity.recordNumber,
    phone: identity.phone,
    email: identity.email,
    rems_id: identity.remsId,
  };
}

export interface NewEnrollment {
  readonly id: string;
  readonly siteId: string;
  readonly patientId: string;
  readonly pin: ProtocolPin;
  readonly arm: string;
  readonly consentOn: CivilDate;
  readonly enrolledOn: CivilDate;
  /** Null where the identity is not known to the program. */
  readonly birthDate: CivilDate | null;
  /** Where a source says it without the birth date. */
  readonly ageAtConsent?: number | null;
  readonly ended: {
    readonly on: CivilDate;
    readonly status: EnrollmentOutcome;
    readonly reason: string;
    readonly category: WithdrawalCategory | null;
    readonly adverseEventId: string | null;
  } | null;
  readonly cohortTag: string | null;
  readonly simulated: boolean;
}

/** The age goes with the study data, the birth date stays with the identity. */
export function enrollmentRow(enrollment: NewEnrollment): JsonObject {
  const { pin, consentOn, birthDate, ended } = enrollment;
  return {
    id: enrollment.id,
    site_id: enrollment.siteId,
    patient_id: enrollment.patientId,
    protocol_version_id: pin.protocolVersionId,
    settings_profile_id: pin.settingsProfileId,
    arm: enrollment.arm,
    consent_on: consentOn,
    enrolled_on: enrollment.enrolledOn,
    status: ended?.status ?? 'active',
    ended_on: ended?.on ?? null,
    end_reason: ended?.reason ?? null,
    end_category: ended?.category ?? null,
    end_adverse_event_id: ended?.adverseEventId ?? null,
    age_at_consent:
      birthDate === null
        ? (enrollment.ageAtConsent ?? null)
        : completedYears(toDay(birthDate), toDay(consentOn)),
    simulated: enrollment.simulated,
    cohort_tag: enrollment.cohortTag,
  };
}
