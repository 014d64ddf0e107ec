import type { DisclosedCase, DisclosedDate } from '@/lib/deidentification/disclosed-case';
import { isUnknownAnswer } from '@/lib/records/finding';
import { type FindingDefinition, findings } from '@/lib/records/findings';
import { complicationNames } from '@/lib/records/post-operative-check';
import { symptomAnswerLabels, symptomKeys, symptoms } from '@/lib/records/symptoms';
import type { UnitCode } from '@/lib/units/unit-codes';
import { dated, dateExtension, notes, ownConcept, plainQuantity, quantity, some } from './elements';
import {
  analyteComponent,
  analyteConcept,
  answerValue,
  conceptValue,
  ownComponent,
  unknownValue,
} from './observed-value';
import { type DisclosedRecordOf, observationFacts } from './record-facts';
import type { Observation, ObservedValue } from './resource';
import { systems } from './systems';

/** The code of the blood pressure profile of FHIR R4; both of its parts have codes in the table of analytes. */
const bloodPressurePanel = '85354-9';

export function vitalSignObservations(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'vital-signs'>,
): Observation[] {
  const { weight, bloodPressure, note } = record.content;
  const facts = { ...observationFacts(disclosed, record, 'vital-signs'), note: notes(note) };
  return [
    ...(weight === null
      ? []
      : [
          {
            ...facts,
            id: `${record.id}.weight`,
            code: analyteConcept('weight', weight.unit),
            valueQuantity: quantity(weight.value, weight.unit),
          },
        ]),
    ...(bloodPressure === null
      ? []
      : [
          {
            ...facts,
            id: `${record.id}.blood-pressure`,
            code: {
              coding: [{ system: systems.loinc, code: bloodPressurePanel }],
              text: 'Blood pressure',
            },
            component: [
              ...analyteComponent('bp_systolic', bloodPressure.systolic),
              ...analyteComponent('bp_diastolic', bloodPressure.diastolic),
            ],
          },
        ]),
  ];
}

/** A symptom that nobody asked about is not there, which is never "none". */
export function symptomObservation(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'symptom-check'>,
): Observation {
  const { answers, note } = record.content;
  return {
    ...observationFacts(disclosed, record, 'survey'),
    id: record.id,
    code: ownConcept('test', 'symptom-check', 'Symptoms asked about'),
    note: notes(note),
    component: some(
      symptomKeys.flatMap((key) => {
        const answer = answers[key];
        return answer === undefined
          ? []
          : ownComponent(
              key,
              symptoms[key].label,
              conceptValue('symptom-answer', answer, symptomAnswerLabels[answer]),
              'symptom',
            );
      }),
    ),
  };
}

/** Scores only: the questions belong to their authors. */
export function questionnaireObservation(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'questionnaire'>,
): Observation {
  const { total, item9, note } = record.content;
  return {
    ...observationFacts(disclosed, record, 'survey'),
    id: record.id,
    code: analyteConcept('phq9_total', '{score}'),
    valueQuantity: quantity(total, '{score}'),
    note: notes(note),
    component: ownComponent('phq-9-item-9', 'Item 9', { valueInteger: item9 }),
  };
}

export function findingObservation(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'finding'>,
): Observation {
  const { finding, answer, note } = record.content;
  return {
    ...observationFacts(disclosed, record, 'exam'),
    id: record.id,
    code: ownConcept('finding', finding, findings[finding].question),
    ...findingValue(findings[finding], answer),
    note: notes(note),
  };
}

/** Of the units in which findings are entered, those that have a code among those the program knows. */
const findingUnits: Readonly<Record<string, UnitCode>> = { mL: 'mL', 'kg/m²': 'kg/m2' };

function findingValue(
  { answer: kind }: FindingDefinition,
  answer: string | number | DisclosedDate,
): ObservedValue {
  if (typeof answer === 'object') {
    return dated('valueDateTime', answer);
  }
  if (typeof answer === 'number') {
    const unit = kind.kind === 'number' ? kind.unit : '';
    const code = findingUnits[unit];
    return {
      valueQuantity: code === undefined ? plainQuantity(answer, unit) : quantity(answer, code),
    };
  }
  if (isUnknownAnswer(answer)) {
    return unknownValue;
  }
  return kind.kind === 'yes-no'
    ? { valueBoolean: answer === 'yes' }
    : conceptValue(
        'finding-answer',
        answer,
        // Rare answers are grouped where patients are not to be told from them.
        (kind.kind === 'choice' ? kind.options[answer] : undefined) ?? 'Other',
      );
}

export function postOperativeObservation(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'post-operative-check'>,
): Observation {
  const { noneSeen, complications, note } = record.content;
  return {
    ...observationFacts(disclosed, record, 'exam'),
    id: record.id,
    code: ownConcept('test', 'post-operative-check', 'Complications after an operation'),
    note: notes(note, ...complications.map((complication) => complication.note)),
    component: [
      ...ownComponent('no-complication-seen', 'No complication seen', answerValue(noneSeen)),
      ...complications.flatMap(({ kind, from, resolved }) =>
        ownComponent(
          kind,
          complicationNames[kind],
          {
            valueCodeableConcept: ownConcept('answer', resolved, resolvedLabels[resolved]),
          },
          'complication',
        ).map((component) => ({
          ...component,
          extension: some(dateExtension('since', from)),
        })),
      ),
    ],
  };
}

const resolvedLabels = {
  yes: 'Resolved',
  no: 'Not resolved',
  unknown: 'Resolved: not stated',
} as const;
