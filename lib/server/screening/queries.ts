import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { ScreeningCategory } from '@/lib/enrollment/screening';
import { type ScreeningSearch, screeningPageSize } from '@/lib/enrollment/screening-search';
import {
  type ScreeningCount,
  type ScreeningSummary,
  summarizeScreening,
} from '@/lib/enrollment/screening-summary';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { inReadTransaction, type Transaction } from '../db/transaction';

export interface ScreeningEntryView {
  readonly entryId: string;
  readonly siteCode: string;
  readonly protocol: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly category: ScreeningCategory;
  readonly men: number;
  readonly note: string;
  readonly version: number;
  readonly recordedBy: string;
  readonly mayChange: boolean;
}

export interface ProtocolScreening extends ScreeningSummary {
  readonly code: string;
  readonly title: string;
}

export interface ScreeningLogView {
  readonly protocols: readonly ProtocolScreening[];
  /** Entries that match, on all pages. */
  readonly total: number;
  /** The newest period first. */
  readonly entries: readonly ScreeningEntryView[];
}

/** Men who were looked at and never enrolled at these sites, counted and one by one. */
export function listScreening(
  actor: Actor,
  sites: readonly Membership[],
  search: ScreeningSearch,
): Promise<ScreeningLogView> {
  const siteIds = sites
    .map(({ siteId }) => siteId)
    .filter((siteId) => search.siteId === null || siteId === search.siteId);
  const scope = { siteIds, protocol: search.protocol };
  return inReadTransaction(actor, async (tx) => {
    const counts = await countScreening(tx, scope);
    const enrolled = await countEnrolled(tx, scope);
    const { total, rows } = await readEntries(tx, scope, search.page);
    return {
      protocols: protocolLibrary
        .filter(({ code }) => search.protocol === null || search.protocol === code)
        .map(({ code, title }) => ({
          code,
          title,
          ...summarizeScreening(
            counts.filter(({ protocol }) => protocol === code),
            enrolled.find(({ protocol }) => protocol === code)?.enrolled ?? 0,
          ),
        })),
      total,
      entries: rows.map(({ siteId, ...row }) => ({
        ...row,
        mayChange: can(actor, 'screening:record', siteId),
      })),
    };
  });
}

interface Scope {
  readonly siteIds: readonly string[];
  readonly protocol: string | null;
}

async function countScreening(
  tx: Transaction,
  { siteIds, protocol }: Scope,
): Promise<ScreeningCount[]> {
  return await tx.$queryRaw<ScreeningCount[]>`
    SELECT protocol, min(period_from)::text AS "from", max(period_to)::text AS "to",
           category, sum(men)::integer AS men
    FROM screening_log
    WHERE site_id = ANY (${[...siteIds]}::uuid[]) AND voided_at IS NULL
      AND (${protocol}::text IS NULL OR protocol = ${protocol})
    GROUP BY protocol, category, date_trunc('month', period_from), date_trunc('month', period_to)`;
}

async function countEnrolled(
  tx: Transaction,
  { siteIds, protocol }: Scope,
): Promise<{ protocol: string; enrolled: number }[]> {
  return await tx.$queryRaw<{ protocol: string; enrolled: number }[]>`
    SELECT v.code AS protocol, count(*)::integer AS enrolled
    FROM enrollment e JOIN protocol_version v ON v.id = e.protocol_version_id
    WHERE e.site_id = ANY (${[...siteIds]}::uuid[])
      AND (${protocol}::text IS NULL OR v.code = ${protocol})
    GROUP BY v.code`;
}

type EntryRow = Omit<ScreeningEntryView, 'mayChange'> & { readonly siteId: string };

async function readEntries(
  tx: Transaction,
  { siteIds, protocol }: Scope,
  page: number,
): Promise<{ readonly total: number; readonly rows: readonly EntryRow[] }> {
  const found = await tx.$queryRaw<(EntryRow & { total: number })[]>`
    SELECT l.id AS "entryId", l.site_id AS "siteId", s.code AS "siteCode", l.protocol,
           l.period_from::text AS "from", l.period_to::text AS "to", l.category, l.men, l.note,
           l.version, u.display_name AS "recordedBy", count(*) OVER ()::integer AS total
    FROM screening_log l
    JOIN site s ON s.id = l.site_id
    JOIN user_account u ON u.id = l.recorded_by
    WHERE l.site_id = ANY (${[...siteIds]}::uuid[]) AND l.voided_at IS NULL
      AND (${protocol}::text IS NULL OR l.protocol = ${protocol})
    ORDER BY l.period_to DESC, l.protocol, l.id DESC
    LIMIT ${screeningPageSize}::integer OFFSET ${(page - 1) * screeningPageSize}::integer`;
  return {
    total: found[0]?.total ?? 0,
    rows: found.map(({ total: _total, ...row }) => row),
  };
}
