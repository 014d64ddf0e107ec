import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { JsonValue } from '@/lib/core/json';
import { inReadTransaction } from '../db/transaction';

export interface FoundDraft {
  readonly content: JsonValue;
  readonly savedAt: string;
}

/** The actor's own drafts of one kind of form, by form key; `prefix` is what their keys begin with. */
export async function findDrafts(
  actor: Actor,
  prefix: string,
): Promise<ReadonlyMap<string, FoundDraft>> {
  return await inReadTransaction(actor, async (tx) => {
    const rows = await tx.draft.findMany({
      where: { userId: actor.userId, formKey: { startsWith: prefix } },
      select: { formKey: true, content: true, updatedAt: true },
    });
    return new Map(rows.map((row) => [row.formKey, foundDraft(row)]));
  });
}

function foundDraft({ content, updatedAt }: { content: unknown; updatedAt: Date }): FoundDraft {
  return { content: content as JsonValue, savedAt: updatedAt.toISOString() };
}

/** The actor's own draft of a form, null when there is none. */
export async function findDraft(actor: Actor, formKey: string): Promise<FoundDraft | null> {
  return await inReadTransaction(actor, async (tx) => {
    const row = await tx.draft.findUnique({
      where: { userId_formKey: { userId: actor.userId, formKey } },
      select: { content: true, updatedAt: true },
    });
    return row && foundDraft(row);
  });
}
