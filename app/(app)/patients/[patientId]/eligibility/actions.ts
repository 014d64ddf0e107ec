'use server';

import { toAction } from '@/lib/server/action';
import { decideOverride } from '@/lib/server/eligibility/decide-override';

export const decideOverrideAction = toAction(decideOverride);
