import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { AdverseEventEntry, RecordEntry } from '@/lib/records/record-entry';
import type { DatedField } from '../courses/refuse-dates';
import { type FieldCheck, whenFuture } from '../refuse-fields';

/** Every date in an adverse event's course, at its path below `entry`. */
export function courseDates({ on, content }: AdverseEventEntry): readonly DatedField[] {
  const { grades, endedOn } = content;
  return [
    { field: 'entry.on', on },
    ...grades.slice(1).map(({ from }, index) => ({
      field: `entry.content.grades.${index + 1}.from`,
      on: from,
    })),
    ...(endedOn === null ? [] : [{ field: 'entry.content.endedOn', on: endedOn }]),
  ];
}

/** For the correction of any record: only an adverse event has dates inside that have to be past. */
export function futureCourse(entry: RecordEntry, today: CivilDate): readonly FieldCheck[] {
  return entry.kind === 'adverse-event'
    ? courseDates(entry).map(({ field, on }): FieldCheck => [field, whenFuture(on, today)])
    : [];
}
