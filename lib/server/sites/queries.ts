import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';

export type SiteRemsView = {
  readonly siteId: string;
  readonly siteName: string;
  /** Null: the site follows the monthly rule set. */
  readonly enrollmentOnlyFrom: CivilDate | null;
};

/** Which REMS rule set holds at the given sites, in their order. */
export function listSiteRems(
  actor: Actor,
  sites: readonly Membership[],
): Promise<readonly SiteRemsView[]> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.site.findMany({
      where: { id: { in: sites.map(({ siteId }) => siteId) } },
      select: { id: true, remsEnrollmentOnlyFrom: true },
    });
    return sites.flatMap(({ siteId, siteName }) => {
      const row = rows.find(({ id }) => id === siteId);
      const from = row?.remsEnrollmentOnlyFrom ?? null;
      return row === undefined
        ? []
        : [{ siteId, siteName, enrollmentOnlyFrom: from && civilDateFrom(from) }];
    });
  });
}
