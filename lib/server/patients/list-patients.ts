import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import { describeMonth, timeOnTherapy } from '@/lib/course/time-on-therapy';
import { type CivilDate, dayOrNull, toDay } from '@/lib/dates/civil-date';
import { armOf } from '@/lib/protocols/arm-of';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { type ResponseStatus, responseStatusNames } from '@/lib/response/response';
import {
  type EnrollmentStatus,
  type PatientListRow,
  type PatientListView,
  type PatientSearch,
  type PatientSort,
  patientPageSize,
} from '@/lib/worklist/patient-list';
import { siteToday } from '../clock';
import { compiledProtocols } from '../courses/compiled-protocol';
import { Prisma } from '../db/generated/client';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { type EnrollmentSummary, findEnrollmentSummaries } from '../enrollments/summaries';

/** Patients of these sites with their running, or newest, enrollment. */
export function listPatients(
  actor: Actor,
  sites: readonly Membership[],
  search: PatientSearch,
): Promise<PatientListView> {
  const days = sites.map(({ siteId, timeZone }) => ({ siteId, today: siteToday(timeZone) }));
  const siteIds = days
    .map(({ siteId }) => siteId)
    .filter((siteId) => search.siteId === null || siteId === search.siteId);
  const identitySiteIds = sitesWhere(actor, 'identity:read').map(({ siteId }) => siteId);
  return inReadTransaction(actor, async (tx) => {
    const found = await findPatients(tx, { siteIds, identitySiteIds }, search);
    const ids = found.flatMap(({ enrollmentId }) => enrollmentId ?? []);
    const summaries = await findEnrollmentSummaries(tx, ids, { sites: days, identitySiteIds });
    const protocolOf = await compiledProtocols(tx, [...summaries.values()]);
    return {
      total: found[0]?.total ?? 0,
      rows: found.flatMap((row) => {
        if (row.enrollmentId === null) {
          return [];
        }
        const summary = summaries.get(row.enrollmentId);
        invariant(summary, `no enrollment ${row.enrollmentId}`);
        return [toRow(row, summary, protocolOf(summary))];
      }),
    };
  });
}

interface FoundRow {
  readonly total: number;
  /** Null where the page that was asked for lies behind the last one. */
  readonly enrollmentId: string | null;
  readonly enrolledOn: CivilDate;
  readonly status: EnrollmentStatus;
  readonly currentStatus: ResponseStatus | null;
  readonly recordNumber: string | null;
  readonly redFlags: number;
  readonly amberFlags: number;
}

const orders: Readonly<Record<PatientSort, Prisma.Sql>> = {
  name: Prisma.sql`lower(name) NULLS LAST, study_id`,
  'name-descending': Prisma.sql`lower(name) DESC NULLS LAST, study_id DESC`,
  'study-id': Prisma.sql`study_id, patient_id`,
  'study-id-descending': Prisma.sql`study_id DESC, patient_id DESC`,
  enrolled: Prisma.sql`enrolled_on, study_id`,
  'enrolled-descending': Prisma.sql`enrolled_on DESC, study_id DESC`,
};

interface Scope {
  readonly siteIds: readonly string[];
  /** Only there a search looks at names and record numbers. */
  readonly identitySiteIds: readonly string[];
}

async function findPatients(
  tx: Transaction,
  { siteIds, identitySiteIds }: Scope,
  { text, protocol, status, sort, page }: PatientSearch,
): Promise<FoundRow[]> {
  const pattern = text === null ? null : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const order = orders[sort];
  return await tx.$queryRaw<FoundRow[]>`
    WITH matching AS (
      SELECT
        p.id AS patient_id, p.study_id, i.record_number, i.family_name || ', ' || i.given_name AS name,
        e.id AS enrollment_id, e.enrolled_on, e.status, e.current_status
      FROM patient p
      JOIN LATERAL (
        SELECT * FROM enrollment own
        WHERE own.patient_id = p.id
        ORDER BY own.status = 'active' DESC, own.enrolled_on DESC
        LIMIT 1
      ) e ON true
      JOIN protocol_version v ON v.id = e.protocol_version_id
      LEFT JOIN patient_identity i
        ON i.patient_id = p.id AND i.site_id = ANY (${[...identitySiteIds]}::uuid[])
      WHERE p.site_id = ANY (${[...siteIds]}::uuid[])
        AND (${protocol}::text IS NULL OR v.code = ${protocol})
        AND (${status}::text IS NULL OR e.status = ${status})
        AND (
          ${pattern}::text IS NULL
          OR p.study_id ILIKE ${pattern}
          OR i.record_number ILIKE ${pattern}
          OR i.family_name || ', ' || i.given_name ILIKE ${pattern}
          OR i.given_name || ' ' || i.family_name ILIKE ${pattern}
        )
    ),
    shown AS (
      SELECT *, row_number() OVER (ORDER BY ${order}) AS position
      FROM matching
      ORDER BY ${order}
      LIMIT ${patientPageSize}::integer OFFSET ${(page - 1) * patientPageSize}::integer
    )
    SELECT
      t.total, s.enrollment_id AS "enrollmentId", s.enrolled_on::text AS "enrolledOn", s.status,
      s.current_status AS "currentStatus", s.record_number AS "recordNumber",
      flags.red AS "redFlags", flags.amber AS "amberFlags"
    FROM (SELECT count(*)::integer AS total FROM matching) t
    LEFT JOIN shown s ON true
    LEFT JOIN LATERAL (
      SELECT
        (count(*) FILTER (WHERE f.severity = 'red'))::integer AS red,
        (count(*) FILTER (WHERE f.severity = 'amber'))::integer AS amber
      FROM flag f
      WHERE f.patient_id = s.patient_id AND f.status = 'open'
    ) flags ON true
    ORDER BY s.position`;
}

function toRow(
  row: FoundRow,
  summary: EnrollmentSummary,
  protocol: CompiledProtocol,
): PatientListRow {
  const arm = armOf(protocol, summary.arm);
  const { firstDoseOn, lastDoseOn, today } = summary;
  const time = timeOnTherapy(dayOrNull(firstDoseOn), dayOrNull(lastDoseOn), toDay(today));
  return {
    patientId: summary.patientId,
    siteCode: summary.siteCode,
    studyId: summary.studyId,
    name: summary.name,
    recordNumber: row.recordNumber,
    treatment: arm.title,
    month: describeMonth(arm.treated, time, lastDoseOn !== null),
    status: row.status,
    response: row.currentStatus === null ? 'not computed' : responseStatusNames[row.currentStatus],
    redFlags: row.redFlags,
    amberFlags: row.amberFlags,
    enrolledOn: row.enrolledOn,
    lastVisitOn: summary.lastVisitOn,
    nextPlannedOn: summary.nextPlannedOn,
  };
}
