import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { nameKey } from '@/lib/records/repeated-reports';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { UnitCode } from '@/lib/units/unit-codes';
import type { KnownLaboratory, RememberedTest } from '@/lib/visits/lab-form-view';
import { inReadTransaction } from '../db/transaction';

/** Enough for every laboratory that is still in use, and one index scan however old the site is. */
const newestReports = 400;

interface Row extends RememberedTest {
  readonly laboratory: string;
  readonly analyte: string;
}

/** The laboratories of the site's newest reports, each with how it reported every test last. */
export async function listLaboratories(actor: Actor, siteId: string): Promise<KnownLaboratory[]> {
  const rows = await inReadTransaction(
    actor,
    (tx) => tx.$queryRaw<Row[]>`
      WITH report AS (
        SELECT id, content ->> 'laboratory' AS laboratory, collected_on
        FROM record
        WHERE site_id = ${siteId}::uuid AND kind = 'lab-report' AND voided_at IS NULL
        ORDER BY collected_on DESC
        LIMIT ${newestReports}
      ), remembered AS (
        SELECT DISTINCT ON (lower(report.laboratory), result.analyte)
          report.laboratory, result.analyte, report.collected_on,
          result.unit,
          result.reference_low::float8 AS "referenceLow",
          result.reference_high::float8 AS "referenceHigh",
          result.laboratory_factor::float8 AS "laboratoryFactor"
        FROM report
        -- The fence keeps the planner from reading the results of every report there ever was.
        CROSS JOIN LATERAL (
          SELECT * FROM lab_result
          WHERE record_id = report.id AND voided_at IS NULL
          OFFSET 0
        ) result
        ORDER BY lower(report.laboratory), result.analyte, report.collected_on DESC, report.id DESC
      )
      SELECT laboratory, analyte, unit, "referenceLow", "referenceHigh", "laboratoryFactor"
      FROM remembered
      ORDER BY collected_on DESC, laboratory`,
  );
  const laboratories = new Map<
    string,
    { name: string; tests: Partial<Record<BloodAnalyteKey, RememberedTest>> }
  >();
  for (const { laboratory, analyte, unit, ...rest } of rows) {
    const key = nameKey(laboratory);
    const known = laboratories.get(key) ?? { name: laboratory, tests: {} };
    known.tests[analyte as BloodAnalyteKey] ??= { unit: unit as UnitCode, ...rest };
    laboratories.set(key, known);
  }
  return [...laboratories.values()];
}
