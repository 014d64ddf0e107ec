import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import type { CivilDate, Day } from '@/lib/dates/civil-date';
import { type Contact, contactOutcomes, wasReached } from '@/lib/enrollment/contact';
import type { ContactSummary } from '@/lib/worklist/contact-summary';
import { siteDateAt } from '../clock';
import { dayFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';
import { contactFrom } from './load-contacts';

/** A contact as the patient's page lists it. */
export interface ContactEntry extends Contact {
  readonly reason: string | null;
  readonly note: string | null;
  readonly by: string;
  readonly recordedOn: CivilDate;
}

export interface ContactLog {
  /** Those that stand, the newest first. */
  readonly contacts: readonly ContactEntry[];
  /** Days of his visits under this enrollment. */
  readonly seenOn: readonly Day[];
}

const mostContacts = 200;

export function listContacts(
  actor: Actor,
  enrollmentId: string,
  timeZone: string,
): Promise<ContactLog> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.contactLog.findMany({
      where: { enrollmentId, voidedAt: null },
      orderBy: [{ contactedOn: 'desc' }, { id: 'desc' }],
      take: mostContacts,
    });
    const people = await tx.userAccount.findMany({
      where: { id: { in: rows.map(({ recordedBy }) => recordedBy) } },
      select: { id: true, displayName: true },
    });
    const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
    const visits = await tx.visit.findMany({
      where: { enrollmentId, voidedAt: null },
      select: { visitedOn: true },
    });
    return {
      contacts: rows.map((row) => ({
        ...contactFrom(row),
        reason: row.reason,
        note: row.note,
        by: names.get(row.recordedBy) ?? 'someone of another site',
        recordedOn: siteDateAt(row.recordedAt, timeZone),
      })),
      seenOn: visits.map(({ visitedOn }) => dayFrom(visitedOn)),
    };
  });
}

/** What the contacts of these sites came to, one line for each site; both days count, and null is no limit. */
export function summarizeContacts(
  actor: Actor,
  sites: readonly Membership[],
  { from, to }: { readonly from: CivilDate | null; readonly to: CivilDate | null },
): Promise<readonly ContactSummary[]> {
  const siteIds = sites.map(({ siteId }) => siteId);
  const reaching = contactOutcomes.filter(wasReached);
  return inReadTransaction(actor, async (tx) => {
    return await tx.$queryRaw<ContactSummary[]>`
      WITH said AS (
        SELECT site_id, enrollment_id, occurrence_keys, contacted_on, outcome
        FROM contact_log
        WHERE site_id = ANY (${siteIds}::uuid[]) AND voided_at IS NULL
          AND contacted_on BETWEEN coalesce(${from}::date, '-infinity')
            AND coalesce(${to}::date, 'infinity')
      ),
      counted AS (
        SELECT site_id, jsonb_object_agg(outcome, number) AS contacts
        FROM (SELECT site_id, outcome, count(*) AS number FROM said GROUP BY site_id, outcome) o
        GROUP BY site_id
      ),
      reached AS (
        SELECT s.site_id, s.enrollment_id, k.key, min(s.contacted_on) AS first_on
        FROM said s CROSS JOIN unnest(s.occurrence_keys) k (key)
        WHERE s.outcome = ANY (${reaching}::text[])
        GROUP BY s.site_id, s.enrollment_id, k.key
      ),
      followed AS (
        SELECT
          r.site_id, count(*)::integer AS items,
          count(*) FILTER (WHERE o.actual_on >= r.first_on)::integer AS done_after,
          count(*) FILTER (
            WHERE o.id IS NOT NULL AND o.actual_on IS NULL AND NOT o.waived
              AND o.closed_on IS NULL AND o.not_applicable_reason IS NULL
          )::integer AS waiting,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY o.actual_on - r.first_on)
            FILTER (WHERE o.actual_on >= r.first_on) AS median_days
        FROM reached r
        LEFT JOIN occurrence o ON o.enrollment_id = r.enrollment_id AND o.key = r.key
        GROUP BY r.site_id
      )
      SELECT
        s.id AS "siteId", coalesce(c.contacts, '{}') AS contacts,
        coalesce(f.items, 0) AS "reachedItems", coalesce(f.done_after, 0) AS "doneAfter",
        coalesce(f.waiting, 0) AS waiting, f.median_days AS "medianDays"
      FROM site s
      LEFT JOIN counted c ON c.site_id = s.id
      LEFT JOIN followed f ON f.site_id = s.id
      WHERE s.id = ANY (${siteIds}::uuid[])
      ORDER BY s.code`;
  });
}
