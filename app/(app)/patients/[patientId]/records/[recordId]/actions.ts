'use server';

import { toAction } from '@/lib/server/action';
import { makeDecision } from '@/lib/server/decisions/make-decision';
import { amendRecord } from '@/lib/server/records/amend-record';
import { correctAuthorization } from '@/lib/server/records/correct-authorization';
import { voidRecord } from '@/lib/server/records/void-record';

export const amendRecordAction = toAction(amendRecord);
export const correctAuthorizationAction = toAction(correctAuthorization);
export const voidRecordAction = toAction(voidRecord);
export const signSampleAction = toAction(makeDecision);
