import 'server-only';
import { changePasswordInputSchema, findPasswordProblem } from '@/lib/auth/password';
import { AppError } from '../app-error';
import { defineAccountCommand } from '../command';
import type { Transaction } from '../db/transaction';
import { hashPassword } from './password-hash';
import { requirePassword } from './require-password';

/** Ends every session of the account; returns the generation that the session which asked goes on with. */
export const changePassword = defineAccountCommand({
  name: 'account.change-password',
  schema: changePasswordInputSchema,
  run: async ({ tx, actor }, input) => {
    const email = await emailOf(tx, actor.userId);
    await requirePassword(tx, actor, input.currentPassword, 'currentPassword');
    const problem = findPasswordProblem(input.newPassword, email);
    if (problem !== null) {
      throw new AppError('INVALID_INPUT', { fields: { newPassword: problem } });
    }
    const sessionVersion = await storePassword(tx, actor.userId, input.newPassword);
    return { sessionVersion };
  },
});

async function emailOf(tx: Transaction, userId: string): Promise<string> {
  const account = await tx.userAccount.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  return account.email;
}

/** The database function checks that the actor may do this. */
export async function storePassword(
  tx: Transaction,
  userId: string,
  password: string,
): Promise<number> {
  const passwordHash = await hashPassword(password);
  const [row] = await tx.$queryRaw<{ generation: number }[]>`
    SELECT app.change_password(${userId}::uuid, ${passwordHash}) AS generation`;
  if (row === undefined) {
    throw new AppError('NOT_FOUND');
  }
  return row.generation;
}
