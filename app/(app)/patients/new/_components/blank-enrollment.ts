import type { EnrollableSite } from '@/lib/server/enrollments/enrollable-sites';
import type { EnrollValues } from '@/lib/visits/enroll-values';

export function blankEnrollment({ siteId, today }: EnrollableSite): EnrollValues {
  return {
    siteId,
    patient: {
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
    },
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
  };
}
