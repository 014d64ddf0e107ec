import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import type { CivilDate } from '@/lib/dates/civil-date';
import {
  type AuditEvent,
  type AuditEventDescription,
  describeAuditEvent,
} from '@/lib/timeline/describe-audit-event';
import { inReadTransaction } from '../db/transaction';

/** One line of a history: who did what, when by the site's clock, and why. */
export interface AuditLine extends AuditEventDescription {
  readonly id: string;
  /** `2026-03-31 14:05`, where it happened. */
  readonly at: string;
  readonly siteCode: string | null;
  readonly studyId: string | null;
  readonly actor: string;
  readonly role: string | null;
  readonly reason: string | null;
  /** Events of the same kind and moment that this line stands for. */
  readonly count: number;
}

export interface AuditPage {
  readonly lines: readonly AuditLine[];
  /** Whether there are older ones. The trail grows without end, so nobody counts it. */
  readonly hasMore: boolean;
}

export interface AuditSearch {
  readonly siteIds: readonly string[];
  readonly patientId: string | null;
  readonly studyId: string | null;
  readonly tableName: string | null;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly page: number;
}

export const auditPageSize = 100;

type Row = Omit<AuditLine, keyof AuditEventDescription | 'count'> &
  AuditEvent & { readonly requestId: string | null };

/** The newest first. Events about identity come only from sites whose names the reader may see. */
export function listAuditEvents(actor: Actor, search: AuditSearch): Promise<AuditPage> {
  const identitySiteIds = sitesWhere(actor, 'identity:read').map(({ siteId }) => siteId);
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT
        a.id, a.event, a.table_name AS "tableName", a.request_id AS "requestId", a.reason,
        a.actor_role AS role, s.code AS "siteCode", p.study_id AS "studyId",
        coalesce(
          u.display_name,
          CASE WHEN a.actor_id IS NULL THEN 'the program' ELSE 'someone of another site' END
        ) AS actor,
        to_char(
          (a.at AT TIME ZONE 'UTC') + make_interval(mins => coalesce(a.site_utc_offset_minutes, 0)),
          'YYYY-MM-DD HH24:MI'
        ) AS at,
        CASE WHEN a.event = 'plan-changed' THEN keys_of.before ELSE a.before END AS before,
        CASE WHEN a.event = 'plan-changed' THEN keys_of.after ELSE a.after END AS after
      FROM (
        SELECT * FROM audit_event e
        -- What happened to a man before he came to this site is part of his history here.
        WHERE (
            e.site_id = ANY (${[...search.siteIds]}::uuid[])
            OR (e.patient_id = ${search.patientId}::uuid AND e.patient_id IN (
              SELECT id FROM patient WHERE site_id = ANY (${[...search.siteIds]}::uuid[])
            ))
          )
          AND (NOT e.identity OR coalesce(
            (SELECT site_id FROM patient WHERE id = e.patient_id), e.site_id
          ) = ANY (${identitySiteIds}::uuid[]))
          AND (${search.patientId}::uuid IS NULL OR e.patient_id = ${search.patientId}::uuid)
          AND (${search.studyId}::text IS NULL OR e.patient_id IN (
            SELECT id FROM patient WHERE study_id = ${search.studyId}
          ))
          AND (${search.tableName}::text IS NULL OR e.table_name = ${search.tableName})
          AND (${search.from}::date IS NULL OR e.at >= ${search.from}::date)
          AND (${search.to}::date IS NULL OR e.at < ${search.to}::date + 1)
        ORDER BY e.at DESC, e.id DESC
        LIMIT ${auditPageSize + 1}::integer OFFSET ${(search.page - 1) * auditPageSize}::integer
      ) a
      LEFT JOIN site s ON s.id = a.site_id
      LEFT JOIN patient p ON p.id = a.patient_id
      LEFT JOIN user_account u ON u.id = a.actor_id
      -- A plan is too long for a list: its keys say which items changed.
      CROSS JOIN LATERAL (
        SELECT
          (SELECT jsonb_object_agg(key, NULL) FROM jsonb_object_keys(a.before) key) AS before,
          (SELECT jsonb_object_agg(key, NULL) FROM jsonb_object_keys(a.after) key) AS after
      ) keys_of
      ORDER BY a.at DESC, a.id DESC`;
    return {
      lines: foldRepeats(rows.slice(0, auditPageSize)),
      hasMore: rows.length > auditPageSize,
    };
  });
}

/** A lab report adds twenty results in one moment: they are one line. */
function foldRepeats(rows: readonly Row[]): AuditLine[] {
  const lines: AuditLine[] = [];
  let previous: Row | undefined;
  for (const row of rows) {
    const { title, details } = describeAuditEvent(row);
    const last = lines.at(-1);
    if (last?.title === title && previous !== undefined && isRepeat(row, previous)) {
      lines[lines.length - 1] = {
        ...last,
        count: last.count + 1,
        details: [...last.details, ...details],
      };
    } else {
      const { id, at, siteCode, studyId, actor, role, reason } = row;
      lines.push({ id, at, siteCode, studyId, actor, role, reason, title, details, count: 1 });
    }
    previous = row;
  }
  return lines;
}

function isRepeat(row: Row, previous: Row): boolean {
  return (
    row.event === 'insert' &&
    previous.event === 'insert' &&
    row.requestId !== null &&
    row.requestId === previous.requestId &&
    row.tableName === previous.tableName &&
    row.studyId === previous.studyId
  );
}
