import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { SignatureView } from '@/lib/course/signature-view';
import type { ResponseStatus } from '@/lib/response/response';
import { inReadTransaction } from '../db/transaction';
import { viewSignatures } from '../decisions/view-signatures';

/** A physician's standing signature under a response. */
export interface SeenResponse {
  readonly computed: ResponseStatus | null;
  readonly signed: ResponseStatus;
  readonly reason: string | null;
  readonly signature: SignatureView;
}

export function findSeenResponse(
  actor: Actor,
  enrollmentId: string,
  timeZone: string,
): Promise<SeenResponse | null> {
  return inReadTransaction(actor, async (tx) => {
    const row = await tx.decision.findFirst({
      where: { enrollmentId, meaning: 'response-seen', supersededBy: null },
      orderBy: { id: 'desc' },
    });
    const [signature] = await viewSignatures(tx, row === null ? [] : [row], timeZone);
    if (row === null || signature === undefined) {
      return null;
    }
    return {
      computed: row.computed as ResponseStatus | null,
      signed: row.chosen as ResponseStatus,
      reason: row.reason,
      signature,
    };
  });
}
