import 'server-only';
import type { SourceFacts } from '@/lib/analysis/freeze-source';
import { adequateForIcsi } from '@/lib/course/course';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { SourceHead } from '@/lib/export/source-case';
import { Prisma } from '../db/generated/client';
import type { Transaction } from '../db/transaction';

/** By enrollment, in one statement: PostgreSQL puts the rows together as they are kept. */
export async function loadSourceFacts(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<Map<string, SourceFacts>> {
  const rows = await tx.$queryRaw<{ id: string; facts: SourceFacts }[]>`
    SELECT e.id, jsonb_build_object(
      'patientId', e.patient_id,
      'endReason', e.end_reason,
      'protocol', ${pin('e.protocol_version_id', 'e.settings_profile_id')},
      'visits', ${listOf(
        `jsonb_build_object('id', v.id, 'on', v.visited_on, 'own', v.enrollment_id IS NOT DISTINCT FROM e.id)`,
        'visit v WHERE v.patient_id = e.patient_id AND v.voided_at IS NULL',
        'v.visited_on, v.id',
      )},
      'stamps', (
        SELECT coalesce(jsonb_object_agg(r.id, ${stamp('record', 'r', 'recorded')}
          || jsonb_build_object('visitId', r.visit_id)), '{}')
        FROM public.record r WHERE r.patient_id = e.patient_id AND r.voided_at IS NULL
      ),
      'adjustments', ${listOf(
        `jsonb_build_object(
          'id', p.id, 'kind', p.kind, 'occurrenceKey', p.occurrence_key, 'recordId', p.record_id,
          'contactId', p.contact_id, 'plannedOn', p.planned_on, 'closedOn', p.closed_on,
          'reason', coalesce(p.reason, '')
        ) || ${stampText('plan_adjustment', 'p', 'created')}`,
        'plan_adjustment p WHERE p.enrollment_id = e.id AND p.voided_at IS NULL',
        'p.id',
      )},
      'decisions', ${listOf(
        `jsonb_build_object(
          'id', d.id, 'key', d.key, 'meaning', d.meaning, 'occurrenceKey', d.occurrence_key,
          'recordId', CASE WHEN d.key = '${adequateForIcsi}' THEN d.inputs #> '{0,recordId}' END,
          'ruleId', d.rule_id, 'ruleVersion', d.rule_version, 'computed', d.computed,
          'chosen', d.chosen, 'decidedOn', d.decided_on, 'effectiveOn', d.effective_on,
          'reason', coalesce(d.reason, ''), 'by', d.decided_by, 'byRole', d.decided_by_role,
          'at', ${instant('d.decided_at')}, 'transcribed', d.transcribed,
          'signed', d.printed_name IS NOT NULL AND NOT d.transcribed
        )`,
        'decision d WHERE d.enrollment_id = e.id AND d.superseded_by IS NULL',
        'd.decided_on, d.id',
      )},
      'contacts', ${listOf(
        `jsonb_build_object(
          'id', c.id, 'on', c.contacted_on, 'occurrenceKeys', c.occurrence_keys,
          'channel', c.channel, 'outcome', c.outcome, 'agreedOn', c.agreed_on,
          'remindOn', c.remind_on, 'reason', coalesce(c.reason, ''), 'note', coalesce(c.note, '')
        ) || ${stampText('contact_log', 'c', 'recorded')}`,
        'contact_log c WHERE c.enrollment_id = e.id AND c.voided_at IS NULL',
        'c.contacted_on, c.id',
      )},
      'partners', ${listOf(
        `jsonb_build_object(
          'id', p.id, 'ordinal', p.ordinal, 'consentOn', p.consent_on, 'birthYear', p.birth_year,
          'endedOn', p.ended_on
        )`,
        'partner p WHERE p.patient_id = e.patient_id',
        'p.ordinal',
      )},
      'amendments', ${listOf(
        `jsonb_build_object(
          'from', ${pinText('a.from_protocol_version_id', 'a.from_settings_profile_id')},
          'to', ${pinText('a.to_protocol_version_id', 'a.to_settings_profile_id')},
          'effectiveOn', a.effective_on, 'reason', a.reason, 'by', a.applied_by,
          'byRole', a.applied_by_role, 'at', ${instant('a.applied_at')}
        )`,
        'protocol_amendment a WHERE a.enrollment_id = e.id',
        'a.effective_on, a.id',
      )},
      'flags', ${listOf(
        `jsonb_build_object(
          'id', f.id, 'ruleId', f.rule_id, 'ruleVersion', f.rule_version, 'title', f.title,
          'severity', f.severity, 'message', f.message, 'raisedOn', f.raised_on,
          'status', f.status, 'disposition', f.disposition,
          'dispositionReason', f.disposition_reason, 'closedBy', f.closed_by,
          'closedAt', ${instant('f.closed_at')},
          'closedOn', (f.closed_at AT TIME ZONE s.time_zone)::date
        )`,
        'flag f WHERE f.enrollment_id = e.id',
        'f.raised_on, f.id',
      )}
    ) AS facts
    FROM enrollment e
    JOIN site s ON s.id = e.site_id
    WHERE e.id = ANY (${[...enrollmentIds]}::uuid[])`;
  return new Map(rows.map(({ id, facts }) => [id, facts]));
}

interface HeadScope {
  readonly enrollmentIds: readonly string[];
  readonly siteIds: readonly string[];
  readonly protocol: string;
  readonly cutOff: CivilDate;
  /** Everybody who wrote something of the members. */
  readonly people: ReadonlySet<string>;
}

/** Of whoever works at no site of the reader only the id is known. */
export async function loadSourceHead(
  tx: Transaction,
  { enrollmentIds, siteIds, protocol, cutOff, people }: HeadScope,
): Promise<SourceHead> {
  const [found] = await tx.$queryRaw<Omit<SourceHead, 'schema'>[]>`
    SELECT
      (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'id', wanted.id,
          'name', coalesce(u.display_name, 'Somebody of another site'),
          'role', coalesce(roles.named, 'unknown')
        ) ORDER BY wanted.id), '[]')
        FROM unnest(${[...people]}::uuid[]) AS wanted (id)
        LEFT JOIN user_account u ON u.id = wanted.id
        LEFT JOIN (
          SELECT user_id, string_agg(DISTINCT role, ',' ORDER BY role) AS named
          FROM site_membership WHERE site_id = ANY (${[...siteIds]}::uuid[]) GROUP BY user_id
        ) roles ON roles.user_id = wanted.id
      ) AS people,
      (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'id', s.id, 'code', s.code, 'name', s.name, 'timeZone', s.time_zone
        ) ORDER BY s.code), '[]')
        FROM site s WHERE s.id = ANY (${[...siteIds]}::uuid[])
      ) AS sites,
      (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'protocol', v.code, 'version', v.version, 'siteCode', s.code,
          'profile', p.name, 'profileVersion', p.version, 'settings', p.values
        ) ORDER BY v.code, v.version, s.code, p.name, p.version), '[]')
        FROM (
          SELECT settings_profile_id AS id FROM enrollment
          WHERE id = ANY (${[...enrollmentIds]}::uuid[])
          UNION
          SELECT unnest(ARRAY[from_settings_profile_id, to_settings_profile_id])
          FROM protocol_amendment WHERE enrollment_id = ANY (${[...enrollmentIds]}::uuid[])
        ) followed
        JOIN settings_profile p ON p.id = followed.id
        JOIN protocol_version v ON v.id = p.protocol_version_id
        JOIN site s ON s.id = p.site_id
      ) AS profiles,
      (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'siteCode', s.code, 'remsEnrollmentOnlyFrom', s.rems_enrollment_only_from,
          'clinicWeekdays', s.clinic_weekdays, 'clinicWeekdaysFrom', s.clinic_weekdays_from,
          'closedDays', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
              'on', c.day, 'since', c.closed_on, 'reason', c.reason
            ) ORDER BY c.day, c.id), '[]')
            FROM closed_day c WHERE c.site_id = s.id AND c.voided_at IS NULL
          )
        ) ORDER BY s.code), '[]')
        FROM site s WHERE s.id = ANY (${[...siteIds]}::uuid[])
      ) AS calendars,
      (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'siteCode', s.code, 'protocol', l.protocol, 'from', l.period_from, 'to', l.period_to,
          'category', l.category, 'men', l.men, 'note', l.note, 'cohortTag', l.cohort_tag,
          'simulated', l.simulated
        ) ORDER BY s.code, l.period_from, l.id), '[]')
        FROM screening_log l JOIN site s ON s.id = l.site_id
        WHERE l.site_id = ANY (${[...siteIds]}::uuid[]) AND l.protocol = ${protocol}
          AND l.voided_at IS NULL AND l.period_to <= ${cutOff}::date
      ) AS screening`;
  const nothing = { people: [], sites: [], profiles: [], calendars: [], screening: [] };
  return { schema: 1, ...nothing, ...found };
}

/** Names of columns only: nothing of a request stands in these pieces of SQL. */
const listOf = (item: string, from: string, order: string) =>
  Prisma.raw(`(SELECT coalesce(jsonb_agg(${item} ORDER BY ${order}), '[]') FROM ${from})`);

const pin = (version: string, profile: string) => Prisma.raw(pinText(version, profile));

/** The settings of another site cannot be read, where he came from there. */
const pinText = (version: string, profile: string) => `(
  SELECT jsonb_build_object(
    'code', pv.code, 'version', pv.version,
    'profile', coalesce(sp.name, 'Settings of another site'),
    'profileVersion', coalesce(sp.version, 0)
  )
  FROM protocol_version pv LEFT JOIN settings_profile sp ON sp.id = ${profile}
  WHERE pv.id = ${version}
)`;

const stamp = (table: string, row: string, verb: 'recorded' | 'created') =>
  Prisma.raw(stampText(table, row, verb));

/** The last change that a person made; a move to another site gives a row no new version. */
const stampText = (table: string, row: string, verb: 'recorded' | 'created') => `jsonb_build_object(
  'by', ${row}.${verb}_by, 'at', ${instant(`${row}.${verb}_at`)}, 'version', ${row}.version,
  'amended', CASE WHEN ${row}.version > 1 THEN (
    SELECT jsonb_build_object(
      'by', coalesce(ae.actor_id, ${row}.${verb}_by), 'at', ${instant('ae.at')},
      'reason', coalesce(ae.reason, '')
    )
    FROM audit_event ae
    WHERE ae.table_name = '${table}' AND ae.row_id = ${row}.id::text AND ae.event = 'update'
      AND ae.after -> 'version' IS NOT NULL
    ORDER BY ae.at DESC, ae.id DESC LIMIT 1
  ) END
)`;

const instant = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
