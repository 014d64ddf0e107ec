'use server';

import { toAction } from '@/lib/server/action';
import { amendPartner } from '@/lib/server/partners/amend-partner';
import { recordPartner } from '@/lib/server/partners/record-partner';
import { recordCheck } from '@/lib/server/procedures/record-check';
import { recordCycle } from '@/lib/server/procedures/record-cycle';
import { recordProcedure } from '@/lib/server/procedures/record-procedure';

export const recordProcedureAction = toAction(recordProcedure);
export const recordCheckAction = toAction(recordCheck);
export const recordCycleAction = toAction(recordCycle);
export const recordPartnerAction = toAction(recordPartner);
export const amendPartnerAction = toAction(amendPartner);
