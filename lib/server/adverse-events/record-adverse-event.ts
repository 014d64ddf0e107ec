import 'server-only';
import type { Course } from '@/lib/course/course';
import type { PlanChange } from '@/lib/course/plan-change';
import { toCivilDate, toDay } from '@/lib/dates/civil-date';
import { adverseEventName, otherTerm } from '@/lib/records/adverse-event';
import { recordAdverseEventInputSchema } from '@/lib/records/adverse-event-input';
import { recordsOf } from '@/lib/records/clinical-record';
import { type AdverseEventEntry, standardizeEntry } from '@/lib/records/record-entry';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { insertRecords, placeRecord } from '../records/record-row';
import { refuseFields } from '../refuse-fields';
import { courseDates } from './course-dates';

export type RecordedAdverseEvent = { readonly recordId: string; readonly change: PlanChange };

/** Somebody says that this is an adverse event, whether the program suggested it or not. */
export const recordAdverseEvent = defineCommand({
  name: 'adverse-event.record',
  schema: recordAdverseEventInputSchema,
  permission: 'visit:record',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, { enrollmentId, entry }): Promise<RecordedAdverseEvent> => {
    const loaded = await lockCourse(tx, enrollmentId);
    refuseDates(loaded, courseDates(entry), today);
    refuseUnlessAtEvidence(entry, loaded.course);
    refuseOverlap(entry, loaded.course);
    const { siteId, patientId } = loaded.enrollment;
    const record = placeRecord(standardizeEntry(entry), {
      siteId,
      patientId,
      enrollmentId,
      visitId: null,
      recordedBy: actor.userId,
    });
    await insertRecords(tx, [record]);
    return { recordId: record.id, change: await replan(tx, { today }, enrollmentId) };
  },
});

/** An event that began after the finding which suggested it would not explain the finding. */
function refuseUnlessAtEvidence({ on, content }: AdverseEventEntry, { records }: Course): void {
  if (content.suggestedBy === null) {
    return;
  }
  const evidence = records.find(({ id, voided }) => id === content.suggestedBy && !voided);
  if (evidence === undefined) {
    throw new AppError('CONFLICT', {
      message: 'The record that suggested this has been voided since. Reload the suggestions.',
    });
  }
  const found = toCivilDate(evidence.on);
  refuseFields([
    ['entry.on', on > found ? `It was found on ${found}, so it began then or earlier.` : null],
  ]);
}

/** One event of a term at a time: its grade changes, it does not begin twice. */
function refuseOverlap({ on, content }: AdverseEventEntry, { records }: Course): void {
  if (content.term === otherTerm) {
    return;
  }
  const other = recordsOf(records, 'adverse-event').find(
    (event) =>
      !event.voided &&
      event.content.term === content.term &&
      (event.content.endedOn === null || on <= event.content.endedOn) &&
      (content.endedOn === null || event.on <= toDay(content.endedOn)),
  );
  if (other !== undefined) {
    const { endedOn } = other.content;
    const span = endedOn === null ? 'goes on' : `lasted to ${endedOn}`;
    const message = `"${adverseEventName(content)}" began on ${toCivilDate(other.on)} and ${span}: change the course of that event instead.`;
    throw new AppError('DUPLICATE', { message, fields: { 'entry.content.term': message } });
  }
}
