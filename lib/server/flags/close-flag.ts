import 'server-only';
import { can } from '@/lib/auth/can';
import type { FlagSeverity } from '@/lib/protocols/safety-rule-schema';
import { closeFlagCommandInputSchema } from '@/lib/safety/close-flag';
import { permissionToClose } from '@/lib/safety/dispositions';
import { type FlagEvidence, settleEvidence } from '@/lib/safety/reconcile-flags';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { lockEnrollment } from '../courses/lock-course';
import type { Prisma } from '../db/generated/client';

export type ClosedFlag = { readonly flagId: string; readonly version: number };

/** A person says what was done about a flag; a red one needs a physician (engine §7). */
export const closeFlag = defineCommand({
  name: 'flag.close',
  schema: closeFlagCommandInputSchema,
  permission: 'flag:close',
  findSite: async (tx, { flagId }) => {
    const row = await tx.flag.findUnique({ where: { id: flagId }, select: { siteId: true } });
    return row?.siteId ?? null;
  },
  run: async (context, { flagId, version, disposition, reason }): Promise<ClosedFlag> => {
    const { tx, actor, site, now } = context;
    const { enrollmentId } = await tx.flag.findUniqueOrThrow({
      where: { id: flagId },
      select: { enrollmentId: true },
    });
    await lockEnrollment(tx, enrollmentId);
    const flag = await tx.flag.findUniqueOrThrow({ where: { id: flagId } });
    const permission = permissionToClose(flag.severity as FlagSeverity);
    if (!can(actor, permission, site.siteId)) {
      throw new AppError('FORBIDDEN', {
        message: 'A physician closes a red flag.',
        detail: permission,
      });
    }
    if (flag.status !== 'open') {
      throw new AppError('CONFLICT', { message: 'This flag has been closed already.' });
    }
    if (flag.version !== version) {
      throw new AppError('STALE_VERSION', {
        message: 'There is newer evidence for this flag than you saw.',
        current: { version: flag.version, severity: flag.severity, message: flag.message },
      });
    }
    const evidence = settleEvidence(flag.evidence as unknown as readonly FlagEvidence[]);
    await tx.flag.update({
      where: { id: flagId },
      data: {
        status: 'closed',
        disposition,
        dispositionReason: reason || null,
        evidence: evidence as unknown as Prisma.InputJsonValue,
        closedBy: actor.userId,
        closedByRole: site.role,
        closedAt: now,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    return { flagId, version: version + 1 };
  },
});
