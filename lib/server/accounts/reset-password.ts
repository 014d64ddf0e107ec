import 'server-only';
import { resetPasswordInputSchema } from '@/lib/auth/member';
import { findPasswordProblem } from '@/lib/auth/password';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { storePassword } from './change-password';
import { findMembershipSite, getMembership, requireWholeAccount } from './membership';

/** For a person who forgot theirs: unlocks the account, ends its sessions. */
export const resetPassword = defineCommand({
  name: 'account.reset-password',
  schema: resetPasswordInputSchema,
  permission: 'user:administer',
  findSite: findMembershipSite,
  run: async ({ tx }, { membershipId, newPassword }) => {
    const { userId } = await getMembership(tx, membershipId);
    await requireWholeAccount(tx, userId);
    const { email } = await tx.userAccount.findUniqueOrThrow({ where: { id: userId } });
    const problem = findPasswordProblem(newPassword, email);
    if (problem !== null) {
      throw new AppError('INVALID_INPUT', { fields: { newPassword: problem } });
    }
    await storePassword(tx, userId, newPassword);
    return { userId };
  },
});
