import { type Day, toDay } from '@/lib/dates/civil-date';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { type Transfer, transferOutcomeNames } from '@/lib/records/icsi-cycle';
import { markOf, markOfRecord } from './mark';
import type { TimelineMark } from './timeline-view';

/** Operations, what was looked for after them, and the oocyte retrievals of old records. */
export function procedureMarks(
  records: readonly ClinicalRecord[],
  firstDoseOn: Day | null,
): TimelineMark[] {
  const functions = recordsOf(records, 'finding').filter(
    ({ content }) => content.finding === 'iief-5',
  );
  const marks = [
    ...recordsOf(records, 'procedure').map((record) => markOfRecord(record, firstDoseOn)),
    ...recordsOf(records, 'post-operative-check').map((record) => ({
      ...markOfRecord(record, firstDoseOn),
      label: 'Check',
    })),
    ...functions.map((record) => ({
      ...markOfRecord(record, firstDoseOn),
      label: `IIEF-5 ${record.content.answer}`,
    })),
  ];
  return inOrder(marks);
}

/** Cycles of ICSI, their transfers and what came of them. */
export function outcomeMarks(
  records: readonly ClinicalRecord[],
  firstDoseOn: Day | null,
): TimelineMark[] {
  return inOrder(
    recordsOf(records, 'icsi-cycle').flatMap((record) => [
      { ...markOfRecord(record, firstDoseOn), label: 'ICSI' },
      ...record.content.transfers.flatMap((transfer, index) =>
        transferMarks(record, transfer, index, firstDoseOn),
      ),
    ]),
  );
}

function transferMarks(
  { id: recordId }: RecordOf<'icsi-cycle'>,
  { on, embryos, origin, outcome, outcomeOn }: Transfer,
  index: number,
  firstDoseOn: Day | null,
): TimelineMark[] {
  const name = `Transfer ${index + 1}`;
  const known = transferOutcomeNames[outcome];
  const transferred = markOf(`${recordId} transfer ${index}`, toDay(on), firstDoseOn, {
    label: name,
    detail: `${embryos} embryo${embryos === 1 ? '' : 's'}, ${origin}; outcome: ${known.toLowerCase()}`,
    recordId,
  });
  return outcomeOn === null
    ? [transferred]
    : [
        transferred,
        markOf(`${recordId} outcome ${index}`, toDay(outcomeOn), firstDoseOn, {
          label: known,
          detail: `of ${name.toLowerCase()} on ${on}`,
          recordId,
        }),
      ];
}

function inOrder(marks: readonly TimelineMark[]): TimelineMark[] {
  return marks.toSorted((one, other) => one.day - other.day || (one.id < other.id ? -1 : 1));
}
