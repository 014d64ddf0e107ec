import 'server-only';
import { overrideRequested } from '@/lib/eligibility/evaluate-eligibility';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';

/** An enrollment that waits for a physician to let the man in, or to decline; null where nothing waits. */
export async function findOverrideRequest(
  tx: Transaction,
  enrollmentId: string,
): Promise<{ readonly id: string; readonly reason: string; readonly criteria: unknown } | null> {
  const request = await tx.eligibilityAssessment.findFirst({
    where: { enrollmentId, outcome: overrideRequested, voidedAt: null },
    orderBy: { id: 'desc' },
    select: { id: true, reason: true, criteria: true },
  });
  if (request === null) {
    return null;
  }
  const signed = await tx.decision.count({
    where: { enrollmentId, key: 'eligibility', supersededBy: null },
  });
  return signed > 0
    ? null
    : { id: request.id, reason: request.reason ?? '', criteria: request.criteria };
}

/** @throws CONFLICT while nobody has signed that he may be treated although a criterion is not met. */
export async function refuseUnsignedOverride(
  tx: Transaction,
  enrollmentId: string,
  field: string,
): Promise<void> {
  if ((await findOverrideRequest(tx, enrollmentId)) !== null) {
    const message =
      'A criterion of eligibility is not met, and no physician has signed that he is treated all the same; the first dose waits for that.';
    throw new AppError('CONFLICT', { message, fields: { [field]: message } });
  }
}
