import 'server-only';
import { z } from 'zod';
import { can } from '@/lib/auth/can';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { JsonValue } from '@/lib/core/json';
import { disclosedRow } from '@/lib/deidentification/disclosed-event';
import type { Disclosure } from '@/lib/deidentification/disclosure';
import { csvLine } from '@/lib/export/csv';
import { AppError } from '../app-error';
import { Prisma } from '../db/generated/client';
import { inReadTransaction } from '../db/transaction';
import type { ExportFormat, ExportRequest } from './format';
import { inPieces } from './text-pieces';

const columns = [
  'at_utc',
  'at_site',
  'site',
  'study_id',
  'event',
  'table',
  'row',
  'actor',
  'role',
  'reason',
  'before',
  'after',
  'request',
] as const;

/** Men whose events are in memory at a time. */
const batchSize = 5;
/** Events of no man in memory at a time. */
const pageSize = 500;

/**
 * One row for each event, up to the moment of the snapshot: first of the study (the cohort and its snapshot, the
 * sites, their settings and calendars, screening, what was exported), then of one man after the other.
 */
export const auditTrailExport: ExportFormat = {
  async *write(request, { progress, signal, countRows }) {
    const { actor, snapshot, disclosure } = request;
    if (!snapshot.siteIds.every((siteId) => can(actor, 'audit:read', siteId))) {
      throw new AppError('FORBIDDEN', {
        message: 'Only a person who may read the audit trail at every site can export it.',
        detail: 'audit:read',
      });
    }
    async function* parts(): AsyncGenerator<string> {
      // By the mark at its start Excel knows the encoding.
      yield `\uFEFF${csvLine(columns)}`;
      for await (const events of studyEvents(request)) {
        signal.throwIfAborted();
        countRows(events.length);
        yield events.map((event) => line(event, disclosure)).join('');
      }
      const men = await menOf(request);
      for (let start = 0; start < men.length; start += batchSize) {
        signal.throwIfAborted();
        const batch = men.slice(start, start + batchSize);
        const events = await eventsOf(request, batch);
        countRows(events.length);
        yield events.map((event) => line(event, disclosure)).join('');
        progress(Math.min(start + batchSize, men.length), men.length);
      }
    }
    yield* inPieces(parts());
  },
};

interface Event {
  readonly id: string;
  /** In UTC, and by the clock of the site without its offset; ISO 8601. */
  readonly at: string;
  readonly atSite: string | null;
  /** Minutes. */
  readonly offset: number | null;
  readonly site: string | null;
  readonly studyId: string | null;
  readonly event: string;
  readonly table: string | null;
  readonly row: string | null;
  readonly actorId: string | null;
  readonly actor: string;
  readonly role: string | null;
  readonly reason: string | null;
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly request: string | null;
}

function line(event: Event, { mode, idOf }: Disclosure): string {
  const isIdentified = mode === 'identified';
  const id = (of: string | null) => disclosedId(of, idOf);
  const values = (part: JsonValue) =>
    part === null ? null : canonicalJson(isIdentified ? part : disclosedRow(part, idOf));
  return csvLine([
    event.at,
    event.atSite === null ? null : `${event.atSite}${offsetText(event.offset ?? 0)}`,
    event.site,
    event.studyId,
    event.event,
    event.table,
    isIdentified ? event.row : id(event.row),
    isIdentified ? event.actor : id(event.actorId),
    event.role,
    isIdentified ? event.reason : null,
    values(event.before),
    values(event.after),
    isIdentified ? event.request : id(event.request),
  ]);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Row ids are ids or keys of the program; an id becomes the one of the file. */
function disclosedId(of: string | null, idOf: (id: string) => string): string | null {
  return of !== null && z.uuid().safeParse(of).success ? idOf(of) : of;
}

interface Man {
  readonly patientId: string;
  readonly subject: string;
}

/** In the order of the file; once, under his first enrollment, where a man has two. */
async function menOf({ actor, disclosure: { members } }: ExportRequest): Promise<Man[]> {
  const rows = await inReadTransaction(
    actor,
    (tx) => tx.$queryRaw<{ id: string; patientId: string }[]>`
      SELECT id, patient_id AS "patientId" FROM enrollment
      WHERE id = ANY (${members.map(({ enrollmentId }) => enrollmentId)}::uuid[])`,
  );
  const patients = new Map(rows.map(({ id, patientId }) => [id, patientId]));
  const men = new Map<string, Man>();
  for (const { enrollmentId, subject } of members) {
    const patientId = patients.get(enrollmentId);
    // Whoever has moved to a site that the actor does not know has taken his trail along.
    if (patientId !== undefined && !men.has(patientId)) {
      men.set(patientId, { patientId, subject });
    }
  }
  return [...men.values()];
}

/** Names of columns only. */
const eventColumns = Prisma.sql`
  a.id,
  to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  to_char(
    (a.at AT TIME ZONE 'UTC') + make_interval(mins => a.site_utc_offset_minutes),
    'YYYY-MM-DD"T"HH24:MI:SS.US'
  ) AS "atSite",
  a.site_utc_offset_minutes AS "offset", s.code AS site, a.event, a.table_name AS "table",
  a.row_id AS "row", a.actor_id AS "actorId",
  coalesce(
    u.display_name,
    CASE WHEN a.actor_id IS NULL THEN 'the program' ELSE 'someone of another site' END
  ) AS actor,
  a.actor_role AS role, a.reason, a.before, a.after, a.request_id AS request`;

function eventsOf(
  { actor, snapshot, disclosure }: ExportRequest,
  men: readonly Man[],
): Promise<Event[]> {
  return inReadTransaction(
    actor,
    (tx) => tx.$queryRaw<Event[]>`
      SELECT ${eventColumns}, w.subject AS "studyId"
      FROM unnest(
        ${men.map(({ patientId }) => patientId)}::uuid[], ${men.map(({ subject }) => subject)}::text[]
      ) WITH ORDINALITY AS w (patient_id, subject, place)
      JOIN audit_event a ON a.patient_id = w.patient_id
      LEFT JOIN site s ON s.id = a.site_id
      LEFT JOIN user_account u ON u.id = a.actor_id
      WHERE a.at <= (SELECT taken_at FROM cohort_snapshot WHERE id = ${snapshot.id}::uuid)
        AND (${disclosure.mode === 'identified'} OR NOT a.identity)
      ORDER BY w.place, a.at, a.id`,
  );
}

/** Tables of a site on which the plans and the counts of its men hang. */
const siteTables = ['site', 'settings_profile', 'closed_day', 'screening_log'];

/** About no man: of the cohort, its snapshot, its sites, and of what was exported of the protocol. */
async function* studyEvents({ actor, snapshot }: ExportRequest): AsyncGenerator<Event[]> {
  const { id, cohortId, siteIds, protocolCode } = snapshot;
  for (let last: Event | null = null; ; ) {
    const after: Event | null = last;
    const page: Event[] = await inReadTransaction(
      actor,
      (tx) => tx.$queryRaw<Event[]>`
        SELECT ${eventColumns}, NULL AS "studyId"
        FROM audit_event a
        LEFT JOIN site s ON s.id = a.site_id
        LEFT JOIN user_account u ON u.id = a.actor_id
        WHERE a.patient_id IS NULL AND a.site_id = ANY (${[...siteIds]}::uuid[]) AND NOT a.identity
          AND a.at <= (SELECT taken_at FROM cohort_snapshot WHERE id = ${id}::uuid)
          AND (
            (a.table_name = 'cohort' AND a.row_id = ${cohortId})
            OR (a.table_name = 'cohort_snapshot' AND a.row_id = ${id})
            OR a.table_name = ANY (${siteTables}::text[])
            OR (
              a.event IN ('exported', 'downloaded') AND a.after ->> 'protocol' = ${protocolCode}
            )
          )
          AND (
            ${after === null} OR (a.at, a.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)
          )
        ORDER BY a.at, a.id
        LIMIT ${pageSize}`,
    );
    yield page;
    last = page.at(-1) ?? null;
    if (page.length < pageSize) {
      return;
    }
  }
}
