import 'server-only';
import type { SuggestionNote } from '@/lib/course/adverse-event-suggestions';
import type { PlanChange } from '@/lib/course/plan-change';
import { recordVisitInputSchema } from '@/lib/records/visit';
import { suggestedBy } from '../adverse-events/suggested-by';
import { refuseChangedPlan } from '../amendments/refuse-changed-plan';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { replan } from '../courses/replan';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';
import { linkEarlySurgery } from '../procedures/link-early-surgery';
import { insertRecords } from '../records/record-row';
import { insertAuthorization } from './dispensing-authorization';
import { judgeVisit, prepareVisit } from './prepare-visit';

export type RecordedVisit = {
  readonly visitId: string;
  readonly recordIds: readonly string[];
  readonly change: PlanChange;
  /** Adverse events that a person has to judge now. */
  readonly suggested: readonly SuggestionNote[];
};

/** One contact with everything it brought, in one transaction. */
export const recordVisit = defineCommand({
  name: 'visit.record',
  schema: recordVisitInputSchema,
  permission: 'visit:record',
  findSite: findEnrollmentSite,
  run: async (context, visit): Promise<RecordedVisit> => {
    const { tx, actor, today } = context;
    const loaded = await lockCourse(tx, visit.enrollmentId);
    await refuseChangedPlan(tx, loaded, visit.enrollmentVersion, today);
    const visitId = newId();
    const prepared = prepareVisit(loaded, visit, { today, visitId, recordedBy: actor.userId });
    if (visit.dispensing !== null) {
      await judgeVisit(tx, prepared, visit, today);
    }
    const { siteId, patientId } = loaded.enrollment;
    await insertRows(tx, 'visit', [
      {
        id: visitId,
        site_id: siteId,
        patient_id: patientId,
        enrollment_id: visit.enrollmentId,
        visited_on: visit.visitedOn,
        note: visit.note || null,
        recorded_by: actor.userId,
      },
    ]);
    await insertRecords(tx, prepared.records);
    await linkEarlySurgery(context, loaded, prepared.records);
    await insertAuthorization(tx, prepared.records, visit.dispensing);
    const change = await replan(tx, { today }, visit.enrollmentId);
    return {
      visitId,
      recordIds: prepared.records.map(({ id }) => id),
      change,
      suggested: suggestedBy(loaded, prepared.records),
    };
  },
});
