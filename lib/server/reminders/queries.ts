import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { DigestCounts } from '@/lib/reminders/digest';
import { civilDateFrom, timeFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';

export interface SubscriptionView {
  readonly siteId: string;
  readonly siteName: string;
  /** Null where the person never asked for a digest of this site. */
  readonly chosen: {
    readonly wanted: boolean;
    /** `HH:MM` */
    readonly sendAt: string;
    readonly listsStudyIds: boolean;
  } | null;
}

/** One for each site where the person reads patients. */
export function listSubscriptions(
  actor: Actor,
  sites: readonly Membership[],
): Promise<SubscriptionView[]> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.digestSubscription.findMany({ where: { userId: actor.userId } });
    return sites.map(({ siteId, siteName }) => {
      const row = rows.find((one) => one.siteId === siteId);
      const chosen =
        row === undefined
          ? null
          : {
              wanted: row.endedAt === null,
              sendAt: timeFrom(row.sendAt),
              listsStudyIds: row.listsStudyIds,
            };
      return { siteId, siteName, chosen };
    });
  });
}

export interface DigestRunView {
  readonly runOn: CivilDate;
  readonly siteName: string;
  readonly person: string;
  readonly status: 'sending' | 'sent' | 'nothing-due' | 'failed';
  readonly attempts: number;
  readonly counts: DigestCounts;
  readonly problem: string | null;
}

const mostRuns = 100;

/** The newest first: the person's own, and those of the sites that he administers. */
export function listDigestRuns(
  actor: Actor,
  { isOwn }: { readonly isOwn: boolean },
): Promise<DigestRunView[]> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.digestRun.findMany({
      where: isOwn ? { userId: actor.userId } : {},
      orderBy: [{ runOn: 'desc' }, { startedAt: 'desc' }],
      take: mostRuns,
    });
    const people = await tx.userAccount.findMany({
      where: { id: { in: rows.map(({ userId }) => userId) } },
      select: { id: true, displayName: true },
    });
    const sites = await tx.site.findMany({
      where: { id: { in: rows.map(({ siteId }) => siteId) } },
      select: { id: true, name: true },
    });
    return rows.map((row) => ({
      runOn: civilDateFrom(row.runOn),
      siteName: sites.find(({ id }) => id === row.siteId)?.name ?? 'A site that is not yours',
      person: people.find(({ id }) => id === row.userId)?.displayName ?? 'Somebody of another site',
      status: row.status as DigestRunView['status'],
      attempts: row.attempts,
      counts: row.counts as DigestCounts,
      problem: row.problem,
    }));
  });
}
