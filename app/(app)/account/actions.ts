'use server';

import { changePassword } from '@/lib/server/accounts/change-password';
import { toAction } from '@/lib/server/action';
import { saveSubscription } from '@/lib/server/reminders/save-subscription';
import { continueSession } from '@/lib/server/session';

export const changePasswordAction = toAction(changePassword, {
  afterwards: ({ sessionVersion }) => continueSession(sessionVersion),
});

export const saveSubscriptionAction = toAction(saveSubscription);
