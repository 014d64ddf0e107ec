import 'server-only';
import type { Course } from '@/lib/course/course';
import { therapyOf } from '@/lib/course/therapy';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import type { EnrollmentOutcome } from '@/lib/enrollment/enrollment-outcome';
import { AppError } from '../app-error';
import { dateOf } from '../db/date-column';
import type { Transaction } from '../db/transaction';

/** @throws CONFLICT where a drug is still taken: its last dose has to be known. */
export function refuseWhileOnTherapy({ records }: Course, field: string): void {
  const { firstDoseOn, lastDoseOn } = therapyOf(records);
  if (firstDoseOn !== null && lastDoseOn === null) {
    const message = 'Therapy goes on; record its stop with the last dose first.';
    throw new AppError('CONFLICT', { message, fields: { [field]: message } });
  }
}

/** Ends an enrollment; the caller checks that it may end, and plans again. */
export async function writeEnrollmentEnd(
  tx: Transaction,
  enrollmentId: string,
  {
    status,
    endedOn,
    reason,
  }: {
    readonly status: EnrollmentOutcome;
    readonly endedOn: CivilDate;
    readonly reason: string;
  },
): Promise<void> {
  await tx.enrollment.update({
    where: { id: enrollmentId },
    data: { status, endedOn: dateOf(toDay(endedOn)), endReason: reason, version: { increment: 1 } },
    select: { id: true },
  });
}
