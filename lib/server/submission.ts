import 'server-only';
import type { JsonValue } from '@/lib/core/json';
import { AppError } from './app-error';
import type { Transaction } from './db/transaction';

type Claim<Result> =
  | { readonly isRepeat: true; readonly result: Result }
  | { readonly isRepeat: false };

type Submission = {
  readonly id: string;
  readonly userId: string;
  readonly command: string;
  /** Of what is asked; null where a repeat is answered whatever it asks (a form that was corrected meanwhile). */
  readonly inputHash: string | null;
};

/**
 * Takes the client-made id for this transaction. The unique key is what decides a race: while the first transaction is
 * open, the second waits on the insert; after its commit the second finds the stored result, after its rollback the
 * second goes first.
 *
 * @throws CONFLICT when the id was used for something else or by someone else.
 */
export async function claimSubmission<Result extends JsonValue>(
  tx: Transaction,
  { id, userId, command, inputHash }: Submission,
): Promise<Claim<Result>> {
  const claimed = await tx.$executeRaw`
    INSERT INTO submission (id, user_id, command, input_hash)
    VALUES (${id}::uuid, ${userId}::uuid, ${command}, ${inputHash})
    ON CONFLICT (id) DO NOTHING`;
  if (claimed === 1) {
    return { isRepeat: false };
  }
  const [first] = await tx.$queryRaw<
    { command: string; result: Result; inputHash: string | null }[]
  >`
    SELECT command, result, input_hash AS "inputHash"
    FROM submission WHERE id = ${id}::uuid AND user_id = ${userId}::uuid`;
  if (first === undefined || first.command !== command) {
    throw new AppError('CONFLICT', { detail: 'submission id already used' });
  }
  if (first.inputHash !== inputHash) {
    throw new AppError('CONFLICT', {
      message: 'This idempotency key was used with another body. Nothing was written.',
      detail: 'idempotency key with another body',
    });
  }
  return { isRepeat: true, result: first.result };
}

export async function storeResult(tx: Transaction, id: string, result: JsonValue): Promise<void> {
  await tx.$executeRaw`
    UPDATE submission SET result = ${JSON.stringify(result)}::jsonb WHERE id = ${id}::uuid`;
}
