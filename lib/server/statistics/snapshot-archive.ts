import 'server-only';
import type { Analysis } from '@/lib/analysis/analysis';
import { type DatasetName, datasetNames } from '@/lib/analysis/datasets';
import { dictionaryCsv } from '@/lib/analysis/dictionary-csv';
import { planCsv } from '@/lib/analysis/plan-csv';
import { frozenScope, type PlanOptions } from '@/lib/analysis/plan-options';
import { standardPlan } from '@/lib/analysis/standard-plan';
import type { Actor } from '@/lib/auth/actor';
import { limitedColumns } from '@/lib/deidentification/disclosed-columns';
import { literaturePlan } from '@/lib/literature/literature-plan';
import { paperOf } from '@/lib/literature/papers';
import { recordTakenOut } from '../audit/record-taken-out';
import { inTransaction } from '../db/transaction';
import { byteStream } from '../export/byte-stream';
import type { SnapshotView } from '../snapshots/queries';
import { streamDataset } from '../snapshots/stream-dataset';
import { folderEntries } from './folder-entries';
import { resultsTextOf } from './results-of';
import { zipped } from './zip-stream';

interface Request {
  readonly actor: Actor;
  readonly snapshot: SnapshotView;
  readonly options: PlanOptions;
}

/** Everything that the pages of a snapshot show with these options, as one plan. */
export function wholePlan(
  { protocolCode, definition }: SnapshotView,
  options: PlanOptions,
): Analysis[] {
  const standard = standardPlan(frozenScope(definition), options);
  const paper = paperOf(protocolCode);
  const taken = new Set(standard.map(({ id }) => id));
  const beside = paper === null ? [] : literaturePlan(paper).filter(({ id }) => !taken.has(id));
  return [...standard, ...beside];
}

/**
 * The folder as a ZIP file in pieces. R is asked before the first of them, so that a file once begun is whole.
 * @throws StatisticsProblem
 */
export async function snapshotArchive(request: Request): Promise<ReadableStream<Uint8Array>> {
  const { actor, snapshot, options } = request;
  const plan = wholePlan(snapshot, options);
  const results = await resultsTextOf(actor, snapshot.id, plan);
  const entries = folderEntries({
    title: `${snapshot.definition.cohort.name}: ${snapshot.name}`,
    dictionary: dictionaryCsv(limitedDatasets(snapshot)),
    datasets: datasetNames.map((name: DatasetName) => ({
      name,
      read: () => streamDataset(actor, snapshot.id, name, 'limited'),
    })),
    plan: planCsv(plan),
    results,
    snapshot: describe(request),
  });
  return byteStream(zipped(entries, snapshot.takenAt));
}

function limitedDatasets({ definition }: SnapshotView) {
  return Object.fromEntries(
    datasetNames.map((name) => [name, limitedColumns(definition.columns[name])]),
  );
}

/** Who took it is not said, and no note of cohort and snapshot: the folder leaves the clinic. */
function describe({ snapshot, options }: Request): object {
  const { name, protocolCode, definition, cutOff, takenAt, members, hash } = snapshot;
  const { note: _, ...cohort } = definition.cohort;
  const { protocolVersion } = definition;
  return {
    name,
    sites: snapshot.sites,
    protocol: protocolCode,
    protocolVersion,
    cohort,
    dataCutOff: cutOff,
    takenAt: takenAt.toISOString(),
    members,
    screening: snapshot.screening,
    sha256: hash,
    programVersion: snapshot.programVersion,
    options,
  };
}

/** Says in the audit trail of every site who took its rows out, before the first one leaves. */
export async function recordArchive(
  { actor, snapshot }: Omit<Request, 'options'>,
  requestId: string,
): Promise<void> {
  await inTransaction(actor, { requestId }, (tx) =>
    recordTakenOut(tx, {
      event: 'exported',
      siteIds: snapshot.siteIds,
      tableName: 'cohort_snapshot',
      rowId: snapshot.id,
      what: { protocol: snapshot.protocolCode, format: 'zip' },
    }),
  );
}
