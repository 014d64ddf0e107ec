'use server';

import { toAction } from '@/lib/server/action';
import { reopenEnrollment } from '@/lib/server/enrollments/reopen-enrollment';
import { closeOccurrence } from '@/lib/server/plan/close-occurrence';
import { linkRecord } from '@/lib/server/plan/link-record';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { waiveOccurrence } from '@/lib/server/plan/waive-occurrence';
import { withdrawAdjustment } from '@/lib/server/plan/withdraw-adjustment';
import { offerTransfer } from '@/lib/server/transfers/offer-transfer';
import { withdrawTransfer } from '@/lib/server/transfers/withdraw-transfer';

export const rescheduleOccurrenceAction = toAction(rescheduleOccurrence);
export const waiveOccurrenceAction = toAction(waiveOccurrence);
export const closeOccurrenceAction = toAction(closeOccurrence);
export const linkRecordAction = toAction(linkRecord);
export const withdrawAdjustmentAction = toAction(withdrawAdjustment);
export const reopenEnrollmentAction = toAction(reopenEnrollment);
export const offerTransferAction = toAction(offerTransfer);
export const withdrawTransferAction = toAction(withdrawTransfer);
