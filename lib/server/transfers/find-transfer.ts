import 'server-only';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';

type Named = { readonly transferId: string };

/** For the permission of a command at the site that answers; null where the user cannot see such an offer. */
export async function findOfferedSite(
  tx: Transaction,
  { transferId }: Named,
): Promise<string | null> {
  const row = await tx.siteTransfer.findUnique({
    where: { id: transferId },
    select: { toSiteId: true },
  });
  return row?.toSiteId ?? null;
}

export async function findOfferingSite(
  tx: Transaction,
  { transferId }: Named,
): Promise<string | null> {
  const row = await tx.siteTransfer.findUnique({
    where: { id: transferId },
    select: { fromSiteId: true },
  });
  return row?.fromSiteId ?? null;
}

/** @throws CONFLICT where somebody has answered it, or it was withdrawn, since the page was opened. */
export async function refuseAnswered(
  tx: Transaction,
  { transferId, version }: Named & { readonly version: number },
): Promise<void> {
  const row = await tx.siteTransfer.findUnique({
    where: { id: transferId },
    select: { status: true, version: true },
  });
  if (row?.status !== 'offered' || row.version !== version) {
    throw new AppError('CONFLICT', {
      message: 'This offer has been answered or withdrawn since. Reload the page.',
    });
  }
}
