import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { ResponseStatus } from '@/lib/response/response';
import { inReadTransaction } from '../db/transaction';

export interface StudySummary {
  readonly code: string;
  readonly title: string;
  /** Enrollments at the sites asked for, ended ones included: the rows of the export. */
  readonly patients: number;
  readonly responses: readonly { readonly status: ResponseStatus; readonly patients: number }[];
}

/** What the export of each protocol would hold, counted as the export counts. */
export async function listStudies(
  actor: Actor,
  sites: readonly Membership[],
): Promise<StudySummary[]> {
  const siteIds = sites.map(({ siteId }) => siteId);
  const counted = await inReadTransaction(
    actor,
    (tx) => tx.$queryRaw<{ code: string; status: ResponseStatus | null; patients: number }[]>`
      SELECT v.code, e.best_response AS status, count(*)::int AS patients
      FROM enrollment e JOIN protocol_version v ON v.id = e.protocol_version_id
      WHERE e.site_id = ANY (${siteIds}::uuid[])
      GROUP BY v.code, e.best_response
      ORDER BY v.code, patients DESC`,
  );
  return protocolLibrary.map(({ code, title }) => {
    const own = counted.filter((row) => row.code === code);
    return {
      code,
      title,
      patients: own.reduce((sum, { patients }) => sum + patients, 0),
      responses: own.map(({ status, patients }) => ({
        status: status ?? 'not-evaluable',
        patients,
      })),
    };
  });
}
