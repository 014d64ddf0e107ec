import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import { recordCheckInputSchema } from '@/lib/records/procedure-input';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { insertRecords } from '../records/record-row';
import { refuseFields } from '../refuse-fields';
import { checkFields } from './check-fields';
import { placeEntry } from './place-entry';
import { refuseAfterDeath } from './refuse-after-death';

export type RecordedCheck = { readonly recordId: string; readonly change: PlanChange };

/** A contact after an operation that looks for complications. */
export const recordCheck = defineCommand({
  name: 'post-operative-check.record',
  schema: recordCheckInputSchema,
  permission: 'visit:record',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, { enrollmentId, entry }): Promise<RecordedCheck> => {
    const loaded = await lockCourse(tx, enrollmentId);
    refuseDates(loaded, [{ field: 'entry.on', on: entry.on }], today);
    refuseAfterDeath(loaded, entry.on);
    refuseFields(
      checkFields(
        loaded.course.records,
        { dateField: 'entry.on', field: 'entry.content', ...entry },
        today,
      ),
    );
    const check = { kind: 'post-operative-check', ...entry } as const;
    const record = placeEntry(loaded, check, actor.userId);
    await insertRecords(tx, [record]);
    return { recordId: record.id, change: await replan(tx, { today }, enrollmentId) };
  },
});
