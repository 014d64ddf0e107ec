import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { DeviationKind, JudgedOccurrence, Timeliness } from '@/lib/outcomes/deviation';
import type { DeviationFilter } from '@/lib/outcomes/deviation-search';
import type { ProtocolPin } from '../courses/compiled-protocol';
import { Prisma } from '../db/generated/client';
import type { Transaction } from '../db/transaction';
import type { SiteDay } from '../worklist/work-items';

export interface DeviationRow extends JudgedOccurrence, ProtocolPin {
  readonly id: string;
  readonly siteCode: string;
  readonly patientId: string;
  readonly studyId: string;
  readonly enrollmentId: string;
  readonly arm: string;
  readonly requirement: string;
  readonly ordinal: number | null;
  readonly targetOn: CivilDate | null;
  readonly plannedOn: CivilDate | null;
  /** Done, missed, closed or planned: the day of the deviation. */
  readonly on: CivilDate | null;
}

/** The conditions of lib/outcomes/deviation.ts over a judged occurrence `j`; a test compares the two. */
const conditions: Readonly<Record<DeviationKind, Prisma.Sql>> = {
  early: Prisma.sql`j.state = 'done' AND j.timing = 'early'`,
  late: Prisma.sql`j.state = 'done' AND j.timing = 'late'`,
  missed: Prisma.sql`j.state = 'missed' AND j.closed_on IS NULL`,
  closed: Prisma.sql`j.state = 'missed' AND j.closed_on IS NOT NULL`,
  waived: Prisma.sql`j.state = 'waived'`,
  'off-plan': Prisma.sql`j.state = 'done' AND j.off_plan`,
};

const anyDeviation = Prisma.sql`(${Prisma.join(
  Object.values(conditions).map((condition) => Prisma.sql`(${condition})`),
  ' OR ',
)})`;

/**
 * Every occurrence that has come to an end, with its state (app.occurrence_state, the one definition) and
 * its day. What is pending, upcoming, due or overdue drops out where it is counted or listed.
 */
function judgedOccurrences(
  sites: readonly SiteDay[],
  { siteId, protocol, requirement, from, to }: Omit<DeviationFilter, 'kind'>,
  enrollmentIds: readonly string[] | null,
): Prisma.Sql {
  return Prisma.sql`
    SELECT * FROM (
      SELECT
        o.id, o.site_id, o.patient_id, o.enrollment_id, o.key, o.requirement, o.ordinal, o.target_on,
        o.planned_on, o.opens_on, o.closes_on, o.closed_on, o.actual_on, o.timing, o.off_plan,
        o.reason, v.code, e.arm, e.protocol_version_id, e.settings_profile_id,
        app.occurrence_state(o, d.today) AS state,
        CASE
          WHEN o.actual_on IS NOT NULL THEN o.actual_on
          WHEN o.waived THEN coalesce(o.planned_on, o.target_on)
          ELSE coalesce(o.closed_on, o.missed_from, o.closes_on)
        END AS day
      FROM unnest(${sites.map((site) => site.siteId)}::uuid[], ${sites.map(({ today }) => today)}::date[])
        AS d (site_id, today)
      JOIN occurrence o ON o.site_id = d.site_id
      JOIN enrollment e ON e.id = o.enrollment_id
      JOIN protocol_version v ON v.id = e.protocol_version_id
      WHERE d.site_id = coalesce(${siteId}::uuid, d.site_id)
        AND (${protocol}::text IS NULL OR v.code = ${protocol})
        AND (${requirement}::text IS NULL OR o.requirement = ${requirement})
        AND (o.actual_on IS NOT NULL OR o.waived OR o.not_applicable_reason IS NULL)
        AND (${enrollmentIds === null} OR o.enrollment_id = ANY (${[...(enrollmentIds ?? [])]}::uuid[]))
    ) judged
    WHERE (${from}::date IS NULL OR day >= ${from}::date)
      AND (${to}::date IS NULL OR day <= ${to}::date)`;
}

/** How each requirement was kept, whatever kind of deviation is looked at. */
export async function countTimeliness(
  tx: Transaction,
  sites: readonly SiteDay[],
  filter: DeviationFilter,
): Promise<Timeliness[]> {
  const count = (condition: Prisma.Sql) =>
    Prisma.sql`(count(*) FILTER (WHERE ${condition}))::integer`;
  return await tx.$queryRaw<Timeliness[]>`
    SELECT
      j.code AS protocol, j.requirement,
      ${count(Prisma.sql`j.state = 'done' AND j.timing = 'on-time'`)} AS "onTime",
      ${count(conditions.early)} AS early,
      ${count(conditions.late)} AS late,
      ${count(conditions.missed)} AS missed,
      ${count(conditions.closed)} AS closed,
      ${count(conditions.waived)} AS waived,
      ${count(conditions['off-plan'])} AS "offPlan",
      ${count(anyDeviation)} AS deviations
    FROM (${judgedOccurrences(sites, filter, null)}) j
    WHERE j.state IN ('done', 'missed', 'waived')
    GROUP BY j.code, j.requirement
    ORDER BY j.code, j.requirement`;
}

interface Part {
  /** Null: of everybody. */
  readonly enrollmentIds: readonly string[] | null;
  readonly order: 'newest-first' | 'by-patient';
  readonly limit: number | null;
  readonly offset: number;
}

const orders: Readonly<Record<Part['order'], Prisma.Sql>> = {
  'newest-first': Prisma.sql`j.day DESC NULLS LAST, j.id`,
  'by-patient': Prisma.sql`s.code, p.study_id, j.enrollment_id, j.day NULLS LAST, j.key`,
};

/** The deviations themselves; the reason of a link stands with the link. */
export async function readDeviations(
  tx: Transaction,
  sites: readonly SiteDay[],
  filter: DeviationFilter,
  { enrollmentIds, order, limit, offset }: Part,
): Promise<DeviationRow[]> {
  const wanted = filter.kind === null ? anyDeviation : conditions[filter.kind];
  return await tx.$queryRaw<DeviationRow[]>`
    SELECT
      j.id, s.code AS "siteCode", j.patient_id AS "patientId", p.study_id AS "studyId",
      j.enrollment_id AS "enrollmentId", j.arm, j.requirement, j.ordinal,
      j.protocol_version_id AS "protocolVersionId", j.settings_profile_id AS "settingsProfileId",
      j.state, j.timing, j.off_plan AS "offPlan", j.target_on::text AS "targetOn",
      j.planned_on::text AS "plannedOn", j.opens_on::text AS "opensOn",
      j.closes_on::text AS "closesOn", j.closed_on::text AS "closedOn",
      j.actual_on::text AS "actualOn", j.day::text AS "on",
      coalesce(j.reason, (
        SELECT a.reason FROM plan_adjustment a
        WHERE a.enrollment_id = j.enrollment_id AND a.occurrence_key = j.key AND a.kind = 'link'
          AND a.voided_at IS NULL
        ORDER BY a.id DESC LIMIT 1
      )) AS reason
    FROM (${judgedOccurrences(sites, filter, enrollmentIds)}) j
    JOIN patient p ON p.id = j.patient_id
    JOIN site s ON s.id = j.site_id
    WHERE ${wanted}
    ORDER BY ${orders[order]}
    LIMIT ${limit}::integer OFFSET ${offset}::integer`;
}
