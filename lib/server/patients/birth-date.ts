import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import { civilDateFrom } from '../db/date-column';
import type { Transaction } from '../db/transaction';

/** Null where it is not recorded, and where the user may not read names. */
export async function findBirthDate(tx: Transaction, patientId: string): Promise<CivilDate | null> {
  const identity = await tx.patientIdentity.findUnique({
    where: { patientId },
    select: { birthDate: true },
  });
  return identity?.birthDate ? civilDateFrom(identity.birthDate) : null;
}

export function whenBeforeBirth(on: CivilDate, birthDate: CivilDate | null): string | null {
  return birthDate !== null && on < birthDate
    ? `This is before he was born, on ${birthDate}.`
    : null;
}
