import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import { overrideRequested } from '@/lib/eligibility/evaluate-eligibility';
import { stopOption } from '@/lib/protocols/schema';
import type { WaitingFlag } from '@/lib/safety/time-to-act';
import { settledResponses } from '@/lib/worklist/settled-responses';
import {
  type WorklistGroup,
  type WorklistItem,
  worklistHorizonDays,
  worklistPageSize,
} from '@/lib/worklist/worklist';
import type { WorklistSearch } from '@/lib/worklist/worklist-search';
import type { Transaction } from '../db/transaction';
import { therapyDays } from '../enrollments/therapy-days';

/** A site with the calendar date there: what is due at one site need not be due at another. */
export interface SiteDay {
  readonly siteId: string;
  readonly today: CivilDate;
}

/** One patient in one group, with what there is to do; dates as text. */
export interface WorkItemRow {
  readonly group: WorklistGroup;
  readonly total: number;
  /** Null where the page that was asked for lies behind the last one. */
  readonly enrollmentId: string | null;
  readonly items: readonly StoredWorkItem[];
}

export interface StoredWorkItem {
  readonly source: WorklistItem['source'];
  readonly id: string;
  /** Requirement, title of a flag, decision or response status. */
  readonly subject: string;
  readonly ordinal: number | null;
  readonly severity: WorklistItem['severity'];
  readonly isPartial: boolean;
  readonly on: CivilDate | null;
  readonly closesOn: CivilDate | null;
  /** Of a flag; null for everything else. */
  readonly whoActs: WaitingFlag['whoActs'] | null;
  /** The sample of a decision about one. */
  readonly recordId: string | null;
  readonly note: string | null;
  readonly snoozedUntil: CivilDate | null;
}

/**
 * The whole working list in one statement: every open occurrence of active enrollments with its state
 * (app.occurrence_state, the one definition), open flags, signatures whose basis has changed
 * (lib/server/{decisions,responses}/reopen-*), responses and eligibility overrides that no physician
 * has signed, and signed stops that nobody has recorded. Rows are counted before they are cut into pages, so that the numbers in the header are the
 * rows below them. A flag past its time to act comes before everything else of its group; which group it
 * stands in, and for whom, is the rule of lib/safety/time-to-act.
 *
 * What the last word about an item puts off (lib/worklist/snooze) leaves its group for one of its own, whose rows are
 * read only when they are asked for; what is not due yet, and what a physician decides, cannot be put off.
 *
 * The conditions on `occurrence` repeat those of the index occurrence_open_idx; they leave out only what
 * is done, waived, not applicable or pending in every case, and what comes after the horizon.
 */
export async function findWorkItems(
  tx: Transaction,
  sites: readonly SiteDay[],
  { filter, group, page }: WorklistSearch,
  userId: string,
): Promise<WorkItemRow[]> {
  const latest =
    sites
      .map(({ today }) => today)
      .toSorted()
      .at(-1) ?? null;
  return await tx.$queryRaw<WorkItemRow[]>`
    WITH site_day AS (
      SELECT site_id, today
      FROM unnest(${sites.map(({ siteId }) => siteId)}::uuid[], ${sites.map(({ today }) => today)}::date[])
        AS d (site_id, today)
      WHERE site_id = coalesce(${filter.siteId}::uuid, site_id)
    ),
    listed_enrollment AS (
      SELECT e.id, e.site_id, d.today, e.status, e.best_response, e.response_on
      FROM site_day d
      JOIN enrollment e ON e.site_id = d.site_id
      JOIN protocol_version v ON v.id = e.protocol_version_id
      WHERE (${filter.protocol}::text IS NULL OR v.code = ${filter.protocol})
        AND (NOT ${filter.isMine} OR e.assigned_to = ${userId}::uuid)
        AND e.status <> 'died'
    ),
    reminder AS (
      SELECT c.enrollment_id, k.key, c.remind_on,
        coalesce(c.remind_on <= c.agreed_on, false) AS waits_for_agreed
      FROM site_day d
      JOIN contact_log c ON c.site_id = d.site_id AND c.remind_on > d.today AND c.voided_at IS NULL
      CROSS JOIN unnest(c.occurrence_keys) k (key)
      WHERE NOT EXISTS (
        SELECT FROM contact_log later
        WHERE later.enrollment_id = c.enrollment_id AND later.voided_at IS NULL
          AND k.key = ANY (later.occurrence_keys)
          AND (later.contacted_on, later.id) > (c.contacted_on, c.id)
      )
    ),
    open_occurrence AS (
      SELECT
        o.enrollment_id, o.key, o.kind, o.requirement, o.ordinal, o.partial, o.planned_on, o.clinic_closed,
        d.today, greatest(o.closes_on, o.planned_on) AS closes_on, o.closes_on IS NULL AS is_endless,
        o.closed_on IS NOT NULL AS is_closed, app.occurrence_state(o, d.today) AS state
      FROM site_day d
      JOIN occurrence o ON o.site_id = d.site_id
      WHERE o.actual_on IS NULL AND NOT o.waived AND o.not_applicable_reason IS NULL
        AND o.target_on IS NOT NULL
        AND least(o.opens_on, o.planned_on) <= ${latest}::date + ${worklistHorizonDays}::integer
        AND (${filter.kind}::text IS NULL OR o.kind = ${filter.kind})
    ),
    item AS (
      SELECT
        CASE
          WHEN o.state = 'upcoming' THEN 'upcoming'
          WHEN o.kind = 'decision' THEN 'decision'
          WHEN r.remind_on IS NOT NULL THEN 'snoozed'
          ELSE o.state
        END AS "group",
        CASE
          WHEN o.state = 'upcoming' THEN o.planned_on - o.today
          WHEN r.remind_on IS NOT NULL AND o.kind <> 'decision' THEN
            least(r.remind_on, CASE WHEN r.waits_for_agreed THEN o.planned_on END) - o.today
          WHEN o.state = 'missed' AND o.kind <> 'decision' THEN o.today - o.planned_on
          WHEN o.is_endless THEN NULL
          ELSE o.closes_on - o.today
        END AS urgency,
        o.enrollment_id, 'occurrence' AS source, o.key AS id, o.requirement AS subject, o.ordinal,
        NULL AS severity, o.partial AS is_partial, o.planned_on AS "on",
        CASE WHEN NOT o.is_endless THEN o.closes_on END AS closes_on, NULL AS who_acts,
        false AS is_past_time, NULL AS record_id,
        CASE WHEN o.clinic_closed AND o.planned_on >= o.today
          THEN 'clinic closed on ' || o.planned_on
        END AS note,
        CASE WHEN o.state <> 'upcoming' AND o.kind <> 'decision'
          THEN least(r.remind_on, CASE WHEN r.waits_for_agreed THEN o.planned_on END)
        END AS snoozed_until
      FROM open_occurrence o
      JOIN listed_enrollment e ON e.id = o.enrollment_id AND e.status = 'active'
      LEFT JOIN reminder r ON r.enrollment_id = o.enrollment_id AND r.key = o.key
        AND (NOT r.waits_for_agreed OR o.planned_on > o.today)
      WHERE o.state IN ('due', 'overdue')
        OR (o.state = 'missed' AND NOT o.is_closed)
        OR (o.state = 'upcoming' AND o.planned_on <= o.today + ${worklistHorizonDays}::integer)
      UNION ALL
      SELECT
        CASE
          WHEN f.severity = 'red' THEN 'red-flag'
          WHEN f.who_acts = 'staff' AND (f.act_by < e.today) IS NOT TRUE THEN 'staff-flag'
          ELSE 'decision'
        END,
        coalesce(f.act_by, f.raised_on) - e.today, f.enrollment_id, 'flag', f.id::text, f.title,
        NULL, f.severity, false, f.raised_on, f.act_by, f.who_acts, (f.act_by < e.today) IS TRUE,
        NULL, f.message, NULL
      FROM flag f
      JOIN listed_enrollment e ON e.id = f.enrollment_id AND e.site_id = f.site_id
      WHERE f.status = 'open' AND f.severity IN ('amber', 'red') AND ${filter.kind}::text IS NULL
      UNION ALL
      SELECT
        'decision', c.reopened_at::date - e.today, c.enrollment_id, 'decision', c.id::text, c.key,
        NULL, NULL, false, c.reopened_at::date, NULL, NULL, false,
        CASE c.meaning WHEN 'sample-adequate' THEN c.inputs #>> '{0,recordId}' END, c.reopen_reason,
        NULL
      FROM decision c
      JOIN listed_enrollment e ON e.id = c.enrollment_id
      WHERE c.reopened_at IS NOT NULL AND c.superseded_by IS NULL AND ${filter.kind}::text IS NULL
      UNION ALL
      SELECT
        'decision', NULL, e.id, 'response', e.id::text, e.best_response,
        NULL, NULL, false, e.response_on, NULL, NULL, false, NULL, NULL, NULL
      FROM listed_enrollment e
      WHERE e.status = 'active' AND e.best_response = ANY (${settledResponses}::text[])
        AND ${filter.kind}::text IS NULL
        AND NOT EXISTS (
          SELECT FROM decision seen
          WHERE seen.enrollment_id = e.id AND seen.meaning = 'response-seen'
            AND seen.superseded_by IS NULL
        )
      UNION ALL
      SELECT
        'decision', a.assessed_on - e.today, a.enrollment_id, 'eligibility', a.id::text, a.outcome,
        NULL, NULL, false, a.assessed_on, NULL, NULL, false, NULL, a.reason, NULL
      FROM listed_enrollment e
      JOIN eligibility_assessment a ON a.enrollment_id = e.id
      WHERE e.status = 'active' AND a.outcome = ${overrideRequested} AND a.voided_at IS NULL
        AND ${filter.kind}::text IS NULL
        AND NOT EXISTS (
          SELECT FROM decision signed
          WHERE signed.enrollment_id = e.id AND signed.key = 'eligibility'
            AND signed.superseded_by IS NULL
        )
      UNION ALL
      SELECT
        'decision', c.effective_on - e.today, c.enrollment_id, 'stop', c.id::text, c.key,
        NULL, NULL, false, c.effective_on, NULL, NULL, false, NULL, NULL, NULL
      FROM listed_enrollment e
      JOIN decision c ON c.enrollment_id = e.id
      CROSS JOIN LATERAL (${therapyDays}) therapy
      WHERE e.status = 'active' AND c.meaning = 'branch-chosen' AND c.chosen = ${stopOption}
        AND c.superseded_by IS NULL AND c.effective_on <= e.today
        AND ${filter.kind}::text IS NULL
        AND therapy.first_dose_on IS NOT NULL AND therapy.last_dose_on IS NULL
    ),
    patient_in_group AS (
      SELECT "group", enrollment_id, bool_or(is_past_time) AS is_past_time, min(urgency) AS urgency
      FROM item GROUP BY "group", enrollment_id
    ),
    ranked AS (
      SELECT
        "group", enrollment_id,
        row_number() OVER (
          PARTITION BY "group" ORDER BY is_past_time DESC, urgency NULLS LAST, enrollment_id
        ) AS position
      FROM patient_in_group
    ),
    total AS (
      SELECT "group", count(*)::integer AS total FROM ranked GROUP BY "group"
    ),
    shown AS (
      SELECT r."group", r.enrollment_id, r.position
      FROM ranked r
      WHERE (r."group" <> 'snoozed' OR ${filter.only === 'snoozed'})
        AND r.position > ${worklistPageSize}::integer * CASE WHEN r."group" = ${group} THEN ${page - 1}::integer ELSE 0 END
        AND r.position <= ${worklistPageSize}::integer * CASE WHEN r."group" = ${group} THEN ${page}::integer ELSE 1 END
    )
    SELECT
      t."group", t.total, s.enrollment_id AS "enrollmentId",
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'source', i.source, 'id', i.id, 'subject', i.subject, 'ordinal', i.ordinal,
            'severity', i.severity, 'isPartial', i.is_partial, 'on', i."on", 'closesOn', i.closes_on,
            'whoActs', i.who_acts, 'recordId', i.record_id, 'note', i.note,
            'snoozedUntil', i.snoozed_until
          ) ORDER BY i.is_past_time DESC, i.urgency NULLS LAST, i.id
        ) FILTER (WHERE i.id IS NOT NULL),
        '[]'
      ) AS items
    FROM total t
    LEFT JOIN shown s ON s."group" = t."group"
    LEFT JOIN item i ON i."group" = s."group" AND i.enrollment_id = s.enrollment_id
    GROUP BY t."group", t.total, s.enrollment_id, s.position
    ORDER BY s.position`;
}
