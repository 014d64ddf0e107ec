import 'server-only';
import type { RecordEntry } from '@/lib/records/record-entry';
import type { DatedField } from '../courses/refuse-dates';

/** Every date in a cycle or a check beside the record's own, at its path below `entry`. */
export function datesInside({
  kind,
  content,
}: Pick<RecordEntry, 'kind' | 'content'>): readonly DatedField[] {
  const entry = { kind, content } as RecordEntry;
  switch (entry.kind) {
    case 'icsi-cycle':
      return entry.content.transfers.flatMap(({ on, outcomeOn }, index) => {
        const field = `entry.content.transfers.${index}`;
        return [
          { field: `${field}.on`, on },
          ...(outcomeOn === null ? [] : [{ field: `${field}.outcomeOn`, on: outcomeOn }]),
        ];
      });
    case 'post-operative-check':
      return entry.content.complications.flatMap(({ from }, index) =>
        from === null ? [] : [{ field: `entry.content.complications.${index}.from`, on: from }],
      );
    default:
      return [];
  }
}
