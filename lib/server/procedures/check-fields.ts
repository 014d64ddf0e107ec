import 'server-only';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import type { PostOperativeCheck } from '@/lib/records/post-operative-check';
import { type FieldCheck, whenFuture } from '../refuse-fields';

interface EnteredCheck {
  /** Paths of the day and of the content in the input. */
  readonly dateField: string;
  readonly field: string;
  readonly on: CivilDate;
  readonly content: PostOperativeCheck;
}

/** A check follows an operation, and what it found has been seen already. */
export function checkFields(
  records: readonly ClinicalRecord[],
  { dateField, field, on, content }: EnteredCheck,
  today: CivilDate,
): FieldCheck[] {
  const isOperated = recordsOf(records, 'procedure').some(
    (operation) =>
      !operation.voided &&
      operation.content.kind !== 'oocyte-retrieval' &&
      operation.on <= toDay(on),
  );
  return [
    [dateField, isOperated ? null : 'No operation is recorded on this day or before it.'],
    ...content.complications.map(
      ({ from }, index): FieldCheck => [
        `${field}.complications.${index}.from`,
        from === null ? null : whenFuture(from, today),
      ],
    ),
  ];
}
