import type { Certainty } from '@/lib/core/certainty';
import type { CtcaeGrade } from '@/lib/ctcae/term';
import type { DisclosedCase } from '@/lib/deidentification/disclosed-case';
import {
  type adverseEventOutcomes,
  ctcaeTermNames,
  drugActionLabels,
  relatednessLabels,
  type SeriousnessCriterion,
  seriousnessLabels,
  worstGradeOf,
} from '@/lib/records/adverse-event';
import {
  dated,
  dateExtension,
  extension,
  fhirText,
  ownConcept,
  referenceTo,
  standardConcept,
} from './elements';
import type { DisclosedRecordOf } from './record-facts';
import type { AdverseEvent, CodeableConcept } from './resource';
import type { StudyFacts } from './study-resource';
import { patientReference } from './subject-resources';
import { administrationOn } from './therapy-resources';

export function adverseEventResource(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'adverse-event'>,
  study: StudyFacts,
): AdverseEvent {
  const { content } = record;
  const worst = worstGradeOf(content);
  return {
    resourceType: 'AdverseEvent',
    id: record.id,
    extension: [
      ...content.grades.map(({ from, grade }) =>
        extension('ctcae-grade', {
          extension: [
            extension('grade', { valuePositiveInt: grade }),
            ...dateExtension('from', from),
          ],
        }),
      ),
      ...dateExtension('end-date', content.endedOn),
      extension('action-taken', {
        valueString: drugActionLabels[content.action],
      }),
    ],
    actuality: 'actual',
    event: {
      ...ownConcept('ctcae-term', content.term, ctcaeTermNames[content.term] ?? 'Other'),
      ...(fhirText(content.description) === undefined
        ? {}
        : { text: fhirText(content.description) }),
    },
    subject: patientReference(disclosed),
    ...dated('date', record.on),
    recordedDate: record.at ?? undefined,
    seriousness: seriousness(content.serious, content.seriousness),
    severity: standardConcept('severity', severities[worst]),
    outcome: standardConcept('outcome', outcomes[content.outcome]),
    suspectEntity: suspect(disclosed, record),
    study: [referenceTo('ResearchStudy', study.snapshotId)],
  };
}

/** FHIR R4 tells three severities apart (C§7.4); the grades themselves stand in an extension. */
const severities: Readonly<Record<CtcaeGrade, string>> = {
  1: 'mild',
  2: 'moderate',
  3: 'severe',
  4: 'severe',
  5: 'severe',
};

const outcomes: Readonly<Record<(typeof adverseEventOutcomes)[number], string>> = {
  recovered: 'resolved',
  recovering: 'recovering',
  'not-recovered': 'ongoing',
  'recovered-with-sequelae': 'resolvedWithSequelae',
  fatal: 'fatal',
  unknown: 'unknown',
};

const seriousnessCodes: Readonly<Record<SeriousnessCriterion, string>> = {
  death: 'SeriousResultsInDeath',
  'life-threatening': 'SeriousIsLifeThreatening',
  hospitalization: 'SeriousResultsInHospitalization',
  disability: 'SeriousResultsInDisability',
  'congenital-anomaly': 'SeriousIsBirthDefect',
  'important-medical-event': 'SeriousRequiresPreventImpairment',
};

function seriousness(
  serious: Certainty,
  criteria: readonly SeriousnessCriterion[],
): CodeableConcept | undefined {
  switch (serious) {
    case 'unknown':
      return undefined;
    case 'no':
      return standardConcept('seriousness', 'Non-serious');
    case 'yes':
      return {
        coding: ['Serious', ...criteria.map((key) => seriousnessCodes[key])].flatMap(
          (code) => standardConcept('seriousness', code).coding ?? [],
        ),
        text: criteria.map((key) => seriousnessLabels[key]).join('; '),
      };
  }
}

/** What he took when it began, and how related it was judged; nothing where he took nothing. */
function suspect(
  disclosed: DisclosedCase,
  { on, content: { relatedness } }: DisclosedRecordOf<'adverse-event'>,
): AdverseEvent['suspectEntity'] {
  const administration = administrationOn(disclosed, on);
  return administration === null
    ? undefined
    : [
        {
          instance: referenceTo('MedicationAdministration', administration),
          causality: [
            {
              assessment: ownConcept('relatedness', relatedness, relatednessLabels[relatedness]),
            },
          ],
        },
      ];
}
