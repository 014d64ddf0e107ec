import { z } from 'zod';
import { typedLine, typedReason } from '@/lib/core/typed-text';
import { studyIdSchema } from './patient-identity';

const transferStates = ['offered', 'accepted', 'declined', 'withdrawn'] as const;
export type TransferState = (typeof transferStates)[number];

export const offerTransferInputSchema = z.object({
  patientId: z.uuid(),
  toSiteId: z.uuid('Choose the site.'),
  /** The other site reads it before he is there. */
  reason: typedReason('Say why he is transferred.'),
});

export const acceptTransferInputSchema = z.object({
  transferId: z.uuid(),
  version: z.int().min(1),
  /** His study id at the new site; it may stay the same. */
  studyId: studyIdSchema,
  /** His record number at the new site; blank keeps the one that he has. */
  recordNumber: typedLine(50).default(''),
});
export type AcceptTransferInput = z.input<typeof acceptTransferInputSchema>;

/** Declined by the new site, or withdrawn by his own. */
export const endTransferInputSchema = z.object({
  transferId: z.uuid(),
  version: z.int().min(1),
  reason: typedReason(),
});
export type EndTransferInput = z.input<typeof endTransferInputSchema>;
