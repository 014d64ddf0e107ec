import type { EnrollableSite } from '@/lib/server/enrollments/enrollable-sites';
import type { EnrollValues, NewPatientValues } from '@/lib/visits/enroll-values';
import type { KnownPatient } from './known-patient';

const newPatient: NewPatientValues = {
  kind: 'new',
  studyId: '',
  identity: {
    givenName: '',
    familyName: '',
    birthDate: '',
    recordNumber: '',
    phone: '',
    email: '',
    remsId: '',
  },
};

export function blankEnrollment(
  { siteId, today }: EnrollableSite,
  known: KnownPatient | null,
): EnrollValues {
  return {
    siteId,
    patient: known === null ? newPatient : { kind: 'existing', patientId: known.patientId },
    protocol: '',
    arm: '',
    consentOn: '',
    enrolledOn: today,
    source: '',
    answers: {},
    samples: [],
    procedures: [],
    reports: [],
    drugs: [],
    overrideReason: '',
    password: '',
  };
}
