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

/**
 * The locked enrollment with everything recorded about it.
 *
 * @throws NOT_FOUND; CONFLICT for an enrollment after which he was enrolled again: it is kept as it was.
 */
export async function lockCourse(tx: Transaction, enrollmentId: string): Promise<LoadedCourse> {
  await lockEnrollment(tx, enrollmentId);
  await refuseEarlier(tx, enrollmentId);
  const loaded = await loadCourse(tx, enrollmentId);
  if (loaded === null) {
    throw new AppError('NOT_FOUND');
  }
  return loaded;
}

async function refuseEarlier(tx: Transaction, enrollmentId: string): Promise<void> {
  const [found] = await tx.$queryRaw<{ isEarlier: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM enrollment later
      WHERE later.patient_id = e.patient_id AND later.created_at > e.created_at
    ) AS "isEarlier"
    FROM enrollment e WHERE e.id = ${enrollmentId}::uuid`;
  if (found?.isEarlier) {
    throw new AppError('CONFLICT', {
      message: 'He has been enrolled again since; this earlier enrollment is kept as it was.',
    });
  }
}
