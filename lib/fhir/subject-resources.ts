import { groupOfOlder } from '@/lib/deidentification/ages';
import type { DisclosedCase } from '@/lib/deidentification/disclosed-case';
import { type DisclosedIdentity, isCoded } from '@/lib/deidentification/disclosure';
import { dateExtension, extension, fhirText, period, referenceTo, some } from './elements';
import type { Extension, Patient, Reference, ResearchSubject, SubjectStatus } from './resource';
import { type StudyFacts, siteReference } from './study-resource';
import { identifierSystems, systems } from './systems';

export function patientReference({ enrollment }: DisclosedCase): Reference {
  return referenceTo('Patient', enrollment.patientId);
}

export function patientResource({ subject, identity, enrollment }: DisclosedCase): Patient {
  return {
    resourceType: 'Patient',
    id: enrollment.patientId,
    identifier: [
      { system: identifierSystems.subject, value: subject },
      ...(identity?.recordNumber
        ? [{ system: identifierSystems.recordNumber, value: identity.recordNumber }]
        : []),
    ],
    name: some(namesOf(identity)),
    gender: 'male',
    birthDate: identity?.birthDate ?? undefined,
    deceasedBoolean: enrollment.status === 'died' ? true : undefined,
    managingOrganization: siteReference(enrollment.siteCode),
  };
}

function namesOf(identity: DisclosedIdentity | null) {
  const family = fhirText(identity?.familyName);
  const given = fhirText(identity?.givenName);
  return family === undefined && given === undefined
    ? []
    : [{ use: 'official' as const, family, given: given === undefined ? undefined : [given] }];
}

export function subjectResource(disclosed: DisclosedCase, study: StudyFacts): ResearchSubject {
  const { subject, enrollment, startYear } = disclosed;
  return {
    resourceType: 'ResearchSubject',
    id: enrollment.id,
    extension: [
      ...(startYear === null ? [] : [extension('day-1-year', { valueDateTime: startYear })]),
      ...dateExtension('consent-date', enrollment.consentOn),
      ...ageExtension(enrollment.ageAtConsent, study),
      extension('enrollment-outcome', { valueCode: enrollment.status }),
      ...(enrollment.endCategory === null
        ? []
        : [extension('end-category', { valueCode: enrollment.endCategory })]),
      ...textExtension('end-reason', enrollment.endReason),
      extension('protocol-version', {
        valueString: `${enrollment.protocol.code} ${enrollment.protocol.version}`,
      }),
      ...textExtension('settings-profile', enrollment.protocol.profile),
      ...(enrollment.simulated ? [extension('simulated', { valueBoolean: true })] : []),
    ],
    identifier: [{ system: identifierSystems.subject, value: subject }],
    status: subjectStatus(enrollment),
    period: period(enrollment.enrolledOn, enrollment.endedOn) ?? {},
    study: referenceTo('ResearchStudy', study.snapshotId),
    individual: patientReference(disclosed),
    assignedArm: enrollment.arm,
  };
}

function textExtension(name: 'end-reason' | 'settings-profile', text: string | null): Extension[] {
  const plain = fhirText(text);
  return plain === undefined ? [] : [extension(name, { valueString: plain })];
}

function ageExtension(age: number | null, { mode }: StudyFacts): Extension[] {
  if (age === null) {
    return [];
  }
  const isGroup = isCoded(mode) && age === groupOfOlder;
  return [
    extension('age-at-consent', {
      valueQuantity: {
        value: age,
        comparator: isGroup ? '>=' : undefined,
        unit: 'years',
        system: systems.ucum,
        code: 'a',
      },
    }),
  ];
}

function subjectStatus({
  status,
  firstDoseOn,
  lastDoseOn,
}: DisclosedCase['enrollment']): SubjectStatus {
  if (status === 'withdrawn') {
    return 'withdrawn';
  }
  if (status !== 'active') {
    return 'off-study';
  }
  if (firstDoseOn === null) {
    return 'on-study';
  }
  return lastDoseOn === null ? 'on-study-intervention' : 'on-study-observation';
}
