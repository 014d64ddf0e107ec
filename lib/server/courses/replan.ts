import 'server-only';
import { canonicalJson } from '@/lib/core/canonical-json';
import { invariant } from '@/lib/core/invariant';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { comparePlans, type PlanChange, type ResponseSummary } from '@/lib/course/plan-change';
import { type CivilDate, type Day, toDay } from '@/lib/dates/civil-date';
import type { Occurrence } from '@/lib/schedule/occurrence';
import { AppError } from '../app-error';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';
import { type LoadedCourse, loadCourses } from './load-course';
import { compareOccurrences } from './occurrence-difference';
import { occurrenceFrom, occurrenceRow } from './occurrence-row';
import { type JudgedCourse, reconcileCourseFlags } from './reconcile-course-flags';
import { type StoredResponse, storedResponse } from './stored-response';
import { type PlanWrite, writePlans } from './write-plans';

/**
 * Makes this transaction the only writer of the enrollment until it ends; taken before the facts are
 * read, so that a plan is never computed from half of them.
 *
 * @throws NOT_FOUND when the enrollment does not exist or belongs to a site that is not the user's.
 */
export async function lockEnrollment(tx: Transaction, enrollmentId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM enrollment WHERE id = ${enrollmentId}::uuid FOR UPDATE`;
  if (rows.length === 0) {
    throw new AppError('NOT_FOUND');
  }
}

/** Rebuilds the plan of a locked enrollment from its facts and says what that changed. */
export async function replan(
  tx: Transaction,
  { today }: { readonly today: CivilDate },
  enrollmentId: string,
): Promise<PlanChange> {
  const change = (await replanAll(tx, today, [enrollmentId])).get(enrollmentId);
  invariant(change, `enrollment ${enrollmentId} is gone`);
  return change;
}

/** The same for many enrollments of one site, in the same number of statements. */
export async function replanAll(
  tx: Transaction,
  today: CivilDate,
  enrollmentIds: readonly string[],
): Promise<Map<string, PlanChange>> {
  const courses = await loadCourses(tx, enrollmentIds);
  const stored = await loadProjections(tx, enrollmentIds);
  const replanned = [...courses.values()].map((loaded) =>
    replanOne(loaded, stored(loaded.enrollment.id), toDay(today)),
  );
  await writePlans(tx, replanned.filter(hasChanged));
  const flags = await reconcileCourseFlags(tx, replanned);
  return new Map(
    replanned.map(({ enrollment, change }) => [
      enrollment.id,
      { ...change, ...flags(enrollment.id) },
    ]),
  );
}

/** What is stored of a plan and response; empty before the first plan. */
export interface Projection {
  readonly occurrences: readonly Occurrence[];
  readonly response: StoredResponse | null;
}

export async function loadProjections(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<(enrollmentId: string) => Projection> {
  const ids = [...enrollmentIds];
  const rows = await tx.occurrence.findMany({ where: { enrollmentId: { in: ids } } });
  const enrollments = await tx.enrollment.findMany({
    where: { id: { in: ids } },
    select: { id: true, response: true },
  });
  const occurrences = groupBy(rows, (row) => row.enrollmentId, occurrenceFrom);
  const responses = new Map(enrollments.map(({ id, response }) => [id, response]));
  return (id) => ({
    occurrences: occurrences.get(id) ?? [],
    response: (responses.get(id) ?? null) as StoredResponse | null,
  });
}

interface Replanned extends PlanWrite, JudgedCourse {
  readonly responseBefore: StoredResponse | null;
  readonly change: ReturnType<typeof comparePlans> &
    Pick<PlanChange, 'responseBefore' | 'responseAfter'>;
}

function replanOne(
  { enrollment, protocol, course }: LoadedCourse,
  stored: Projection,
  today: Day,
): Replanned {
  const evaluation = evaluateCourse(protocol, course, today);
  const { occurrences } = evaluation.plan;
  const response = storedResponse(evaluation.response);
  return {
    enrollment,
    endedOn: course.endedOn,
    findings: evaluation.safety.findings,
    difference: compareOccurrences(
      stored.occurrences.map(occurrenceRow),
      occurrences.map(occurrenceRow),
    ),
    response,
    responseBefore: stored.response,
    change: {
      ...comparePlans(protocol, stored.occurrences, occurrences, today),
      responseBefore: stored.response && summaryOf(stored.response),
      responseAfter: summaryOf(response),
    },
  };
}

function summaryOf({ bestResponse, currentStatus }: StoredResponse): ResponseSummary {
  return { bestResponse, currentStatus };
}

function hasChanged({ difference, response, responseBefore }: Replanned): boolean {
  return (
    difference.changed.length + difference.removed.length > 0 ||
    canonicalJson(response) !== canonicalJson(responseBefore)
  );
}
