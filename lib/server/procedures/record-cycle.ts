import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import { toCivilDate } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import { recordCycleInputSchema } from '@/lib/records/procedure-input';
import type { IcsiCycleEntry } from '@/lib/records/record-entry';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import type { LoadedCourse } from '../courses/load-course';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { checkPartner } from '../partners/find-partner';
import { insertRecords } from '../records/record-row';
import { refuseFields, whenFuture } from '../refuse-fields';
import { datesInside } from './dates-inside';
import { placeEntry } from './place-entry';

export type RecordedCycle = { readonly recordId: string; readonly change: PlanChange };

/** A cycle of ICSI with what came of it so far; transfers and outcomes are amended into it as they arrive. */
export const recordCycle = defineCommand({
  name: 'cycle.record',
  schema: recordCycleInputSchema,
  permission: 'visit:record',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, { enrollmentId, entry }): Promise<RecordedCycle> => {
    const loaded = await lockCourse(tx, enrollmentId);
    refuseDates(loaded, [{ field: 'entry.on', on: entry.on }], today);
    refuseFields([
      await checkPartner(tx, loaded.enrollment.patientId, entry),
      ...datesInside(entry).map(({ field, on }) => [field, whenFuture(on, today)] as const),
    ]);
    refuseRepeated(loaded, entry);
    const record = placeEntry(loaded, entry, actor.userId);
    await insertRecords(tx, [record]);
    return { recordId: record.id, change: await replan(tx, { today }, enrollmentId) };
  },
});

function refuseRepeated({ course }: LoadedCourse, { on }: IcsiCycleEntry): void {
  const isThere = recordsOf(course.records, 'icsi-cycle').some(
    (record) => !record.voided && toCivilDate(record.on) === on,
  );
  if (isThere) {
    const message = `The cycle with the oocyte retrieval of ${on} is recorded already: report what is new in it.`;
    throw new AppError('DUPLICATE', { message, fields: { 'entry.on': message } });
  }
}
