'use server';

import { toAction } from '@/lib/server/action';
import { closeFlag } from '@/lib/server/flags/close-flag';

export const closeFlagAction = toAction(closeFlag);
