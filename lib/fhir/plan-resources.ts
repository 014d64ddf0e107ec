import type { DisclosedCase, DisclosedOccurrence } from '@/lib/deidentification/disclosed-case';
import type { OccurrenceState } from '@/lib/schedule/occurrence';
import { dateExtension, extension, notes, ownConcept, period, referenceTo, some } from './elements';
import type { CarePlan, Reference, RequestStatus, ServiceRequest } from './resource';
import { patientReference } from './subject-resources';

/** His schedule, as it was computed at the cut-off: one request for each occurrence. */
export function carePlanResource(disclosed: DisclosedCase): CarePlan {
  const { enrollment, occurrences } = disclosed;
  return {
    resourceType: 'CarePlan',
    id: `${enrollment.id}.plan`,
    status: planStatus(enrollment.status),
    intent: 'plan',
    title: `${enrollment.protocol.code} ${enrollment.protocol.version}`,
    subject: patientReference(disclosed),
    period: period(enrollment.enrolledOn, enrollment.endedOn) ?? {},
    supportingInfo: [referenceTo('ResearchSubject', enrollment.id)],
    activity: some(
      occurrences.map((occurrence) => ({ reference: requestReference(disclosed, occurrence) })),
    ),
  };
}

/** A withdrawal and the like end the plan before its own end. */
function planStatus(status: string): RequestStatus {
  if (status === 'active') {
    return 'active';
  }
  return status === 'completed' ? 'completed' : 'revoked';
}

const requestStatuses: Readonly<Record<OccurrenceState, RequestStatus>> = {
  done: 'completed',
  waived: 'revoked',
  'not-applicable': 'revoked',
  missed: 'revoked',
  // Disclosure calls what is still open pending, whether its day has come or not.
  pending: 'active',
  upcoming: 'active',
  due: 'active',
  overdue: 'active',
};

export function requestResources(disclosed: DisclosedCase): ServiceRequest[] {
  return disclosed.occurrences.map((occurrence) => {
    const { requirement, kind, title, state, timing, opensOn, closesOn } = occurrence;
    return {
      resourceType: 'ServiceRequest',
      id: requestId(disclosed, occurrence),
      extension: [
        // `missed` and `not-applicable` are both revoked, `due` and `overdue` both active.
        extension('occurrence-state', { valueCode: state }),
        ...(timing === null ? [] : [extension('occurrence-timing', { valueCode: timing })]),
        ...dateExtension('target-date', occurrence.targetOn),
        ...dateExtension('planned-date', occurrence.plannedOn),
        ...dateExtension('actual-date', occurrence.actualOn),
      ],
      status: requestStatuses[state],
      intent: 'plan',
      category: [ownConcept('requirement-kind', kind)],
      code: ownConcept('requirement', requirement, title),
      subject: patientReference(disclosed),
      occurrencePeriod: period(opensOn, closesOn),
      note: notes(occurrence.reason),
    };
  });
}

/** The requests that a record answers. */
export function requestsOf(disclosed: DisclosedCase, recordId: string): Reference[] {
  return disclosed.occurrences
    .filter(({ recordIds }) => recordIds.includes(recordId))
    .map((occurrence) => requestReference(disclosed, occurrence));
}

function requestReference(disclosed: DisclosedCase, occurrence: DisclosedOccurrence): Reference {
  return referenceTo('ServiceRequest', requestId(disclosed, occurrence));
}

/** By position: a key may name a record, and is longer than an id may be. */
function requestId({ enrollment, occurrences }: DisclosedCase, occurrence: DisclosedOccurrence) {
  return `${enrollment.id}.${occurrences.indexOf(occurrence) + 1}`;
}
