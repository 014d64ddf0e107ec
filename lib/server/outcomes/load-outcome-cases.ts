import 'server-only';
import { type EnrollmentEnd, type OutcomeCase, outcomeCaseOf } from '@/lib/outcomes/outcome-case';
import { adverseEventContentSchema, adverseEventName } from '@/lib/records/adverse-event';
import type { RecordKind } from '@/lib/records/record';
import type { ResponseStatus } from '@/lib/response/response';
import { dayFrom } from '../db/date-column';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';
import { clinicalRecordFrom, recordColumns } from '../records/record-row';

/** Enrollments whose records are in memory at a time; what is kept of each is a few counts. */
const batchSize = 500;

/** What the outcome tables rest on; therapy is needed for the day of the first dose only. */
const kinds: readonly RecordKind[] = ['procedure', 'icsi-cycle', 'dose'];

export interface OutcomeScope {
  readonly siteIds: readonly string[];
  readonly protocol: string;
  /** Null: everybody. */
  readonly cohort: string | null;
}

/** Everybody ever enrolled in the protocol, batch by batch; best responses as they are stored. */
export async function loadOutcomeCases(
  tx: Transaction,
  scope: OutcomeScope,
): Promise<readonly OutcomeCase[]> {
  const cases: OutcomeCase[] = [];
  let after: string | null = null;
  for (;;) {
    const rows: readonly EnrollmentRow[] = await readEnrollments(tx, scope, after);
    cases.push(...(await casesOf(tx, rows)));
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) {
      return cases;
    }
    after = last.id;
  }
}

interface EnrollmentRow {
  readonly id: string;
  readonly patientId: string;
  readonly arm: string;
  readonly enrolledOn: Date;
  readonly status: EnrollmentEnd['status'];
  readonly endCategory: EnrollmentEnd['endCategory'];
  readonly bestResponse: ResponseStatus | null;
  /** Content of the adverse event that ended it. */
  readonly adverseEvent: unknown;
}

async function readEnrollments(
  tx: Transaction,
  { siteIds, protocol, cohort }: OutcomeScope,
  after: string | null,
): Promise<EnrollmentRow[]> {
  return await tx.$queryRaw<EnrollmentRow[]>`
    SELECT e.id, e.patient_id AS "patientId", e.arm, e.enrolled_on AS "enrolledOn", e.status,
           e.end_category AS "endCategory", e.best_response AS "bestResponse",
           r.content AS "adverseEvent"
    FROM enrollment e
    JOIN protocol_version v ON v.id = e.protocol_version_id
    LEFT JOIN record r ON r.id = e.end_adverse_event_id
    WHERE v.code = ${protocol} AND e.site_id = ANY (${[...siteIds]}::uuid[])
      AND (${cohort}::text IS NULL OR e.cohort_tag = ${cohort})
      AND (${after}::uuid IS NULL OR e.id > ${after}::uuid)
    ORDER BY e.id
    LIMIT ${batchSize}::integer`;
}

async function casesOf(tx: Transaction, rows: readonly EnrollmentRow[]): Promise<OutcomeCase[]> {
  const stored = await tx.clinicalRecord.findMany({
    where: {
      patientId: { in: rows.map(({ patientId }) => patientId) },
      kind: { in: [...kinds] },
      voidedAt: null,
    },
    select: recordColumns,
  });
  const records = groupBy(
    stored,
    ({ patientId }) => patientId,
    (row) => row,
  );
  return rows.map(({ id, patientId, enrolledOn, bestResponse, adverseEvent, ...rest }) =>
    outcomeCaseOf({
      ...rest,
      enrolledOn: dayFrom(enrolledOn),
      bestResponse: bestResponse ?? 'not-evaluable',
      endAdverseEvent:
        adverseEvent === null
          ? null
          : adverseEventName(adverseEventContentSchema.parse(adverseEvent)),
      records: (records.get(patientId) ?? [])
        // Of another enrollment of the man: it is counted there.
        .filter(({ enrollmentId }) => enrollmentId === null || enrollmentId === id)
        .map((row) => clinicalRecordFrom(row, [])),
    }),
  );
}
