import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { inReadTransaction } from '../db/transaction';

export type RemsIdentity = { readonly remsId: string | null; readonly version: number };

/** The man's number in the REMS; null where the reader may not read names. */
export function getRemsIdentity(actor: Actor, patientId: string): Promise<RemsIdentity | null> {
  return inReadTransaction(actor, (tx) =>
    tx.patientIdentity.findUnique({
      where: { patientId },
      select: { remsId: true, version: true },
    }),
  );
}
