import 'server-only';
import { adverseEventSuggestions } from '@/lib/course/adverse-event-suggestions';
import { therapyOf } from '@/lib/course/therapy';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import { toCivilDate } from '@/lib/dates/civil-date';
import { dismissSuggestionInputSchema } from '@/lib/records/adverse-event-input';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import type { LoadedCourse } from '../courses/load-course';
import { lockCourse } from '../courses/lock-course';
import { replan } from '../courses/replan';
import { insertRecords, placeRecord } from '../records/record-row';

export type DismissedSuggestion = { readonly recordId: string };

/** Somebody has read a suggestion and says why it is no adverse event. */
export const dismissSuggestion = defineCommand({
  name: 'adverse-event.dismiss',
  schema: dismissSuggestionInputSchema,
  permission: 'visit:record',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, input): Promise<DismissedSuggestion> => {
    const { enrollmentId, term, grade, suggestedBy, reason } = input;
    const loaded = await lockCourse(tx, enrollmentId);
    const { version, on } = findSuggested(loaded, term, suggestedBy);
    const { siteId, patientId } = loaded.enrollment;
    const record = placeRecord(
      {
        kind: 'adverse-event-dismissal',
        on: toCivilDate(on),
        time: null,
        source: null,
        content: { term, ctcaeVersion: version, grade, suggestedBy, reason },
        results: [],
      },
      { siteId, patientId, enrollmentId, visitId: null, recordedBy: actor.userId },
    );
    await insertRecords(tx, [record]);
    await replan(tx, { today }, enrollmentId);
    return { recordId: record.id };
  },
});

/**
 * The oldest finding of the suggestion, whose date the dismissal carries.
 *
 * @throws CONFLICT when somebody has answered it since it was read.
 */
function findSuggested({ protocol, course }: LoadedCourse, term: string, suggestedBy: string) {
  const therapy = therapyOf(course.records);
  const version = ctcaeVersionOf(protocol.settings);
  const oldest = adverseEventSuggestions(course, therapy, version)
    .filter((suggestion) => suggestion.term === term)
    .map(({ evidence }) => evidence[0])
    .find((evidence) => evidence?.recordId === suggestedBy);
  if (oldest === undefined) {
    throw new AppError('CONFLICT', {
      message: 'This suggestion has been answered or corrected since. Reload the page.',
    });
  }
  return oldest;
}
