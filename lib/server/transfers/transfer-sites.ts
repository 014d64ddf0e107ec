import 'server-only';
import type { Transaction } from '../db/transaction';

export type TransferSite = { readonly id: string; readonly code: string; readonly name: string };

/** Every site of this program by name; of a site that is not one's own nothing else can be read. */
export async function listTransferSites(tx: Transaction): Promise<TransferSite[]> {
  return await tx.$queryRaw<TransferSite[]>`SELECT id, code, name FROM app.transfer_sites()`;
}
