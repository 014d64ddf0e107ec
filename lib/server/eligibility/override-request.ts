import 'server-only';
import { overrideRequested } from '@/lib/eligibility/evaluate-eligibility';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';

interface OverrideRequest {
  readonly id: string;
  readonly reason: string;
  readonly criteria: unknown;
  /** A signature that stands, and whose basis has changed since. */
  readonly replaces: string | null;
}

/** An enrollment that waits for a physician to let the man in, or to decline; null where nothing waits. */
export async function findOverrideRequest(
  tx: Transaction,
  enrollmentId: string,
): Promise<OverrideRequest | null> {
  const request = await tx.eligibilityAssessment.findFirst({
    where: { enrollmentId, outcome: overrideRequested, voidedAt: null },
    orderBy: { id: 'desc' },
    select: { id: true, reason: true, criteria: true },
  });
  if (request === null) {
    return null;
  }
  const signed = await tx.decision.findFirst({
    where: { enrollmentId, key: 'eligibility', supersededBy: null },
    select: { id: true, reopenedAt: true },
  });
  return signed !== null && signed.reopenedAt === null
    ? null
    : {
        id: request.id,
        reason: request.reason ?? '',
        criteria: request.criteria,
        replaces: signed?.id ?? null,
      };
}

/** @throws CONFLICT while nobody has signed that he may be treated although a criterion is not met. */
export async function refuseUnsignedOverride(
  tx: Transaction,
  enrollmentId: string,
  field: string,
): Promise<void> {
  const request = await findOverrideRequest(tx, enrollmentId);
  // A signature whose basis has changed stays in force until a physician signs anew.
  if (request !== null && request.replaces === null) {
    const message =
      'A criterion of eligibility is not met, and no physician has signed that he is treated all the same; the first dose waits for that.';
    throw new AppError('CONFLICT', { message, fields: { [field]: message } });
  }
}
