import { z } from 'zod';
import { typedReason } from '@/lib/core/typed-text';
import { recordEntrySchema } from './record-entry';

const target = {
  recordId: z.uuid(),
  /** The version that the person saw; a newer one is shown beside the new values. */
  version: z.int().min(1),
  reason: typedReason('Say why the record is changed.'),
};

export const amendRecordInputSchema = z.object({ ...target, entry: recordEntrySchema });
export type AmendRecordInput = z.input<typeof amendRecordInputSchema>;

export const voidRecordInputSchema = z.object(target);
export type VoidRecordInput = z.input<typeof voidRecordInputSchema>;
