'use server';

import { addMember } from '@/lib/server/accounts/add-member';
import { changeMembership } from '@/lib/server/accounts/change-membership';
import { resetPassword } from '@/lib/server/accounts/reset-password';
import { setAccountDisabled } from '@/lib/server/accounts/set-account-disabled';
import { toAction } from '@/lib/server/action';
import { previewRemsDate } from '@/lib/server/sites/preview-rems-date';
import { setRemsDate } from '@/lib/server/sites/set-rems-date';

export const addMemberAction = toAction(addMember);
export const changeMembershipAction = toAction(changeMembership);
export const resetPasswordAction = toAction(resetPassword);
export const setAccountDisabledAction = toAction(setAccountDisabled);
export const setRemsDateAction = toAction(setRemsDate);
export const previewRemsDateAction = toAction(previewRemsDate, { refreshes: false });
