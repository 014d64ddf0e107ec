import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { RecordKind } from '@/lib/records/record';
import type { LoadedCourse } from '../courses/load-course';
import { type PlacedRecord, placeRecord } from '../records/record-row';

/** What was entered on its own and not at a visit, as a record of the enrollment. */
export function placeEntry(
  { enrollment }: LoadedCourse,
  {
    kind,
    on,
    content,
  }: { readonly kind: RecordKind; readonly on: CivilDate; readonly content: unknown },
  recordedBy: string,
): PlacedRecord {
  const { id: enrollmentId, siteId, patientId } = enrollment;
  return placeRecord(
    { kind, on, time: null, source: null, content, results: [] },
    { siteId, patientId, enrollmentId, visitId: null, recordedBy },
  );
}
