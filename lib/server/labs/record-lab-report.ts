import 'server-only';
import type { SuggestionNote } from '@/lib/course/adverse-event-suggestions';
import type { PlanChange } from '@/lib/course/plan-change';
import { earlierResultsOf } from '@/lib/records/earlier-results';
import { labReportRecord, recordLabReportInputSchema } from '@/lib/records/record-lab-report';
import { withUnitJumps } from '@/lib/records/unit-jumps';
import { suggestedBy } from '../adverse-events/suggested-by';
import { refuseChangedPlan } from '../amendments/refuse-changed-plan';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { insertRecords, placeRecord } from '../records/record-row';
import { refuseRepeatedReports } from './refuse-repeated-reports';
import { refuseUnitJumps } from './refuse-unit-jumps';

export type RecordedLabReport = {
  readonly recordId: string;
  readonly change: PlanChange;
  /** Adverse events that a person has to judge now. */
  readonly suggested: readonly SuggestionNote[];
};

/** A report that arrives without a contact. */
export const recordLabReport = defineCommand({
  name: 'lab.record',
  schema: recordLabReportInputSchema,
  permission: 'visit:record',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, input): Promise<RecordedLabReport> => {
    const { enrollmentId, enrollmentVersion, report, repeatedReportsConfirmed } = input;
    const loaded = await lockCourse(tx, enrollmentId);
    await refuseChangedPlan(tx, loaded, enrollmentVersion, today);
    refuseDates(loaded, [{ field: 'report.collectedOn', on: report.collectedOn }], today);
    if (!repeatedReportsConfirmed) {
      refuseRepeatedReports([{ field: 'report', report }], loaded.course.records);
    }
    const earlier = earlierResultsOf(loaded.course.records);
    refuseUnitJumps([{ field: 'report', collectedOn: report.collectedOn, report }], earlier);
    const placed = placeRecord(withUnitJumps(labReportRecord(report), earlier), {
      siteId: loaded.enrollment.siteId,
      patientId: loaded.enrollment.patientId,
      enrollmentId,
      visitId: null,
      recordedBy: actor.userId,
    });
    await insertRecords(tx, [placed]);
    const change = await replan(tx, { today }, enrollmentId);
    return { recordId: placed.id, change, suggested: suggestedBy(loaded, [placed]) };
  },
});
