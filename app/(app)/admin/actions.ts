'use server';

import { addMember } from '@/lib/server/accounts/add-member';
import { changeMembership } from '@/lib/server/accounts/change-membership';
import { resetPassword } from '@/lib/server/accounts/reset-password';
import { setAccountDisabled } from '@/lib/server/accounts/set-account-disabled';
import { toAction } from '@/lib/server/action';

export const addMemberAction = toAction(addMember);
export const changeMembershipAction = toAction(changeMembership);
export const resetPasswordAction = toAction(resetPassword);
export const setAccountDisabledAction = toAction(setAccountDisabled);
