import type { Certainty } from '@/lib/core/certainty';
import type { DisclosedCase } from '@/lib/deidentification/disclosed-case';
import {
  type Histology,
  histologyNames,
  procedureNames,
  type sides,
} from '@/lib/records/procedure';
import { dated, extension, notes, ownConcept, referenceTo, some } from './elements';
import { answerValue, conceptValue, countValue, ownComponent } from './observed-value';
import { requestsOf } from './plan-resources';
import { type DisclosedRecordOf, observationFacts } from './record-facts';
import type { Component, Observation, Procedure } from './resource';
import { patientReference } from './subject-resources';

/**
 * What was done to him, and beside it what was found. An oocyte retrieval is not done to him: only the number of
 * eggs, which his sperm have to suffice for, is his observation.
 */
export function procedureResources(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'procedure'>,
): (Procedure | Observation)[] {
  const { id, content } = record;
  const facts = observationFacts(disclosed, record, 'procedure');
  if (content.kind === 'oocyte-retrieval') {
    return [
      {
        ...facts,
        id,
        code: ownConcept('procedure', content.kind, procedureNames[content.kind]),
        note: notes(content.note),
        component: some(ownComponent('eggs', 'Eggs', countValue(content.eggNumber))),
      },
    ];
  }
  const { kind, side, minutes, spermFound } = content;
  return [
    {
      resourceType: 'Procedure',
      id,
      extension: some(
        minutes === null ? [] : [extension('operating-minutes', { valuePositiveInt: minutes })],
      ),
      status: 'completed',
      code: ownConcept('procedure', kind, procedureNames[kind]),
      subject: patientReference(disclosed),
      basedOn: some(requestsOf(disclosed, id)),
      ...dated('performedDateTime', record.on),
      bodySite: side === null ? undefined : [ownConcept('side', side, sideLabels[side])],
      outcome: ownConcept('answer', spermFound, spermFoundLabels[spermFound]),
      note: notes(content.note, content.earlierReason),
    },
    {
      ...facts,
      id: `${id}.result`,
      code: ownConcept('test', 'retrieval-result', 'Sperm and histology of the procedure'),
      partOf: [referenceTo('Procedure', id)],
      component: [
        ...ownComponent('sperm-found', 'Sperm found', answerValue(spermFound)),
        ...sideAnswer('left', content.spermFoundLeft),
        ...sideAnswer('right', content.spermFoundRight),
        ...ownComponent(
          'sufficient-for-all-eggs',
          'Enough for every egg',
          answerValue(content.sufficientForAllEggs),
        ),
        ...ownComponent('cryopreserved', 'Frozen', answerValue(content.cryopreserved)),
        ...ownComponent('vials-frozen', 'Vials frozen', countValue(content.vialsFrozen)),
        ...histology('histology', 'Histology', content.histology),
        ...histology('histology-left', 'Histology, left', content.histologyLeft),
        ...histology('histology-right', 'Histology, right', content.histologyRight),
      ],
    },
  ];
}

const sideLabels: Readonly<Record<(typeof sides)[number], string>> = {
  left: 'Left testis',
  right: 'Right testis',
  both: 'Both testes',
};

const spermFoundLabels: Readonly<Record<Certainty, string>> = {
  yes: 'Sperm found',
  no: 'No sperm found',
  unknown: 'Whether sperm were found is not stated',
};

/** A side that the report does not tell apart says nothing. */
function sideAnswer(side: 'left' | 'right', found: Certainty): Component[] {
  return found === 'unknown'
    ? []
    : ownComponent(`sperm-found-${side}`, `Sperm found, ${side}`, answerValue(found));
}

function histology(code: string, label: string, pattern: Histology | null): Component[] {
  return pattern === null
    ? []
    : ownComponent(code, label, conceptValue('histology', pattern, histologyNames[pattern]));
}
