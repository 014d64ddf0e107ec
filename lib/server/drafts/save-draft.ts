import 'server-only';
import { randomUUID } from 'node:crypto';
import { saveDraftInputSchema } from '@/lib/enrollment/draft';
import { now } from '../clock';
import type { Command } from '../command';
import { inTransaction } from '../db/transaction';
import { parseInput } from '../parse-input';

/**
 * Keeps what its author has typed, over what he typed before. Not a command of the pipeline: a draft is
 * nobody else's, is saved every few seconds, and saving it twice is saving it once.
 */
export const saveDraft: Command<{ readonly savedAt: string }> = {
  name: 'draft.save',
  execute: async (actor, input) => {
    const { formKey, siteId, patientId, content } = parseInput(saveDraftInputSchema, input);
    const savedAt = now();
    await inTransaction(actor, { requestId: randomUUID() }, async (tx) => {
      await tx.$executeRaw`
        INSERT INTO draft (user_id, form_key, site_id, patient_id, content, updated_at)
        VALUES (${actor.userId}::uuid, ${formKey}, ${siteId}::uuid, ${patientId}::uuid,
          ${JSON.stringify(content)}::jsonb, ${savedAt})
        ON CONFLICT (user_id, form_key) DO UPDATE
        SET site_id = excluded.site_id, patient_id = excluded.patient_id,
            content = excluded.content, updated_at = excluded.updated_at`;
    });
    return { savedAt: savedAt.toISOString() };
  },
};
