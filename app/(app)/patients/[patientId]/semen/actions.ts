'use server';

import { toAction } from '@/lib/server/action';
import { confirmResponse } from '@/lib/server/responses/confirm-response';

export const confirmResponseAction = toAction(confirmResponse);
