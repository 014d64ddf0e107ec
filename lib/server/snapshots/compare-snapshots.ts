import 'server-only';
import { datasetNames, type LongDataset } from '@/lib/analysis/datasets';
import type { FrozenRow } from '@/lib/analysis/freeze-case';
import { type ChangedValue, changedValues } from '@/lib/analysis/snapshot-difference';
import type { Actor } from '@/lib/auth/actor';
import { canonicalJson } from '@/lib/core/canonical-json';
import { toDay } from '@/lib/dates/civil-date';
import { dateOf } from '../db/date-column';
import { Prisma } from '../db/generated/client';
import { inReadTransaction, type Transaction } from '../db/transaction';
import type { SnapshotView } from './queries';

/** Why a member of the earlier snapshot is not in the later one, as far as it can be told from here. */
export const leavingReasons = ['enrolled-later', 'other-site', 'definition', 'data'] as const;
export type LeavingReason = (typeof leavingReasons)[number];

export interface SnapshotDifference {
  readonly joined: readonly { readonly studyId: string }[];
  readonly left: readonly { readonly studyId: string; readonly why: LeavingReason }[];
  readonly changed: readonly {
    readonly studyId: string;
    readonly values: readonly ChangedValue[];
    readonly tables: readonly LongDataset[];
  }[];
  readonly counts: {
    readonly joined: number;
    readonly left: number;
    readonly changed: number;
    readonly unchanged: number;
  };
}

/** Men listed of each kind; all are counted. */
const listed = 100;

/** Both of the same cohort. The database finds who differs; only those who are listed are read. */
export function compareSnapshots(
  actor: Actor,
  before: SnapshotView,
  after: SnapshotView,
): Promise<SnapshotDifference> {
  return inReadTransaction(actor, async (tx) => {
    const [counted] = await tx.$queryRaw<SnapshotDifference['counts'][]>`
      SELECT (count(*) FILTER (WHERE kind = 'joined'))::integer AS joined,
             (count(*) FILTER (WHERE kind = 'left'))::integer AS "left",
             (count(*) FILTER (WHERE kind = 'changed'))::integer AS changed,
             (count(*) FILTER (WHERE kind = 'unchanged'))::integer AS unchanged
      FROM (${pairsSql(before, after)}) pairs`;
    const rowsOf = (kind: string) => tx.$queryRaw<PairRow[]>`
      SELECT study_id AS "studyId", enrollment_id AS "enrollmentId", before, after, tables
      FROM (${pairsSql(before, after)}) pairs
      WHERE kind = ${kind} ORDER BY study_id COLLATE "C" LIMIT ${listed}`;
    const columns = {
      before: before.definition.columns.subjects,
      after: after.definition.columns.subjects,
    };
    const [joined, left, changed] = [
      await rowsOf('joined'),
      await rowsOf('left'),
      await rowsOf('changed'),
    ];
    return {
      joined: joined.map(({ studyId }) => ({ studyId })),
      left: await leftWith(tx, left, before, after),
      changed: changed.map(({ studyId, before: was, after: is, tables }) => ({
        studyId,
        values: was !== null && is !== null ? changedValues(columns, was, is) : [],
        tables: (tables ?? []).filter(isLongDataset),
      })),
      counts: counted ?? { joined: 0, left: 0, changed: 0, unchanged: 0 },
    };
  });
}

interface PairRow {
  readonly studyId: string;
  readonly enrollmentId: string;
  readonly before: FrozenRow | null;
  readonly after: FrozenRow | null;
  readonly tables: readonly string[] | null;
}

function isLongDataset(name: string): name is LongDataset {
  return name !== 'subjects' && datasetNames.some((dataset) => dataset === name);
}

/** Values of columns that only one of the programs knew are no change of the man. */
function pairsSql(before: SnapshotView, after: SnapshotView): Prisma.Sql {
  const namesOf = ({ definition }: SnapshotView) =>
    definition.columns.subjects.map(({ name }) => name);
  const [old, current] = [namesOf(before), namesOf(after)];
  const dropped = [
    ...old.filter((name) => !current.includes(name)),
    ...current.filter((name) => !old.includes(name)),
  ];
  return Prisma.sql`
    SELECT coalesce(n.study_id, o.study_id) AS study_id,
           coalesce(n.enrollment_id, o.enrollment_id) AS enrollment_id,
           o.subject AS before, n.subject AS after,
           CASE WHEN o.enrollment_id IS NULL THEN 'joined'
                WHEN n.enrollment_id IS NULL THEN 'left'
                WHEN o.subject - ${dropped}::text[] = n.subject - ${dropped}::text[]
                  AND o.data = n.data THEN 'unchanged'
                ELSE 'changed' END AS kind,
           (SELECT array_agg(part.key ORDER BY part.key) FROM jsonb_each(n.data) AS part
            WHERE part.value IS DISTINCT FROM o.data -> part.key) AS tables
    FROM (SELECT * FROM snapshot_member WHERE snapshot_id = ${before.id}::uuid) o
    FULL JOIN (SELECT * FROM snapshot_member WHERE snapshot_id = ${after.id}::uuid) n
      ON n.enrollment_id = o.enrollment_id`;
}

async function leftWith(
  tx: Transaction,
  rows: readonly PairRow[],
  before: SnapshotView,
  after: SnapshotView,
): Promise<SnapshotDifference['left']> {
  const found = await tx.enrollment.findMany({
    where: { id: { in: rows.map(({ enrollmentId }) => enrollmentId) } },
    select: { id: true, siteId: true, enrolledOn: true },
  });
  const cutOff = dateOf(toDay(after.cutOff));
  const asksTheSame =
    canonicalJson(before.definition.cohort.definition) ===
    canonicalJson(after.definition.cohort.definition);
  return rows.map(({ studyId, enrollmentId }) => {
    const now = found.find(({ id }) => id === enrollmentId);
    if (now === undefined || !after.siteIds.includes(now.siteId)) {
      return { studyId, why: 'other-site' };
    }
    if (now.enrolledOn > cutOff) {
      return { studyId, why: 'enrolled-later' };
    }
    return { studyId, why: asksTheSame ? 'data' : 'definition' };
  });
}
