import 'server-only';
import { type CalendarMove, calendarMoves } from '@/lib/course/calendar-moves';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { ClinicCalendar } from '@/lib/schedule/clinic-calendar';
import { inBatches } from '../courses/in-batches';
import { type LoadedEnrollment, loadCourses } from '../courses/load-course';
import { replanAll } from '../courses/replan';
import type { Transaction } from '../db/transaction';

/** One item of one man's plan. */
export interface EnrollmentMove {
  readonly enrollment: LoadedEnrollment;
  readonly move: CalendarMove;
}

/** What another calendar would do to these plans; nothing is written. */
export async function calendarEffect(
  tx: Transaction,
  enrollmentIds: readonly string[],
  calendar: ClinicCalendar,
): Promise<EnrollmentMove[]> {
  const moves = await inBatches(enrollmentIds, async (ids) => {
    const courses = [...(await loadCourses(tx, ids)).values()];
    return courses.map(
      ({ enrollment, protocol, course }) =>
        [
          enrollment.id,
          calendarMoves(protocol, course, calendar).map((move) => ({ enrollment, move })),
        ] as const,
    );
  });
  return [...moves.values()].flat();
}

/** Active enrollments with something open on this day: nobody else is moved when it is closed. */
export async function findPlannedOn(
  tx: Transaction,
  siteId: string,
  day: CivilDate,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT o.enrollment_id AS id FROM occurrence o
    WHERE o.site_id = ${siteId}::uuid AND o.planned_on = ${day}::date
      AND o.actual_on IS NULL AND NOT o.waived AND o.not_applicable_reason IS NULL
      AND o.target_on IS NOT NULL`;
  return await findActive(
    tx,
    siteId,
    rows.map(({ id }) => id),
  );
}

/** Active enrollments with something that the clinic's calendar moved or marked, and that could be on this day. */
export async function findMovedFrom(
  tx: Transaction,
  siteId: string,
  day: CivilDate,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT o.enrollment_id AS id FROM occurrence o
    WHERE o.site_id = ${siteId}::uuid
      AND (o.planned_on <> o.target_on OR o.clinic_closed)
      AND ${day}::date >= least(o.opens_on, o.planned_on)
      AND (o.closes_on IS NULL OR ${day}::date <= greatest(o.closes_on, o.planned_on))
      AND o.actual_on IS NULL AND NOT o.waived AND o.not_applicable_reason IS NULL
      AND o.target_on IS NOT NULL`;
  return await findActive(
    tx,
    siteId,
    rows.map(({ id }) => id),
  );
}

/** In the order of their ids, as everybody locks; of these, or all of the site. */
export async function findActive(
  tx: Transaction,
  siteId: string,
  among?: readonly string[],
): Promise<string[]> {
  const rows = await tx.enrollment.findMany({
    where: { siteId, status: 'active', ...(among && { id: { in: [...among] } }) },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

export async function lockEnrollments(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    SELECT id FROM enrollment WHERE id = ANY (${[...enrollmentIds]}::uuid[]) ORDER BY id FOR UPDATE`;
}

export async function replanInBatches(
  tx: Transaction,
  today: CivilDate,
  enrollmentIds: readonly string[],
): Promise<void> {
  await inBatches(enrollmentIds, (ids) => replanAll(tx, today, ids));
}
