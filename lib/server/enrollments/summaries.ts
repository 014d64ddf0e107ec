import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { Transaction } from '../db/transaction';
import { therapyDays } from './therapy-days';

/** What a row of any list says about an enrollment; dates as text. */
export interface EnrollmentSummary {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly siteCode: string;
  /** The calendar date at the site. */
  readonly today: CivilDate;
  readonly studyId: string;
  /** "Family, Given"; null where names are not for this reader. */
  readonly name: string | null;
  readonly protocolVersionId: string;
  readonly settingsProfileId: string;
  readonly arm: string;
  readonly firstDoseOn: CivilDate | null;
  readonly lastDoseOn: CivilDate | null;
  readonly lastVisitOn: CivilDate | null;
  /** The first agreed date that has not passed, of anything still open. */
  readonly nextPlannedOn: CivilDate | null;
}

interface Scope {
  readonly sites: readonly { readonly siteId: string; readonly today: CivilDate }[];
  /** Sites whose names the reader may see; the table's own policy says the same. */
  readonly identitySiteIds: readonly string[];
}

/** For at most a few hundred enrollments: each line costs a handful of index look-ups. */
export async function findEnrollmentSummaries(
  tx: Transaction,
  enrollmentIds: readonly string[],
  { sites, identitySiteIds }: Scope,
): Promise<Map<string, EnrollmentSummary>> {
  const rows = await tx.$queryRaw<EnrollmentSummary[]>`
    SELECT
      e.id AS "enrollmentId", e.patient_id AS "patientId", e.site_id AS "siteId",
      s.code AS "siteCode", d.today::text AS today, p.study_id AS "studyId", i.family_name || ', ' || i.given_name AS name,
      e.protocol_version_id AS "protocolVersionId", e.settings_profile_id AS "settingsProfileId",
      e.arm,
      therapy.first_dose_on::text AS "firstDoseOn", therapy.last_dose_on::text AS "lastDoseOn",
      seen.last_on::text AS "lastVisitOn", next.planned_on::text AS "nextPlannedOn"
    FROM enrollment e
    JOIN unnest(${sites.map(({ siteId }) => siteId)}::uuid[], ${sites.map(({ today }) => today)}::date[])
      AS d (site_id, today) ON d.site_id = e.site_id
    JOIN site s ON s.id = e.site_id
    JOIN patient p ON p.id = e.patient_id
    LEFT JOIN patient_identity i
      ON i.patient_id = p.id AND i.site_id = ANY (${[...identitySiteIds]}::uuid[])
    LEFT JOIN LATERAL (${therapyDays}) therapy ON true
    LEFT JOIN LATERAL (
      SELECT max(v.visited_on) AS last_on FROM visit v
      WHERE v.enrollment_id = e.id AND v.voided_at IS NULL
    ) seen ON true
    LEFT JOIN LATERAL (
      SELECT min(o.planned_on) AS planned_on
      FROM occurrence o
      WHERE o.enrollment_id = e.id AND o.planned_on >= d.today AND o.actual_on IS NULL
        AND NOT o.waived AND o.not_applicable_reason IS NULL
    ) next ON true
    WHERE e.id = ANY (${[...enrollmentIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.enrollmentId, row]));
}
