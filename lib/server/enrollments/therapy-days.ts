import 'server-only';
import { Prisma } from '../db/generated/client';

/**
 * First and last dose of the enrollment that the statement around it calls `e`, as a subquery of one row: the SQL half
 * of lib/course/therapy. The last dose is null while any drug is given.
 */
export const therapyDays = Prisma.sql`
  SELECT
    min(r.collected_on + coalesce((r.content ->> 'startsAfterDays')::integer, 0))
      FILTER (WHERE r.kind = 'dose') AS first_dose_on,
    least(
      min(r.collected_on) FILTER (WHERE r.kind = 'stop' AND r.content ->> 'drug' IS NULL),
      CASE WHEN bool_or(r.kind = 'stop' AND r.content ->> 'drug' IS NOT NULL) THEN (
        SELECT CASE WHEN bool_and(given.stopped_on IS NOT NULL) THEN max(given.stopped_on) END
        FROM (
          SELECT (
            SELECT min(s.collected_on) FROM record s
            WHERE s.enrollment_id = e.id AND s.kind = 'stop' AND s.voided_at IS NULL
              AND s.content ->> 'drug' = latest.drug AND s.collected_on >= latest.dosed_on
          ) AS stopped_on
          FROM (
            SELECT d.content ->> 'drug' AS drug, max(d.collected_on) AS dosed_on FROM record d
            WHERE d.enrollment_id = e.id AND d.kind = 'dose' AND d.voided_at IS NULL
            GROUP BY 1
          ) latest
        ) given
      ) END
    ) AS last_dose_on
  FROM record r
  WHERE r.enrollment_id = e.id AND r.kind IN ('dose', 'stop') AND r.voided_at IS NULL
`;
