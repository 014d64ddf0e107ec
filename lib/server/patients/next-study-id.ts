import 'server-only';
import type { Membership } from '@/lib/auth/actor';
import type { Transaction } from '../db/transaction';

/** `NYC-0042`: the number after the highest that the site has; one enrollment at a time takes one. */
export async function nextStudyId(
  tx: Transaction,
  { siteId, siteCode }: Membership,
): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`study-id/${siteId}`}, 0))`;
  const prefix = `${siteCode}-`;
  const [row] = await tx.$queryRaw<{ highest: number | null }[]>`
    SELECT max(substr(study_id, ${prefix.length + 1}::int)::int) AS highest
    FROM patient
    WHERE site_id = ${siteId}::uuid AND starts_with(study_id, ${prefix})
      AND substr(study_id, ${prefix.length + 1}::int) ~ '^[0-9]{1,8}$'`;
  return `${prefix}${String((row?.highest ?? 0) + 1).padStart(4, '0')}`;
}
