import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { ResponseStatus } from '@/lib/response/response';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';

/** A physician's standing signature under a response. */
export interface SeenResponse {
  readonly computed: ResponseStatus | null;
  readonly signed: ResponseStatus;
  readonly by: string;
  readonly role: string;
  readonly on: CivilDate;
  readonly reason: string | null;
  readonly contentHash: string;
}

export function findSeenResponse(actor: Actor, enrollmentId: string): Promise<SeenResponse | null> {
  return inReadTransaction(actor, async (tx) => {
    const row = await tx.decision.findFirst({
      where: { enrollmentId, meaning: 'response-seen', supersededBy: null },
      orderBy: { id: 'desc' },
    });
    if (row === null) {
      return null;
    }
    const person = await tx.userAccount.findUnique({
      where: { id: row.decidedBy },
      select: { displayName: true },
    });
    return {
      computed: row.computed as ResponseStatus | null,
      signed: row.chosen as ResponseStatus,
      by: person?.displayName ?? 'someone of another site',
      role: row.decidedByRole,
      on: civilDateFrom(row.decidedOn),
      reason: row.reason,
      contentHash: row.contentHash,
    };
  });
}
