import 'server-only';
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../db/transaction';
import { sessionTokenSchema } from '../session-token';

/** `token` is what next-auth found in the cookie that it now takes away. */
export async function recordSignOut(token: unknown): Promise<void> {
  const session = sessionTokenSchema.safeParse(token);
  if (!session.success) {
    return;
  }
  const { userId } = session.data;
  await inTransaction({ userId }, { requestId: randomUUID() }, async (tx) => {
    await tx.$executeRaw`
      SELECT app.record_event('signed-out', table_name => 'user_account', row_id => ${userId})`;
  });
}
