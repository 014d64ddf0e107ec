import 'server-only';
import { requirePassword } from '../accounts/require-password';
import { AppError } from '../app-error';
import type { CommandContext } from '../command';
import type { LoadedEnrollment } from '../courses/load-course';
import { insertRows } from '../db/insert-rows';
import { decisionRow, type SignedContent } from './decision-row';

export interface SignatureRequest {
  /** What the signer typed just now; compared here and kept nowhere. */
  readonly password: string;
  /** Where it was typed, when the form does not call it `password`. */
  readonly passwordField?: string;
  /** The signature that the person saw standing and replaces; null for none. */
  readonly replaces: string | null;
}

/**
 * The one way to sign. Asks for the password, then stores content, hash, printed name, role and time. A
 * signature that stands for the same matter is closed by it.
 *
 * @throws STALE_VERSION with what stands when it is not the one that the person saw; INVALID_INPUT or
 * RATE_LIMITED beside the password.
 */
export async function signDecision(
  { tx, actor, site, now }: CommandContext,
  { id, siteId, patientId }: Pick<LoadedEnrollment, 'id' | 'siteId' | 'patientId'>,
  content: SignedContent,
  { password, passwordField, replaces }: SignatureRequest,
): Promise<string> {
  const standing = await findStanding({ tx }, id, content);
  if ((standing?.id ?? null) !== replaces) {
    throw new AppError('STALE_VERSION', {
      message: 'Somebody has decided this since you opened it.',
      current: { decisionId: standing?.id ?? null, chosen: standing?.chosen ?? null },
    });
  }
  await requirePassword(tx, actor, password, passwordField);
  const signer = {
    userId: actor.userId,
    role: site.role,
    printedName: actor.displayName,
    at: now,
  };
  const row = decisionRow(content, signer, { siteId, patientId });
  if (standing !== null) {
    await tx.decision.update({
      where: { id: standing.id },
      data: { supersededBy: row.id, version: { increment: 1 } },
      select: { id: true },
    });
    await closeReopening({ tx, actor, site, now }, standing.id);
  }
  await insertRows(tx, 'decision', [row]);
  return row.id;
}

/** Every matter has one standing signature; of samples, each is a matter of its own. */
async function findStanding(
  { tx }: Pick<CommandContext, 'tx'>,
  enrollmentId: string,
  { key, meaning, inputs }: SignedContent,
): Promise<{ readonly id: string; readonly chosen: string } | null> {
  const sample = meaning === 'sample-adequate' && Array.isArray(inputs) ? inputs[0] : undefined;
  return await tx.decision.findFirst({
    where: {
      enrollmentId,
      key,
      meaning,
      supersededBy: null,
      ...(sample && { inputs: { array_contains: [{ recordId: sample.recordId }] } }),
    },
    select: { id: true, chosen: true },
  });
}

/** The flag by which the replaced signature was put before a physician again; this is his answer. */
async function closeReopening(
  { tx, actor, site, now }: Pick<CommandContext, 'tx' | 'actor' | 'site' | 'now'>,
  decisionId: string,
): Promise<void> {
  await tx.flag.updateMany({
    where: { evidenceKey: decisionId, status: 'open' },
    data: {
      status: 'closed',
      disposition: 'signed-again',
      closedBy: actor.userId,
      closedByRole: site.role,
      closedAt: now,
      version: { increment: 1 },
    },
  });
}
