import 'server-only';
import { canonicalJson } from '@/lib/core/canonical-json';
import { invariant } from '@/lib/core/invariant';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { comparePlans, type PlanChange, type ResponseSummary } from '@/lib/course/plan-change';
import { type CivilDate, type Day, toDay } from '@/lib/dates/civil-date';
import type { Transaction } from '../db/transaction';
import type { LoadedCourse } from './load-course';
import { loadProjections, type Projection } from './load-projections';
import { compareOccurrences } from './occurrence-difference';
import { occurrenceRow } from './occurrence-row';
import { type JudgedCourse, type JudgedFlags, judgeFlags } from './safety-flags';
import { type StoredResponse, storedResponse } from './stored-response';
import type { PlanWrite } from './write-plans';

/** What a course comes to on a day, beside what is stored of it. */
export interface ComputedPlan extends PlanWrite {
  /** Whether the stored plan and response have to be rewritten. */
  readonly hasChanged: boolean;
  readonly flags: JudgedFlags;
  readonly change: PlanChange;
}

/** Reads and computes only: saving writes the outcome, a preview just shows it. */
export async function computePlans(
  tx: Transaction,
  courses: readonly LoadedCourse[],
  today: CivilDate,
): Promise<readonly ComputedPlan[]> {
  const stored = await loadProjections(
    tx,
    courses.map(({ enrollment }) => enrollment.id),
  );
  const planned = courses.map((loaded) =>
    planCourse(loaded, stored(loaded.enrollment.id), toDay(today)),
  );
  const flags = await judgeFlags(tx, planned);
  return planned.map((plan, index) => {
    const own = flags[index];
    invariant(own, 'flags are judged course by course');
    return { ...plan, flags: own, change: { ...plan.change, ...own.notes } };
  });
}

interface Planned extends PlanWrite, JudgedCourse {
  readonly hasChanged: boolean;
  readonly change: Omit<PlanChange, keyof JudgedFlags['notes']>;
}

function planCourse(
  { enrollment, protocol, course }: LoadedCourse,
  stored: Projection,
  today: Day,
): Planned {
  const { plan, response: computed, safety } = evaluateCourse(protocol, course, today);
  const response = storedResponse(computed);
  const difference = compareOccurrences(
    stored.occurrences.map(occurrenceRow),
    plan.occurrences.map(occurrenceRow),
  );
  return {
    enrollment,
    endedOn: course.endedOn,
    findings: safety.findings,
    difference,
    response,
    hasChanged:
      difference.changed.length + difference.removed.length > 0 ||
      canonicalJson(response) !== canonicalJson(stored.response),
    change: {
      ...comparePlans(protocol, stored.occurrences, plan.occurrences, today),
      responseBefore: stored.response && summaryOf(stored.response),
      responseAfter: summaryOf(response),
    },
  };
}

function summaryOf({ bestResponse, currentStatus }: StoredResponse): ResponseSummary {
  return { bestResponse, currentStatus };
}
