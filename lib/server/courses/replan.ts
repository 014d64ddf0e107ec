import 'server-only';
import { invariant } from '@/lib/core/invariant';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { Transaction } from '../db/transaction';
import { reopenResponses } from '../responses/reopen-responses';
import { keepCalendars } from './calendar-lock';
import { computePlans } from './compute-plans';
import { loadCourses } from './load-course';
import { writeFlags } from './safety-flags';
import { writePlans } from './write-plans';

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
  await keepCalendars(tx, enrollmentIds);
  const courses = await loadCourses(tx, enrollmentIds);
  const plans = await computePlans(tx, [...courses.values()], today);
  await writePlans(
    tx,
    plans.filter(({ hasChanged }) => hasChanged),
  );
  await reopenResponses(
    tx,
    plans.flatMap(({ enrollment, response }) => {
      const loaded = courses.get(enrollment.id);
      return loaded ? [{ loaded, response }] : [];
    }),
  );
  await writeFlags(
    tx,
    plans.map(({ flags }) => flags),
  );
  return new Map(plans.map(({ enrollment, change }) => [enrollment.id, change]));
}
