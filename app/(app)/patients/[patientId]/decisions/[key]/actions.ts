'use server';

import { toAction } from '@/lib/server/action';
import { makeDecision } from '@/lib/server/decisions/make-decision';

export const makeDecisionAction = toAction(makeDecision);
