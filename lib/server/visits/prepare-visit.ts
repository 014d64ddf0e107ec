import 'server-only';
import { invariant } from '@/lib/core/invariant';
import type { PlanChange } from '@/lib/course/plan-change';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import { dispensingContentOf } from '@/lib/records/dispensing';
import { earlierResultsOf } from '@/lib/records/earlier-results';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import { withUnitJumps } from '@/lib/records/unit-jumps';
import { type RecordVisit, visitRecords } from '@/lib/records/visit';
import { computePlans } from '../courses/compute-plans';
import type { LoadedCourse } from '../courses/load-course';
import { refuseDates } from '../courses/refuse-dates';
import type { Transaction } from '../db/transaction';
import { refuseRepeatedReports } from '../labs/refuse-repeated-reports';
import { refuseUnitJumps } from '../labs/refuse-unit-jumps';
import { checkFields } from '../procedures/check-fields';
import { refuseSurgery } from '../procedures/refuse-surgery';
import { type PlacedRecord, placeRecord, unsavedRecord } from '../records/record-row';
import { resolveSymptoms } from '../records/resolve-symptoms';
import { refuseFields } from '../refuse-fields';
import { refuseDispensing } from './refuse-dispensing';
import { refuseRepeatedVisit } from './refuse-repeated-visit';

export interface PreparedVisit {
  readonly records: readonly PlacedRecord[];
  /** The course as it will be; a plan of it needs no stored record. */
  readonly after: LoadedCourse;
}

interface VisitContext {
  readonly today: CivilDate;
  readonly visitId: string;
  readonly recordedBy: string;
}

/**
 * A visit checked against its course and turned into records, which are not written yet.
 *
 * @throws INVALID_INPUT, DUPLICATE.
 */
export function prepareVisit(
  loaded: LoadedCourse,
  visit: RecordVisit,
  { today, visitId, recordedBy }: VisitContext,
): PreparedVisit {
  const { enrollment, course } = loaded;
  const entries = visitRecords(visit);
  const dates = entries.map(({ dateField, record }) => ({ field: dateField, on: record.on }));
  refuseDates(loaded, [{ field: 'visitedOn', on: visit.visitedOn }, ...dates], today);
  refuseRepeatedVisit(visit, course.records);
  refuseSurgery(
    loaded,
    visit.procedures.map(({ performedOn, content }, index) => ({
      field: `procedures.${index}.content`,
      on: performedOn,
      content,
    })),
  );
  const reports = enteredReports(visit);
  if (!visit.repeatedReportsConfirmed) {
    refuseRepeatedReports(reports, course.records);
  }
  const earlier = earlierResultsOf(course.records);
  refuseUnitJumps(reports, earlier);
  const previous = answersBefore(course.records, visit.visitedOn);
  const place = {
    siteId: enrollment.siteId,
    patientId: enrollment.patientId,
    enrollmentId: enrollment.id,
    visitId,
    recordedBy,
  };
  const records = entries.map(({ record, section }) =>
    placeRecord(
      withUnitJumps(resolveSymptoms(record, previous, `${section}.unchanged`), earlier),
      place,
    ),
  );
  const after = { ...course, records: [...course.records, ...records.map(unsavedRecord)] };
  if (visit.postOperativeCheck !== null) {
    const place = { dateField: 'visitedOn', field: 'postOperativeCheck', on: visit.visitedOn };
    refuseFields(
      checkFields(after.records, { ...place, content: visit.postOperativeCheck }, today),
    );
  }
  return { records, after: { ...loaded, course: after } };
}

/**
 * What the visit would satisfy and raise, by the engine; the preview and the save ask the same.
 *
 * @throws DISPENSING_BLOCKED when it hands over a supply that the gate holds back.
 */
export async function judgeVisit(
  tx: Transaction,
  { after }: PreparedVisit,
  { dispensing, visitedOn }: RecordVisit,
  today: CivilDate,
): Promise<PlanChange> {
  const [plan] = await computePlans(tx, [after], today);
  invariant(plan, 'one course has one plan');
  if (dispensing !== null) {
    refuseDispensing(after.course, plan.flags.open, dispensingContentOf(dispensing), visitedOn);
  }
  return plan.change;
}

function enteredReports({ labReports }: RecordVisit) {
  return labReports.map((report, index) => ({
    field: `labReports.${index}`,
    collectedOn: report.collectedOn,
    report,
  }));
}

/** Of the newest symptom check dated on the visit's day or before it. */
function answersBefore(
  records: readonly ClinicalRecord[],
  visitedOn: CivilDate,
): SymptomAnswers | null {
  const checks = recordsOf(records, 'symptom-check')
    .filter(({ voided, on }) => !voided && on <= toDay(visitedOn))
    .sort((one, other) => other.on - one.on || (one.id < other.id ? 1 : -1));
  return checks[0]?.content.answers ?? null;
}
