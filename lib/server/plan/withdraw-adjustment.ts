import 'server-only';
import { withdrawAdjustmentInputSchema } from '@/lib/course/plan-adjustment-input';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { lockEnrollment } from '../courses/lock-course';
import { replan } from '../courses/replan';
import type { AdjustedPlan } from './adjust-plan';

/** The rule decides again. */
export const withdrawAdjustment = defineCommand({
  name: 'plan.withdraw-adjustment',
  schema: withdrawAdjustmentInputSchema,
  permission: 'plan:adjust',
  findSite: async (tx, { adjustmentId }) => {
    const row = await tx.planAdjustment.findUnique({
      where: { id: adjustmentId },
      select: { siteId: true },
    });
    return row?.siteId ?? null;
  },
  run: async ({ tx, today, now }, { adjustmentId, reason }): Promise<AdjustedPlan> => {
    const { enrollmentId } = await tx.planAdjustment.findUniqueOrThrow({
      where: { id: adjustmentId },
      select: { enrollmentId: true },
    });
    await lockEnrollment(tx, enrollmentId);
    const { count } = await tx.planAdjustment.updateMany({
      where: { id: adjustmentId, voidedAt: null },
      data: { voidedAt: now, voidReason: reason, version: { increment: 1 } },
    });
    if (count === 0) {
      throw new AppError('CONFLICT', { message: 'This has been withdrawn already.' });
    }
    return { adjustmentId, change: await replan(tx, { today }, enrollmentId) };
  },
});
