'use server';

import { toAction } from '@/lib/server/action';
import { setRemsId } from '@/lib/server/patients/set-rems-id';
import { amendRecord } from '@/lib/server/records/amend-record';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
import { recordInjectionException } from '@/lib/server/therapy/record-injection-exception';
import { startRegimen } from '@/lib/server/therapy/start-regimen';
import { recordVisit } from '@/lib/server/visits/record-visit';

export const changeTherapyAction = toAction(changeTherapy);
export const startRegimenAction = toAction(startRegimen);
export const setRemsIdAction = toAction(setRemsId);
export const injectionExceptionAction = toAction(recordInjectionException);
export const addDrugAction = toAction(recordVisit);
export const endDrugAction = toAction(amendRecord);
