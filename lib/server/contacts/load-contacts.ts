import 'server-only';
import type { Contact, ContactChannel, ContactOutcome } from '@/lib/enrollment/contact';
import { dayFrom, dayOrNullFrom } from '../db/date-column';
import type { ContactLog } from '../db/generated/client';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';

/** The contacts of these enrollments that stand, in the order in which they were entered. */
export async function loadContacts(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<Map<string, Contact[]>> {
  const rows = await tx.contactLog.findMany({
    where: { enrollmentId: { in: [...enrollmentIds] }, voidedAt: null },
    orderBy: { id: 'asc' },
  });
  return groupBy(rows, ({ enrollmentId }) => enrollmentId, contactFrom);
}

export function contactFrom(row: ContactLog): Contact {
  return {
    id: row.id,
    occurrenceKeys: row.occurrenceKeys,
    on: dayFrom(row.contactedOn),
    channel: row.channel as ContactChannel,
    outcome: row.outcome as ContactOutcome,
    agreedOn: dayOrNullFrom(row.agreedOn),
    remindOn: dayOrNullFrom(row.remindOn),
  };
}
