import 'server-only';
import { type SuggestionNote, suggestedByRecords } from '@/lib/course/adverse-event-suggestions';
import { therapyOf } from '@/lib/course/therapy';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import type { LoadedCourse } from '../courses/load-course';
import { type PlacedRecord, unsavedRecord } from '../records/record-row';

/** Adverse events that these new records suggest, in the course as it is with them. */
export function suggestedBy(
  { protocol, course }: LoadedCourse,
  placed: readonly PlacedRecord[],
): readonly SuggestionNote[] {
  const records = [...course.records, ...placed.map(unsavedRecord)];
  return suggestedByRecords(
    { ...course, records },
    therapyOf(records),
    ctcaeVersionOf(protocol.settings),
    placed.map(({ id }) => id),
  );
}
