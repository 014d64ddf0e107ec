import 'server-only';
import { exceptionRefusal } from '@/lib/course/injection-calendar';
import type { PlanChange } from '@/lib/course/plan-change';
import { therapyOf } from '@/lib/course/therapy';
import { toDay } from '@/lib/dates/civil-date';
import { injectionExceptionInputSchema } from '@/lib/records/therapy-change';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { replan } from '../courses/replan';
import { insertRecords, placeRecord } from '../records/record-row';

export type RecordedException = { readonly recordId: string; readonly change: PlanChange };

/** What happened to one planned injection; nothing is recorded of those given as planned (engine §3). */
export const recordInjectionException = defineCommand({
  name: 'therapy.injection-exception',
  schema: injectionExceptionInputSchema,
  permission: 'visit:record',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, { enrollmentId, change }): Promise<RecordedException> => {
    const { course, enrollment, protocol } = await lockCourse(tx, enrollmentId);
    const { records } = course;
    const therapy = therapyOf(records);
    const refusal = exceptionRefusal(change, records, therapy, protocol.settings, toDay(today));
    if (refusal !== null) {
      const { field, message } = refusal;
      throw new AppError('CONFLICT', { message, fields: { [`change.${field}`]: message } });
    }
    const { siteId, patientId } = enrollment;
    const record = placeRecord(
      { kind: 'injection-exception', ...change, time: null, source: null, results: [] },
      { siteId, patientId, enrollmentId, visitId: null, recordedBy: actor.userId },
    );
    await insertRecords(tx, [record]);
    return { recordId: record.id, change: await replan(tx, { today }, enrollmentId) };
  },
});
