import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import { contactAttempts } from '@/lib/enrollment/contact';
import { loadContacts } from '../contacts/load-contacts';
import { civilDateFrom, dayOrNullFrom } from '../db/date-column';
import type { Transaction } from '../db/transaction';

export interface ContactAttempts {
  /** Null where he has not been seen since enrollment. */
  readonly lastVisitOn: CivilDate | null;
  /** Attempts to reach him after that day (decision 024). */
  readonly count: number;
}

export async function countContactAttempts(
  tx: Transaction,
  enrollmentId: string,
): Promise<ContactAttempts> {
  const { _max: last } = await tx.visit.aggregate({
    where: { enrollmentId, voidedAt: null },
    _max: { visitedOn: true },
  });
  const contacts = (await loadContacts(tx, [enrollmentId])).get(enrollmentId) ?? [];
  return {
    lastVisitOn: last.visitedOn && civilDateFrom(last.visitedOn),
    count: contactAttempts(contacts, dayOrNullFrom(last.visitedOn)).length,
  };
}
