import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { AppError } from '../app-error';
import { type LoadedCourse, loadCourse } from '../courses/load-course';
import type { Transaction } from '../db/transaction';

/** @throws NOT_FOUND where there is no such enrollment at a site whose patients the actor may read */
export async function readableCourse(
  tx: Transaction,
  actor: Actor,
  enrollmentId: string,
): Promise<LoadedCourse> {
  const loaded = await loadCourse(tx, enrollmentId);
  if (loaded === null || !can(actor, 'patient:read', loaded.enrollment.siteId)) {
    throw new AppError('NOT_FOUND');
  }
  return loaded;
}
