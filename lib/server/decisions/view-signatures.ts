import 'server-only';
import type { Role } from '@/lib/auth/roles';
import type { DecisionMeaning } from '@/lib/course/decision-meaning';
import { describeSignature, type SignatureView } from '@/lib/course/signature-view';
import type { Transaction } from '../db/transaction';
import { type StoredDecision, verifySignature } from './verify-signature';

/** The signatures of these rows, in their order, each checked against its hash. */
export async function viewSignatures(
  tx: Transaction,
  rows: readonly StoredDecision[],
  timeZone: string,
): Promise<readonly SignatureView[]> {
  const people = await tx.userAccount.findMany({
    where: { id: { in: rows.map(({ decidedBy }) => decidedBy) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return rows.map((row) => ({
    decisionId: row.id,
    text: describeSignature({
      meaning: row.meaning as DecisionMeaning,
      printedName: row.printedName,
      name: names.get(row.decidedBy) ?? 'someone of another site',
      role: row.decidedByRole as Role,
      at: row.decidedAt,
      timeZone,
      transcribed: row.transcribed,
    }),
    hash: row.contentHash,
    isIntact: verifySignature(row),
  }));
}
