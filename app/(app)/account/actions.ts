'use server';

import { changePassword } from '@/lib/server/accounts/change-password';
import { toAction } from '@/lib/server/action';
import { createToken } from '@/lib/server/api/create-token';
import { revokeToken } from '@/lib/server/api/revoke-token';
import { saveSubscription } from '@/lib/server/reminders/save-subscription';
import { continueSession } from '@/lib/server/session';

export const changePasswordAction = toAction(changePassword, {
  afterwards: ({ sessionVersion }) => continueSession(sessionVersion),
});

export const saveSubscriptionAction = toAction(saveSubscription);

export const createTokenAction = toAction(createToken);

export const revokeTokenAction = toAction(revokeToken);
