import 'server-only';
import type { RecordedCase } from '@/lib/export/study-case';
import { loadCourses } from '../courses/load-course';
import type { Transaction } from '../db/transaction';

export interface RecordedEnrollment {
  readonly id: string;
  readonly siteId: string;
  readonly timeZone: string;
  readonly recorded: RecordedCase;
}

interface EnrollmentRow {
  readonly id: string;
  readonly siteId: string;
  readonly timeZone: string;
  readonly studyId: string;
  readonly siteCode: string;
  readonly status: string;
  readonly endCategory: string | null;
  readonly endAdverseEventId: string | null;
  readonly cohort: string | null;
  readonly isSimulated: boolean;
  readonly ageAtConsent: number | null;
}

/** What is recorded of these enrollments, in the order asked for; those of other sites are left out. */
export async function loadRecordedCases(
  tx: Transaction,
  ids: readonly string[],
): Promise<RecordedEnrollment[]> {
  const rows = await tx.$queryRaw<EnrollmentRow[]>`
    SELECT e.id, e.site_id AS "siteId", s.time_zone AS "timeZone", p.study_id AS "studyId",
           s.code AS "siteCode", e.status, e.cohort_tag AS cohort, e.simulated AS "isSimulated",
           e.age_at_consent AS "ageAtConsent", e.end_category AS "endCategory",
           e.end_adverse_event_id AS "endAdverseEventId"
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS wanted (id, n)
    JOIN enrollment e ON e.id = wanted.id
    JOIN patient p ON p.id = e.patient_id
    JOIN site s ON s.id = e.site_id
    ORDER BY wanted.n`;
  const courses = await loadCourses(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, siteId, timeZone, ...row }) => {
    const loaded = courses.get(id);
    return loaded === undefined
      ? []
      : [
          {
            id,
            siteId,
            timeZone,
            recorded: { ...row, protocol: loaded.protocol, course: loaded.course },
          },
        ];
  });
}
