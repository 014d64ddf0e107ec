import 'server-only';
import { randomUUID } from 'node:crypto';
import { discardDraftInputSchema } from '@/lib/enrollment/draft';
import type { Command } from '../command';
import { inTransaction } from '../db/transaction';
import { parseInput } from '../parse-input';

/** After the form was saved, or when its author starts anew. */
export const discardDraft: Command<{ readonly formKey: string }> = {
  name: 'draft.discard',
  execute: async (actor, input) => {
    const { formKey } = parseInput(discardDraftInputSchema, input);
    await inTransaction(actor, { requestId: randomUUID() }, async (tx) => {
      await tx.draft.deleteMany({ where: { userId: actor.userId, formKey } });
    });
    return { formKey };
  },
};
