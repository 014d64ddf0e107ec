'use server';

import { toAction } from '@/lib/server/action';
import { setRemsId } from '@/lib/server/patients/set-rems-id';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
import { startRegimen } from '@/lib/server/therapy/start-regimen';

export const changeTherapyAction = toAction(changeTherapy);
export const startRegimenAction = toAction(startRegimen);
export const setRemsIdAction = toAction(setRemsId);
