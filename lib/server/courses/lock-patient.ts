import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import { civilDateFrom } from '../db/date-column';
import type { Transaction } from '../db/transaction';
import { lockEnrollment } from './lock-course';

export interface PatientEnrollment {
  readonly id: string;
  readonly status: string;
  readonly enrolledOn: CivilDate;
  readonly consentOn: CivilDate | null;
}

/** Every enrollment of a man, locked in one order: what is found about him can matter to each. */
export async function lockPatient(
  tx: Transaction,
  patientId: string,
): Promise<readonly PatientEnrollment[]> {
  const rows = await tx.enrollment.findMany({
    where: { patientId },
    select: { id: true, status: true, enrolledOn: true, consentOn: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of rows) {
    await lockEnrollment(tx, id);
  }
  return rows.map(({ enrolledOn, consentOn, ...row }) => ({
    ...row,
    enrolledOn: civilDateFrom(enrolledOn),
    consentOn: consentOn && civilDateFrom(consentOn),
  }));
}
