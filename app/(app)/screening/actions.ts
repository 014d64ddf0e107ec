'use server';

import { toAction } from '@/lib/server/action';
import { amendScreening } from '@/lib/server/screening/amend-screening';
import { recordScreening } from '@/lib/server/screening/record-screening';
import { voidScreening } from '@/lib/server/screening/void-screening';

export const recordScreeningAction = toAction(recordScreening);
export const amendScreeningAction = toAction(amendScreening);
export const voidScreeningAction = toAction(voidScreening);
