import 'server-only';
import type { z } from 'zod';
import { datasetNames } from '@/lib/analysis/datasets';
import { defaultOptions, frozenScope } from '@/lib/analysis/plan-options';
import {
  analysisView,
  cohortList,
  cohortView,
  snapshotList,
  snapshotView,
} from '@/lib/api/schemas/cohorts';
import type { Actor } from '@/lib/auth/actor';
import { AppError } from '../../app-error';
import { type CohortView, getCohort, listCohorts } from '../../cohorts/queries';
import { byteStream } from '../../export/byte-stream';
import {
  getSnapshot,
  listSnapshots,
  type SnapshotSummary,
  type SnapshotView,
} from '../../snapshots/queries';
import { streamDataset } from '../../snapshots/stream-dataset';
import { tablesOf } from '../../statistics/tables-of';
import { defineEndpoint } from '../endpoint';

const tag = 'Cohorts and snapshots';
const permission = 'export:study';

function viewOfCohort(cohort: CohortView): z.input<typeof cohortView> {
  return {
    cohortId: cohort.cohortId,
    siteId: cohort.siteId,
    siteIds: [...cohort.siteIds],
    name: cohort.name,
    note: cohort.note,
    definition: cohort.definition,
    smallestCell: cohort.smallestCell,
    version: cohort.version,
    isTakenOut: cohort.voidReason !== null,
  };
}

function summaryOf(cohortId: string, { id, takenAt, ...summary }: SnapshotSummary) {
  const { name, note, cutOff, members, hash, takenBy } = summary;
  return {
    snapshotId: id,
    cohortId,
    name,
    note,
    cutOff,
    members,
    hash,
    takenAt: takenAt.toISOString(),
    takenBy,
  };
}

async function requireCohort(actor: Actor, cohortId: string): Promise<CohortView> {
  const cohort = await getCohort(actor, cohortId);
  if (cohort === null) {
    throw new AppError('NOT_FOUND');
  }
  return cohort;
}

async function requireSnapshot(actor: Actor, snapshotId: string): Promise<SnapshotView> {
  const snapshot = await getSnapshot(actor, snapshotId);
  if (snapshot === null) {
    throw new AppError('NOT_FOUND');
  }
  return snapshot;
}

/** Whoever stops reading closes what is read. */
async function* piecesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* source;
}

export const cohortEndpoints = [
  defineEndpoint({
    name: 'listCohorts',
    method: 'GET',
    path: '/cohorts',
    tag,
    summary: 'Saved cohorts',
    permission,
    answer: cohortList,
    run: async ({ actor }) => ({ items: (await listCohorts(actor)).map(viewOfCohort) }),
  }),
  defineEndpoint({
    name: 'getCohort',
    method: 'GET',
    path: '/cohorts/{cohortId}',
    tag,
    summary: 'One cohort',
    permission,
    answer: cohortView,
    run: async ({ actor, params }) => viewOfCohort(await requireCohort(actor, params.cohortId)),
  }),
  defineEndpoint({
    name: 'listSnapshots',
    method: 'GET',
    path: '/cohorts/{cohortId}/snapshots',
    tag,
    summary: 'Snapshots of a cohort',
    permission,
    answer: snapshotList,
    run: async ({ actor, params: { cohortId } }) => {
      await requireCohort(actor, cohortId);
      const snapshots = await listSnapshots(actor, cohortId);
      return { items: snapshots.map((snapshot) => summaryOf(cohortId, snapshot)) };
    },
  }),
  defineEndpoint({
    name: 'getSnapshot',
    method: 'GET',
    path: '/snapshots/{snapshotId}',
    tag,
    summary: 'One snapshot with the columns of its tables',
    permission,
    answer: snapshotView,
    run: async ({ actor, params }) => {
      const snapshot = await requireSnapshot(actor, params.snapshotId);
      const { definition } = snapshot;
      return {
        ...summaryOf(snapshot.cohortId, snapshot),
        siteIds: [...snapshot.siteIds],
        protocol: snapshot.protocolCode,
        protocolVersion: definition.protocolVersion,
        programVersion: snapshot.programVersion,
        datasets: datasetNames.map((name) => ({
          name,
          columns: definition.columns[name].map(({ name: column, label, type, unit }) => ({
            name: column,
            label,
            type,
            unit: unit ?? null,
          })),
        })),
      };
    },
  }),
  defineEndpoint({
    name: 'getDataset',
    method: 'GET',
    path: '/snapshots/{snapshotId}/datasets/{dataset}',
    tag,
    summary: 'One table of a snapshot as CSV, by study id',
    permission,
    answer: {
      mediaType: 'text/csv; charset=utf-8',
      description: 'A header and a line for each row',
    },
    run: async ({ actor, params }) => {
      const snapshot = await requireSnapshot(actor, params.snapshotId);
      const dataset = datasetNames.find((name) => name === params.dataset);
      if (dataset === undefined) {
        throw new AppError('NOT_FOUND', { message: `There are: ${datasetNames.join(', ')}.` });
      }
      const pieces = piecesOf(streamDataset(actor, snapshot.id, dataset));
      return new Response(byteStream(pieces), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${dataset}.csv"`,
        },
      });
    },
  }),
  defineEndpoint({
    name: 'getAnalysis',
    method: 'GET',
    path: '/snapshots/{snapshotId}/analysis',
    tag,
    summary: 'The standard tables of a snapshot, computed by R and kept',
    permission,
    answer: analysisView,
    run: async ({ actor, params }) => {
      const snapshot = await requireSnapshot(actor, params.snapshotId);
      const options = defaultOptions(frozenScope(snapshot.definition));
      const answer = await tablesOf(actor, snapshot, options);
      return answer.ok
        ? { snapshotId: snapshot.id, sentence: null, tables: answer.tables }
        : { snapshotId: snapshot.id, sentence: answer.sentence, tables: [] };
    },
  }),
];
