import 'server-only';
import type { DecisionInput } from '@/lib/course/decision-input';
import type { DecisionMeaning } from '@/lib/course/decision-meaning';
import { civilDateFrom } from '../db/date-column';
import type { Prisma } from '../db/generated/client';
import { type SignedContent, type Signer, signatureHash } from './decision-row';

export type StoredDecision = Prisma.DecisionGetPayload<object>;

/** Whether the stored row is, word for word, what its hash was taken of. */
export function verifySignature(row: StoredDecision): boolean {
  return signatureHash(contentOf(row), signerOf(row)) === row.contentHash;
}

function contentOf(row: StoredDecision): SignedContent {
  return {
    enrollmentId: row.enrollmentId,
    meaning: row.meaning as DecisionMeaning,
    key: row.key,
    occurrenceKey: row.occurrenceKey,
    inputs: row.inputs as unknown as readonly DecisionInput[],
    ruleId: row.ruleId,
    ruleVersion: Number(row.ruleVersion),
    computed: row.computed,
    chosen: row.chosen,
    decidedOn: civilDateFrom(row.decidedOn),
    effectiveOn: civilDateFrom(row.effectiveOn),
    reason: row.reason,
  };
}

function signerOf({ decidedBy, decidedByRole, printedName, decidedAt }: StoredDecision): Signer {
  return { userId: decidedBy, role: decidedByRole, printedName, at: decidedAt };
}
