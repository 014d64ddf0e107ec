import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { JsonValue } from '@/lib/core/json';
import { inReadTransaction } from '../db/transaction';

export interface FoundDraft {
  readonly content: JsonValue;
  readonly savedAt: string;
}

/** The actor's own draft of a form, null when there is none. */
export async function findDraft(actor: Actor, formKey: string): Promise<FoundDraft | null> {
  return await inReadTransaction(actor, async (tx) => {
    const row = await tx.draft.findUnique({
      where: { userId_formKey: { userId: actor.userId, formKey } },
      select: { content: true, updatedAt: true },
    });
    return row && { content: row.content as JsonValue, savedAt: row.updatedAt.toISOString() };
  });
}
