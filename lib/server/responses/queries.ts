import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { SignatureView } from '@/lib/course/signature-view';
import type { SignedResponse } from '@/lib/course/signed-basis';
import type { ResponseStatus } from '@/lib/response/response';
import { inReadTransaction } from '../db/transaction';
import { viewSignatures } from '../decisions/view-signatures';
import { signedResponseOf } from './reopen-responses';

/** A physician's standing signature under a response. */
export interface SeenResponse {
  readonly computed: ResponseStatus | null;
  readonly signed: ResponseStatus;
  readonly reason: string | null;
  readonly signature: SignatureView;
  /** As it was when it was signed. */
  readonly content: SignedResponse;
  /** What it rests on has changed since; in words. */
  readonly reopenReason: string | null;
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
      content: signedResponseOf(row.inputs),
      reopenReason: row.reopenedAt === null ? null : row.reopenReason,
    };
  });
}
