import 'server-only';
import type { z } from 'zod';
import type { endTransferInputSchema, TransferState } from '@/lib/enrollment/site-transfer';
import type { CommandContext } from '../command';
import { refuseAnswered } from './find-transfer';

export type EndedOffer = { readonly transferId: string };

/** @throws CONFLICT where the offer has been answered or withdrawn already. */
export async function endOffer(
  { tx, actor, now }: CommandContext,
  input: z.output<typeof endTransferInputSchema>,
  status: Extract<TransferState, 'declined' | 'withdrawn'>,
): Promise<EndedOffer> {
  const { transferId, version, reason } = input;
  await refuseAnswered(tx, input);
  await tx.siteTransfer.updateMany({
    where: { id: transferId, version },
    data: {
      status,
      answeredBy: actor.userId,
      answeredByName: actor.displayName,
      answeredAt: now,
      answerReason: reason,
      version: { increment: 1 },
    },
  });
  return { transferId };
}
