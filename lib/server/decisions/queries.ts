import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';

/** The signature that stands under a branch point. */
export interface StandingDecision {
  readonly id: string;
  readonly chosen: string;
  readonly computed: string | null;
  readonly decidedOn: CivilDate;
  readonly effectiveOn: CivilDate;
  readonly reason: string | null;
  readonly by: string;
  readonly role: string;
  /** Taken over from its source: nobody signed it here. */
  readonly transcribed: boolean;
  /** Why it was opened again: its input was corrected. */
  readonly reopenReason: string | null;
}

export async function findStandingDecision(
  actor: Actor,
  enrollmentId: string,
  key: string,
): Promise<StandingDecision | null> {
  return await inReadTransaction(actor, async (tx) => {
    const row = await tx.decision.findFirst({
      where: { enrollmentId, key, meaning: 'branch-chosen', supersededBy: null },
    });
    if (row === null) {
      return null;
    }
    const person = await tx.userAccount.findUnique({
      where: { id: row.decidedBy },
      select: { displayName: true },
    });
    const { id, chosen, computed, reason, decidedByRole: role, transcribed, reopenReason } = row;
    return {
      id,
      chosen,
      computed,
      decidedOn: civilDateFrom(row.decidedOn),
      effectiveOn: civilDateFrom(row.effectiveOn),
      reason,
      by: person?.displayName ?? 'someone of another site',
      role,
      transcribed,
      reopenReason: row.reopenedAt === null ? null : reopenReason,
    };
  });
}
