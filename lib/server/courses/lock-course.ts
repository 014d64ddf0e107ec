import 'server-only';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';
import { keepCalendars } from './calendar-lock';
import { type LoadedCourse, loadCourse } from './load-course';

/**
 * Makes this transaction the only writer of the enrollment until it ends; taken before the facts are
 * read, so that a plan is never computed from half of them.
 *
 * @throws NOT_FOUND when the enrollment does not exist or belongs to a site that is not the user's.
 */
export async function lockEnrollment(tx: Transaction, enrollmentId: string): Promise<void> {
  await keepCalendars(tx, [enrollmentId]);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM enrollment WHERE id = ${enrollmentId}::uuid FOR UPDATE`;
  if (rows.length === 0) {
    throw new AppError('NOT_FOUND');
  }
}

/** The locked enrollment with everything recorded about it. */
export async function lockCourse(tx: Transaction, enrollmentId: string): Promise<LoadedCourse> {
  await lockEnrollment(tx, enrollmentId);
  const loaded = await loadCourse(tx, enrollmentId);
  if (loaded === null) {
    throw new AppError('NOT_FOUND');
  }
  return loaded;
}
