import 'server-only';
import { z } from 'zod';
import { listFields, pageOf } from '@/lib/api/cursor';
import { auditList } from '@/lib/api/schemas/audit';
import { sitesWhere } from '@/lib/auth/can';
import type { JsonValue } from '@/lib/core/json';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { auditedTables } from '@/lib/timeline/describe-audit-event';
import { inReadTransaction } from '../../db/transaction';
import { chosenSiteIds } from '../chosen-sites';
import { defineEndpoint } from '../endpoint';

const tables = Object.keys(auditedTables) as [keyof typeof auditedTables];

const auditQuery = z.strictObject({
  site: z.uuid('Give the id of a site.').optional(),
  patientId: z.uuid().optional(),
  table: z.enum(tables).optional(),
  /** Days of UTC. */
  from: civilDateSchema.optional(),
  to: civilDateSchema.optional(),
  ...listFields(z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])),
});

interface Row {
  readonly eventId: string;
  readonly at: string;
  readonly siteId: string | null;
  readonly patientId: string | null;
  readonly studyId: string | null;
  readonly actor: string;
  readonly role: string | null;
  readonly requestId: string | null;
  readonly event: string;
  readonly table: string | null;
  readonly row: string | null;
  readonly reason: string | null;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

export const auditEndpoints = [
  defineEndpoint({
    name: 'listAuditEvents',
    method: 'GET',
    path: '/audit',
    tag: 'Audit trail',
    summary: 'The audit trail of your sites',
    description: 'Events about identity come only with the scope identity:read.',
    permission: 'audit:read',
    query: auditQuery,
    answer: auditList,
    run: ({ actor, sites, query }) =>
      inReadTransaction(actor, async (tx) => {
        const siteIds = [...chosenSiteIds(sites, query.site)];
        const identitySiteIds = sitesWhere(actor, 'identity:read').map(({ siteId }) => siteId);
        const { patientId = null, table = null, from = null, to = null, limit } = query;
        const { cursor: [at, id] = [null, null] } = query;
        const rows = await tx.$queryRaw<Row[]>`
          SELECT
            a.id AS "eventId",
            to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
            a.site_id AS "siteId", a.patient_id AS "patientId", p.study_id AS "studyId",
            coalesce(
              u.display_name,
              CASE WHEN a.actor_id IS NULL THEN 'the program' ELSE 'someone of another site' END
            ) AS actor,
            a.actor_role AS role, a.request_id AS "requestId", a.event, a.table_name AS "table",
            a.row_id AS "row", a.reason, a.before, a.after
          FROM (
            SELECT * FROM audit_event e
            WHERE e.site_id = ANY (${siteIds}::uuid[])
              AND (NOT e.identity OR coalesce(
                (SELECT site_id FROM patient WHERE id = e.patient_id), e.site_id
              ) = ANY (${identitySiteIds}::uuid[]))
              AND (${patientId}::uuid IS NULL OR e.patient_id = ${patientId}::uuid)
              AND (${table}::text IS NULL OR e.table_name = ${table})
              AND (${from}::date IS NULL OR e.at >= ${from}::date::timestamp AT TIME ZONE 'UTC')
              AND (${to}::date IS NULL OR e.at < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC')
              AND (${id}::uuid IS NULL OR (e.at, e.id) < (${at}::timestamptz, ${id}::uuid))
            ORDER BY e.at DESC, e.id DESC
            LIMIT ${limit + 1}::integer
          ) a
          LEFT JOIN patient p ON p.id = a.patient_id
          LEFT JOIN user_account u ON u.id = a.actor_id
          ORDER BY a.at DESC, a.id DESC`;
        return pageOf(
          rows,
          limit,
          (row) => row,
          (row) => [row.at, row.eventId],
        );
      }),
  }),
];
