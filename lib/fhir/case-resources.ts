import type { DisclosedCase, DisclosedRecord } from '@/lib/deidentification/disclosed-case';
import { type ResponseStatus, responseStatusNames } from '@/lib/response/response';
import { adverseEventResource } from './adverse-event-resource';
import {
  findingObservation,
  postOperativeObservation,
  questionnaireObservation,
  symptomObservation,
  vitalSignObservations,
} from './check-observations';
import { cycleObservations } from './cycle-observations';
import { dated, ownConcept } from './elements';
import { laboratoryObservations } from './laboratory-observations';
import { conceptValue, ownComponent } from './observed-value';
import { carePlanResource, requestResources } from './plan-resources';
import { procedureResources } from './procedure-resources';
import { categoryConcept } from './record-facts';
import type { Observation, Resource } from './resource';
import { semenObservation } from './semen-observation';
import type { StudyFacts } from './study-resource';
import { patientReference, patientResource, subjectResource } from './subject-resources';
import { administrations } from './therapy-resources';

/**
 * Everything of one man that the nine types of resource can say. What they cannot (supplies and the REMS, other drugs,
 * contacts, decisions, flags) stands in the export in the form of CDISC ODM.
 */
export function caseResources(disclosed: DisclosedCase, study: StudyFacts): Resource[] {
  return [
    patientResource(disclosed),
    subjectResource(disclosed, study),
    carePlanResource(disclosed),
    ...requestResources(disclosed),
    ...administrations(disclosed),
    ...disclosed.records.flatMap((record) => recordResources(disclosed, record, study)),
    ...responseObservations(disclosed),
  ];
}

function recordResources(
  disclosed: DisclosedCase,
  record: DisclosedRecord,
  study: StudyFacts,
): readonly Resource[] {
  switch (record.kind) {
    case 'lab-report':
      return laboratoryObservations(disclosed, record);
    case 'semen-analysis':
      return [semenObservation(disclosed, record)];
    case 'vital-signs':
      return vitalSignObservations(disclosed, record);
    case 'symptom-check':
      return [symptomObservation(disclosed, record)];
    case 'questionnaire':
      return [questionnaireObservation(disclosed, record)];
    case 'finding':
      return [findingObservation(disclosed, record)];
    case 'post-operative-check':
      return [postOperativeObservation(disclosed, record)];
    case 'procedure':
      return procedureResources(disclosed, record);
    case 'icsi-cycle':
      return cycleObservations(disclosed, record);
    case 'adverse-event':
      return [adverseEventResource(disclosed, record, study)];
    case 'dose':
    case 'hold':
    case 'resume':
    case 'stop':
    case 'injection-exception':
      // They are intervals together (therapy-resources.ts).
      return [];
    case 'rems-check':
    case 'dispensing':
    case 'drug-return':
    case 'concomitant-drug':
    case 'adverse-event-dismissal':
      return [];
  }
}

/** What the protocol's own rule makes of his samples; nothing where it says nothing. */
function responseObservations(disclosed: DisclosedCase): Observation[] {
  const { enrollment, response } = disclosed;
  const { best, current, responseOn } = response;
  return best === null && current === null
    ? []
    : [
        {
          resourceType: 'Observation',
          id: `${enrollment.id}.response`,
          status: 'final',
          category: [categoryConcept('survey')],
          code: ownConcept('test', 'response', 'Response by the rule of the protocol'),
          subject: patientReference(disclosed),
          ...dated('effectiveDateTime', responseOn),
          component: [
            ...ownComponent('best-response', 'Best', statusValue(best)),
            ...ownComponent('current-response', 'Now', statusValue(current)),
          ],
        },
      ];
}

function statusValue(status: string | null) {
  return status === null
    ? null
    : conceptValue('response', status, responseStatusNames[status as ResponseStatus] ?? status);
}
