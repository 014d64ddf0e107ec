import 'server-only';
import { setAccountDisabledInputSchema } from '@/lib/auth/member';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findMembershipSite, getMembership, requireWholeAccount } from './membership';

/** Shuts a person out everywhere, at once; sessions from before do not come back when the account is opened again. */
export const setAccountDisabled = defineCommand({
  name: 'account.set-disabled',
  schema: setAccountDisabledInputSchema,
  permission: 'user:administer',
  findSite: findMembershipSite,
  run: async ({ tx, actor, now }, { membershipId, isDisabled }) => {
    const { userId } = await getMembership(tx, membershipId);
    if (userId === actor.userId) {
      throw new AppError('CONFLICT', { message: 'You cannot disable your own account.' });
    }
    await requireWholeAccount(tx, userId);
    await tx.userAccount.update({
      where: { id: userId },
      data: { disabledAt: isDisabled ? now : null, sessionVersion: { increment: 1 } },
    });
    return { userId };
  },
});
