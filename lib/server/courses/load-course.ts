import 'server-only';
import { invariant } from '@/lib/core/invariant';
import {
  adequateForIcsi,
  type Course,
  type CourseDecision,
  type PlanAdjustment,
} from '@/lib/course/course';
import type { DecisionInput } from '@/lib/course/decision-input';
import type { DecisionMeaning } from '@/lib/course/decision-meaning';
import type { Day } from '@/lib/dates/civil-date';
import type { EnrollmentOutcome } from '@/lib/enrollment/enrollment-outcome';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { isHistoryKind } from '@/lib/records/history';
import { dayFrom, dayOrNullFrom } from '../db/date-column';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';
import { loadRecords, type StoredRecord } from '../records/load-records';
import { followedProtocols } from './amended-protocols';
import { loadCalendars } from './load-calendars';

export interface LoadedEnrollment {
  readonly id: string;
  readonly siteId: string;
  readonly patientId: string;
  readonly timeZone: string;
  readonly status: string;
  readonly version: number;
  readonly enrolledOn: Day;
}

export interface LoadedCourse {
  readonly enrollment: LoadedEnrollment;
  readonly protocol: CompiledProtocol;
  readonly course: Course;
}

/** Null when the enrollment does not exist or belongs to a site that is not the user's. */
export async function loadCourse(
  tx: Transaction,
  enrollmentId: string,
): Promise<LoadedCourse | null> {
  return (await loadCourses(tx, [enrollmentId])).get(enrollmentId) ?? null;
}

/** Everything recorded about these enrollments, in one round trip for each table. */
export async function loadCourses(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<Map<string, LoadedCourse>> {
  const enrollments = await readEnrollments(tx, enrollmentIds);
  const followed = await followedProtocols(tx, enrollments);
  const calendars = await loadCalendars(
    tx,
    enrollments.map((row) => row.siteId),
  );
  const records = await loadRecords(
    tx,
    enrollments.map((row) => row.patientId),
  );
  const adjustments = await readAdjustments(tx, enrollmentIds);
  const decisions = await readDecisions(tx, enrollmentIds);
  return new Map(
    enrollments.map((row) => {
      const { consentOn, patient } = row;
      invariant(consentOn, `enrollment ${row.id} has no consent`);
      const enrolledOn = dayFrom(row.enrolledOn);
      const { timeZone, remsEnrollmentOnlyFrom } = patient.site;
      const { id, siteId, patientId, status, version } = row;
      const { protocol, amendments } = followed(id);
      return [
        id,
        {
          enrollment: { id, siteId, patientId, timeZone, status, version, enrolledOn },
          protocol,
          course: {
            arm: row.arm,
            consentOn: dayFrom(consentOn),
            enrolledOn,
            endedOn: dayOrNullFrom(row.endedOn),
            died: row.status === ('died' satisfies EnrollmentOutcome),
            records: (records.get(patientId) ?? [])
              .filter((stored) => belongsTo(stored, row))
              .map(({ record }) => record),
            decisions: decisions.get(id) ?? [],
            adjustments: adjustments.get(id) ?? [],
            remsEnrollmentOnlyFrom: dayOrNullFrom(remsEnrollmentOnlyFrom),
            clinicCalendar: calendars(siteId).calendar,
            amendments,
          },
        },
      ];
    }),
  );
}

type EnrollmentRow = Awaited<ReturnType<typeof readEnrollments>>[number];

/**
 * History belongs to every enrollment, but what was found after one has ended and before he was enrolled again
 * only to the next. Of an earlier enrollment only what was found counts, not what was given.
 */
function belongsTo({ enrollmentId, record }: StoredRecord, row: EnrollmentRow): boolean {
  if (enrollmentId === row.id) {
    return true;
  }
  if (enrollmentId !== null) {
    return record.on < dayFrom(row.enrolledOn) && isHistoryKind(record.kind);
  }
  const hasLater = row.patient.enrollments.some(({ createdAt }) => createdAt > row.createdAt);
  return !hasLater || row.endedOn === null || record.on <= dayFrom(row.endedOn);
}

async function readEnrollments(tx: Transaction, ids: readonly string[]) {
  return await tx.enrollment.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      siteId: true,
      patientId: true,
      protocolVersionId: true,
      settingsProfileId: true,
      arm: true,
      consentOn: true,
      enrolledOn: true,
      endedOn: true,
      status: true,
      version: true,
      createdAt: true,
      patient: {
        select: {
          enrollments: { select: { createdAt: true } },
          site: { select: { timeZone: true, remsEnrollmentOnlyFrom: true } },
        },
      },
    },
  });
}

async function readAdjustments(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<Map<string, PlanAdjustment[]>> {
  const rows = await tx.planAdjustment.findMany({
    where: { enrollmentId: { in: [...enrollmentIds] }, voidedAt: null },
    orderBy: { id: 'asc' },
  });
  return groupBy(
    rows,
    (row) => row.enrollmentId,
    (row) => ({
      kind: row.kind as PlanAdjustment['kind'],
      occurrenceKey: row.occurrenceKey,
      recordId: row.recordId,
      on: dayOrNullFrom(row.plannedOn ?? row.closedOn),
      reason: row.reason ?? '',
    }),
  );
}

async function readDecisions(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<Map<string, CourseDecision[]>> {
  const rows = await tx.decision.findMany({
    where: {
      enrollmentId: { in: [...enrollmentIds] },
      meaning: { in: ['branch-chosen', 'sample-adequate'] satisfies DecisionMeaning[] },
      supersededBy: null,
    },
    select: {
      id: true,
      enrollmentId: true,
      key: true,
      chosen: true,
      decidedOn: true,
      effectiveOn: true,
      inputs: true,
    },
    orderBy: { id: 'asc' },
  });
  return groupBy(
    rows,
    (row) => row.enrollmentId,
    ({ id, key, chosen, decidedOn, effectiveOn, inputs }) => ({
      id,
      key,
      chosen,
      decidedOn: dayFrom(decidedOn),
      effectiveOn: dayFrom(effectiveOn),
      recordId:
        key === adequateForIcsi
          ? ((inputs as unknown as readonly DecisionInput[])[0]?.recordId ?? null)
          : null,
    }),
  );
}
