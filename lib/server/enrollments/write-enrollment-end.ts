import 'server-only';
import type { Course } from '@/lib/course/course';
import { therapyOf } from '@/lib/course/therapy';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import type { EnrollmentOutcome, WithdrawalCategory } from '@/lib/enrollment/enrollment-outcome';
import { AppError } from '../app-error';
import { dateOf } from '../db/date-column';
import type { Transaction } from '../db/transaction';

export function isOnTherapy({ records }: Course): boolean {
  const { firstDoseOn, lastDoseOn } = therapyOf(records);
  return firstDoseOn !== null && lastDoseOn === null;
}

/** @throws CONFLICT where a drug is still taken: its last dose has to be known. */
export function refuseWhileOnTherapy(course: Course, field: string): void {
  if (isOnTherapy(course)) {
    const message = 'Therapy goes on; record its stop with the last dose first.';
    throw new AppError('CONFLICT', { message, fields: { [field]: message } });
  }
}

interface EnrollmentEnd {
  readonly status: EnrollmentOutcome;
  readonly endedOn: CivilDate;
  readonly reason: string;
  readonly category: WithdrawalCategory | null;
  readonly adverseEventId: string | null;
}

/** Ends an enrollment; the caller checks that it may end, and plans again. */
export async function writeEnrollmentEnd(
  tx: Transaction,
  enrollmentId: string,
  { status, endedOn, reason, category, adverseEventId }: EnrollmentEnd,
): Promise<void> {
  await tx.enrollment.update({
    where: { id: enrollmentId },
    data: {
      status,
      endedOn: dateOf(toDay(endedOn)),
      endReason: reason,
      endCategory: category,
      endAdverseEventId: adverseEventId,
      version: { increment: 1 },
    },
    select: { id: true },
  });
}
