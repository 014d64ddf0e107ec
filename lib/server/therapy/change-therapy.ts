import 'server-only';
import type { OccurrenceNote, PlanChange } from '@/lib/course/plan-change';
import { therapyOf } from '@/lib/course/therapy';
import { changeTherapyInputSchema } from '@/lib/records/therapy-change';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { insertRecords, placeRecord } from '../records/record-row';
import { refuseContradiction } from './refuse-contradiction';
import { baselineOfFirstDose } from './refuse-first-dose';

export type ChangedTherapy = {
  readonly recordId: string;
  readonly change: PlanChange;
  /** With the first dose: what should have been there before it. */
  readonly unmetBaseline: readonly OccurrenceNote[];
};

/** A dose from a day on, a hold, a resume or the stop; each may be entered days later (engine §3). */
export const changeTherapy = defineCommand({
  name: 'therapy.change',
  schema: changeTherapyInputSchema,
  permission: 'therapy:change',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, { enrollmentId, change }): Promise<ChangedTherapy> => {
    const loaded = await lockCourse(tx, enrollmentId);
    refuseDates(loaded, [{ field: 'change.on', on: change.on }], today);
    refuseContradiction(change, loaded);
    const { siteId, patientId } = loaded.enrollment;
    const { kind, on, content } = change;
    const record = placeRecord(
      { kind, on, time: null, source: null, content, results: [] },
      { siteId, patientId, enrollmentId, visitId: null, recordedBy: actor.userId },
    );
    await insertRecords(tx, [record]);
    const planChange = await replan(tx, { today }, enrollmentId);
    const isFirstDose = kind === 'dose' && therapyOf(loaded.course.records).firstDoseOn === null;
    const unmet = isFirstDose
      ? await baselineOfFirstDose(tx, loaded, { field: 'change.on', today })
      : [];
    return { recordId: record.id, change: planChange, unmetBaseline: unmet };
  },
});
