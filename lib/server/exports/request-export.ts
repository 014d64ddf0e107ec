import 'server-only';
import { exportFormats } from '@/lib/export/export-formats';
import { requestExportInputSchema } from '@/lib/export/export-request';
import { AppError } from '../app-error';
import { recordTakenOut } from '../audit/record-taken-out';
import { requireEverySite } from '../cohorts/cohort-row';
import { defineCommand } from '../command';
import { enqueueJob } from '../jobs/enqueue-job';
import { refuseMode } from './export-rights';
import { exportWriters } from './formats';

/** Of one person at a time. A proposal: it only keeps one from filling the queue for all. */
const mostUnderWay = 10;

/**
 * Asks the worker for a file of a snapshot. The trail of every site says so at once, whatever becomes of it.
 *
 * @throws FORBIDDEN for names that the actor may not read, CONFLICT for a format that the snapshot has no data for and
 *   for one more than may wait at a time.
 */
export const requestExport = defineCommand({
  name: 'export.request',
  schema: requestExportInputSchema,
  permission: 'export:study',
  findSite: async (tx, { snapshotId }) => {
    const row = await tx.cohortSnapshot.findUnique({
      where: { id: snapshotId },
      select: { siteId: true },
    });
    return row?.siteId ?? null;
  },
  run: async ({ tx, actor }, input): Promise<{ readonly jobId: string }> => {
    const { snapshotId, format, mode, reason } = input;
    const [snapshot] = await tx.$queryRaw<Snapshot[]>`
      SELECT site_id AS "siteId", site_ids AS "siteIds", protocol_code AS "protocolCode",
             source_head IS NOT NULL AS "hasSource"
      FROM cohort_snapshot WHERE id = ${snapshotId}::uuid`;
    if (snapshot === undefined) {
      throw new AppError('NOT_FOUND');
    }
    const { siteId, siteIds, protocolCode, hasSource } = snapshot;
    requireEverySite(siteIds, actor);
    refuseMode(actor, siteIds, mode);
    if (exportWriters[format] === undefined) {
      throw new AppError('CONFLICT', { message: 'This program does not write this format.' });
    }
    if (exportFormats[format].needsSource && !hasSource) {
      throw new AppError('CONFLICT', { message: whenWithoutRecords });
    }
    const underWay = await tx.job.count({
      where: {
        kind: 'export',
        requestedBy: actor.userId,
        status: { in: ['queued', 'running'] },
      },
    });
    if (underWay >= mostUnderWay) {
      throw new AppError('CONFLICT', {
        message: `${underWay} of your exports are under way. Wait for one of them, or cancel it.`,
      });
    }
    const jobId = await enqueueJob(tx, {
      kind: 'export',
      siteId,
      siteIds,
      aboutId: snapshotId,
      input: { snapshotId, format, mode },
      ...(reason !== '' && { reason }),
    });
    await recordTakenOut(tx, {
      event: 'exported',
      siteIds,
      tableName: 'cohort_snapshot',
      rowId: snapshotId,
      what: { protocol: protocolCode, format, disclosure: mode },
    });
    return { jobId };
  },
});

interface Snapshot {
  readonly siteId: string;
  readonly siteIds: string[];
  readonly protocolCode: string;
  readonly hasSource: boolean;
}

const whenWithoutRecords =
  'This snapshot was taken before records were kept: take a new one to export it in this format.';
