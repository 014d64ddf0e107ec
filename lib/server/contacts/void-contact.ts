import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import { voidContactInputSchema } from '@/lib/enrollment/contact-input';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { lockEnrollment } from '../courses/lock-course';
import { replan } from '../courses/replan';

/** Entered by mistake: what it wrote into the plan goes with it, and the list is as if it had not been said. */
export const voidContact = defineCommand({
  name: 'contact.void',
  schema: voidContactInputSchema,
  permission: 'plan:adjust',
  findSite: async (tx, { contactId }) => {
    const row = await tx.contactLog.findUnique({
      where: { id: contactId },
      select: { siteId: true },
    });
    return row?.siteId ?? null;
  },
  run: async (
    { tx, today, now },
    { contactId, reason },
  ): Promise<{ readonly contactId: string; readonly change: PlanChange }> => {
    const { enrollmentId } = await tx.contactLog.findUniqueOrThrow({
      where: { id: contactId },
      select: { enrollmentId: true },
    });
    await lockEnrollment(tx, enrollmentId);
    const voided = { voidedAt: now, voidReason: reason, version: { increment: 1 } };
    const { count } = await tx.contactLog.updateMany({
      where: { id: contactId, voidedAt: null },
      data: voided,
    });
    if (count === 0) {
      throw new AppError('CONFLICT', { message: 'This contact has been voided already.' });
    }
    await tx.planAdjustment.updateMany({ where: { contactId, voidedAt: null }, data: voided });
    return { contactId, change: await replan(tx, { today }, enrollmentId) };
  },
});
