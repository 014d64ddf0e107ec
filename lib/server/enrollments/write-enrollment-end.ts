import 'server-only';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import type { EnrollmentOutcome } from '@/lib/enrollment/enrollment-outcome';
import { dateOf } from '../db/date-column';
import type { Transaction } from '../db/transaction';

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
