import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import { toCivilDate } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import { type Procedure, procedureNames } from '@/lib/records/procedure';
import { recordProcedureInputSchema } from '@/lib/records/procedure-input';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import type { LoadedCourse } from '../courses/load-course';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { insertRecords } from '../records/record-row';
import { linkEarlySurgery } from './link-early-surgery';
import { placeEntry } from './place-entry';
import { refuseAfterDeath } from './refuse-after-death';
import { refuseSurgery } from './refuse-surgery';

export type RecordedProcedure = { readonly recordId: string; readonly change: PlanChange };

/** An operation or a retrieval with what was found on each side. */
export const recordProcedure = defineCommand({
  name: 'procedure.record',
  schema: recordProcedureInputSchema,
  permission: 'visit:record',
  findSite: findEnrollmentSite,
  run: async (context, { enrollmentId, entry }): Promise<RecordedProcedure> => {
    const { tx, actor, today } = context;
    const loaded = await lockCourse(tx, enrollmentId);
    refuseDates(loaded, [{ field: 'entry.on', on: entry.on }], today);
    refuseAfterDeath(loaded, entry.on);
    refuseRepeated(loaded, entry);
    refuseSurgery(loaded, [{ field: 'entry.content', ...entry }]);
    const record = placeEntry(loaded, { kind: 'procedure', ...entry }, actor.userId);
    await insertRecords(tx, [record]);
    await linkEarlySurgery(context, loaded, [record]);
    return { recordId: record.id, change: await replan(tx, { today }, enrollmentId) };
  },
});

/** The same procedure twice on one day is one that two people have entered. */
function refuseRepeated(
  { course }: LoadedCourse,
  { on, content }: { readonly on: string; readonly content: Procedure },
): void {
  const isThere = recordsOf(course.records, 'procedure').some(
    (record) =>
      !record.voided && toCivilDate(record.on) === on && record.content.kind === content.kind,
  );
  if (isThere) {
    const message = `${procedureNames[content.kind]} of ${on} is recorded already: amend that record instead.`;
    throw new AppError('DUPLICATE', { message, fields: { 'entry.on': message } });
  }
}
