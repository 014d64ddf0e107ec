import 'server-only';
import { changePasswordInputSchema, findPasswordProblem } from '@/lib/auth/password';
import { AppError } from '../app-error';
import { defineAccountCommand } from '../command';
import type { Transaction } from '../db/transaction';
import { hashPassword } from './password-hash';
import { signIn } from './sign-in';

/** Ends every session of the account; returns the generation that the session which asked goes on with. */
export const changePassword = defineAccountCommand({
  name: 'account.change-password',
  schema: changePasswordInputSchema,
  run: async ({ tx, actor }, input) => {
    const email = await emailOf(tx, actor.userId);
    await requirePassword(email, input.currentPassword);
    const problem = findPasswordProblem(input.newPassword, email);
    if (problem !== null) {
      throw new AppError('INVALID_INPUT', { fields: { newPassword: problem } });
    }
    const sessionVersion = await storePassword(tx, actor.userId, input.newPassword);
    return { sessionVersion };
  },
});

/**
 * Goes through the sign-in, on a connection of its own: a failure has to count towards the lock even though this
 * transaction is rolled back, or an open session would be a place to guess at leisure.
 */
async function requirePassword(email: string, password: string): Promise<void> {
  const outcome = await signIn(email, password);
  if (outcome.status === 'refused') {
    throw new AppError('INVALID_INPUT', {
      fields: { currentPassword: 'This is not your current password.' },
    });
  }
  if (outcome.status === 'locked') {
    const message = `Too many attempts. Try again in ${outcome.waitSeconds} s.`;
    throw new AppError('RATE_LIMITED', { message, fields: { currentPassword: message } });
  }
}

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
