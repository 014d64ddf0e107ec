import 'server-only';
import type { Transaction } from '../db/transaction';

/** The site of an enrollment, for the permission of a command; null when the user cannot see it. */
export async function findEnrollmentSite(
  tx: Transaction,
  { enrollmentId }: { readonly enrollmentId: string },
): Promise<string | null> {
  const row = await tx.enrollment.findUnique({
    where: { id: enrollmentId },
    select: { siteId: true },
  });
  return row?.siteId ?? null;
}
