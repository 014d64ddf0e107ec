import 'server-only';
import { AppError } from '../app-error';
import type { CommandContext } from '../command';
import type { LoadedEnrollment } from '../courses/load-course';
import { insertRows } from '../db/insert-rows';
import { decisionRow, type SignedContent } from './decision-row';

/**
 * Stores a signature: content, hash, person and role. One that stands for the same matter is closed by it.
 *
 * @throws STALE_VERSION with what stands when it is not the one that the person saw (`replaces`).
 */
export async function signDecision(
  { tx, actor, site }: CommandContext,
  { id, siteId, patientId }: LoadedEnrollment,
  content: SignedContent,
  replaces: string | null,
): Promise<string> {
  const row = decisionRow(content, {
    siteId,
    patientId,
    userId: actor.userId,
    role: site.role,
    transcribed: false,
  });
  if (content.meaning !== 'sample-adequate') {
    await supersede({ tx }, { enrollmentId: id, content, replaces, by: row.id });
  }
  await insertRows(tx, 'decision', [row]);
  return row.id;
}

interface Succession {
  readonly enrollmentId: string;
  readonly content: SignedContent;
  readonly replaces: string | null;
  readonly by: string;
}

/** A sample is signed once for itself; a branch point and a seen response have one standing signature. */
async function supersede(
  { tx }: Pick<CommandContext, 'tx'>,
  { enrollmentId, content: { key, meaning }, replaces, by }: Succession,
): Promise<void> {
  const standing = await tx.decision.findFirst({
    where: { enrollmentId, key, meaning, supersededBy: null },
    select: { id: true, chosen: true },
  });
  if ((standing?.id ?? null) !== replaces) {
    throw new AppError('STALE_VERSION', {
      message: 'Somebody has decided this since you opened it.',
      current: { decisionId: standing?.id ?? null, chosen: standing?.chosen ?? null },
    });
  }
  if (standing !== null) {
    await tx.decision.update({
      where: { id: standing.id },
      data: { supersededBy: by, version: { increment: 1 } },
      select: { id: true },
    });
  }
}
