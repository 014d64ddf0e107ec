'use server';

import { toAction } from '@/lib/server/action';
import { saveProfile } from '@/lib/server/settings/save-profile';

export const saveProfileAction = toAction(saveProfile);
