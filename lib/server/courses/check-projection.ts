import 'server-only';
import { invariant } from '@/lib/core/invariant';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import type { Transaction } from '../db/transaction';
import { loadCourse } from './load-course';
import { loadProjections } from './load-projections';
import { compareOccurrences } from './occurrence-difference';
import { occurrenceRow } from './occurrence-row';
import { storedResponse } from './stored-response';

export interface ProjectionError {
  readonly what: string;
  readonly stored: unknown;
  readonly rebuilt: unknown;
}

/** Where the stored plan or response of an enrollment differs from what its facts say; empty when all is well. */
export async function checkProjection(
  tx: Transaction,
  enrollmentId: string,
  today: CivilDate,
): Promise<readonly ProjectionError[]> {
  const loaded = await loadCourse(tx, enrollmentId);
  invariant(loaded, `no enrollment ${enrollmentId}`);
  const stored = (await loadProjections(tx, [enrollmentId]))(enrollmentId);
  const { plan, response } = evaluateCourse(loaded.protocol, loaded.course, toDay(today));
  const { before, after } = compareOccurrences(
    stored.occurrences.map(occurrenceRow),
    plan.occurrences.map(occurrenceRow),
  );
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const errors: ProjectionError[] = [...keys].map((key) => ({
    what: key,
    stored: before[key] ?? null,
    rebuilt: after[key] ?? null,
  }));
  const rebuilt = storedResponse(response);
  if (rebuilt.hash !== stored.response?.hash) {
    errors.push({ what: 'response', stored: stored.response, rebuilt });
  }
  return errors;
}
