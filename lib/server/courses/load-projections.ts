import 'server-only';
import type { Occurrence } from '@/lib/schedule/occurrence';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';
import { occurrenceFrom } from './occurrence-row';
import type { StoredResponse } from './stored-response';

/** What is stored of a plan and response; empty before the first plan. */
export interface Projection {
  readonly occurrences: readonly Occurrence[];
  readonly response: StoredResponse | null;
}

export async function loadProjections(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<(enrollmentId: string) => Projection> {
  const ids = [...enrollmentIds];
  const rows = await tx.occurrence.findMany({ where: { enrollmentId: { in: ids } } });
  const enrollments = await tx.enrollment.findMany({
    where: { id: { in: ids } },
    select: { id: true, response: true },
  });
  const occurrences = groupBy(rows, (row) => row.enrollmentId, occurrenceFrom);
  const responses = new Map(enrollments.map(({ id, response }) => [id, response]));
  return (id) => ({
    occurrences: occurrences.get(id) ?? [],
    response: (responses.get(id) ?? null) as StoredResponse | null,
  });
}
