import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { AppError } from '../app-error';
import { prisma } from '../db/client';
import type { Transaction } from '../db/transaction';
import { checkPassword } from './check-password';

/**
 * Asks the actor again who he is: before a signature, before his password is changed. Compared on a connection of its
 * own, because a failure has to count towards the lock although this transaction is rolled back; otherwise an open
 * session would be a place to guess at leisure.
 *
 * @param field where the password was typed, as a dotted path of the form
 * @throws INVALID_INPUT for a wrong password, RATE_LIMITED while the account is locked; both are audited.
 */
export async function requirePassword(
  tx: Transaction,
  actor: Actor,
  password: string,
  field = 'password',
): Promise<void> {
  const { email } = await tx.userAccount.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { email: true },
  });
  const outcome = await checkPassword(email, password, forgiveAttempts);
  if (outcome.status === 'refused') {
    throw new AppError('INVALID_INPUT', {
      fields: { [field]: 'This is not your current password.' },
      detail: 'wrong password',
      isAudited: true,
    });
  }
  if (outcome.status === 'locked') {
    const message = `Too many attempts. Try again in ${outcome.waitSeconds} s.`;
    throw new AppError('RATE_LIMITED', { message, fields: { [field]: message } });
  }
}

async function forgiveAttempts(userId: string, isRight: boolean): Promise<void> {
  if (isRight) {
    await prisma().$executeRaw`SELECT app.forgive_attempts(${userId}::uuid)`;
  }
}
