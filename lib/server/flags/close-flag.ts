import 'server-only';
import type { z } from 'zod';
import { can } from '@/lib/auth/can';
import type { JsonObject } from '@/lib/core/json';
import type { FlagSeverity } from '@/lib/protocols/safety-rule-schema';
import { closeFlagCommandInputSchema } from '@/lib/safety/close-flag';
import { isSigned, permissionToClose } from '@/lib/safety/dispositions';
import { type FlagEvidence, settleEvidence } from '@/lib/safety/reconcile-flags';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { lockEnrollment } from '../courses/lock-course';
import type { Prisma } from '../db/generated/client';
import { signDecision } from '../decisions/sign-decision';
import { refuseFields } from '../refuse-fields';

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
  run: async (context, input): Promise<ClosedFlag> => {
    const { flagId, version, disposition, reason } = input;
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
    if (isSigned(flag.severity as FlagSeverity)) {
      await signFlag(context, flag, input);
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

type Closing = z.output<typeof closeFlagCommandInputSchema>;

/** What is signed: the rule and its version, what it found, and what the physician does about it. */
async function signFlag(
  context: CommandContext,
  flag: Prisma.FlagGetPayload<object>,
  { disposition, reason, password }: Closing,
): Promise<void> {
  refuseFields([['password', password === '' ? 'Enter your password to sign.' : null]]);
  const { tx, today } = context;
  const { enrollmentId, siteId, patientId, severity, title, message, evidence } = flag;
  const key = `flag:${flag.ruleId}`;
  const standing = await tx.decision.findFirst({
    where: { enrollmentId, key, meaning: 'flag-decided', supersededBy: null },
    select: { id: true },
  });
  await signDecision(
    context,
    { id: enrollmentId, siteId, patientId },
    {
      enrollmentId,
      meaning: 'flag-decided',
      key,
      occurrenceKey: null,
      inputs: { flagId: flag.id, severity, title, message, evidence } as JsonObject,
      ruleId: flag.ruleId,
      ruleVersion: Number(flag.ruleVersion),
      computed: null,
      chosen: disposition,
      decidedOn: today,
      effectiveOn: today,
      reason: reason || null,
    },
    { password, replaces: standing?.id ?? null },
  );
}
