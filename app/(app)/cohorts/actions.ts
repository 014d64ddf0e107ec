'use server';

import { toAction } from '@/lib/server/action';
import { amendCohort } from '@/lib/server/cohorts/amend-cohort';
import { countCohort } from '@/lib/server/cohorts/count-cohort';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { voidCohort } from '@/lib/server/cohorts/void-cohort';

export const saveCohortAction = toAction(saveCohort);
export const amendCohortAction = toAction(amendCohort);
export const voidCohortAction = toAction(voidCohort);
export const countCohortAction = toAction(countCohort, { refreshes: false });
