import type { DisclosedCase, DisclosedRecord } from '@/lib/deidentification/disclosed-case';
import type { RecordKind } from '@/lib/records/record';
import { dated, extension, fhirText, some } from './elements';
import { requestsOf } from './plan-resources';
import type { CodeableConcept, Observation } from './resource';
import { patientReference } from './subject-resources';
import { systems } from './systems';

export type DisclosedRecordOf<Kind extends RecordKind> = Extract<DisclosedRecord, { kind: Kind }>;

/** What every Observation made from a record has. */
type ObservationFacts = Pick<
  Observation,
  | 'resourceType'
  | 'status'
  | 'category'
  | 'subject'
  | 'basedOn'
  | 'effectiveDateTime'
  | '_effectiveDateTime'
  | 'issued'
  | 'extension'
>;

type Category = 'laboratory' | 'vital-signs' | 'survey' | 'exam' | 'procedure';

export function observationFacts(
  disclosed: DisclosedCase,
  record: DisclosedRecord,
  category: Category,
): ObservationFacts {
  return {
    resourceType: 'Observation',
    extension: some(
      // Of the clock at the site; with a zone it would be an instant, which nobody wrote down.
      record.time === null ? [] : [extension('time-of-day', { valueTime: `${record.time}:00` })],
    ),
    status: record.amended === null ? 'final' : 'amended',
    category: [categoryConcept(category)],
    subject: patientReference(disclosed),
    basedOn: some(requestsOf(disclosed, record.id)),
    ...dated('effectiveDateTime', record.on),
    issued: record.amended?.at ?? record.at ?? undefined,
  };
}

export function categoryConcept(category: Category): CodeableConcept {
  return { coding: [{ system: systems.observationCategory, code: category }] };
}

export function performer(name: string): Observation['performer'] {
  const display = fhirText(name);
  return display === undefined ? undefined : [{ display }];
}
