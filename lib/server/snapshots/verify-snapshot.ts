import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Actor } from '@/lib/auth/actor';
import type { JsonObject } from '@/lib/core/json';
import type { SourceHead } from '@/lib/export/source-case';
import { AppError } from '../app-error';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';
import { type SealedMember, SnapshotHash } from './snapshot-hash';

/** Men read at a time: their records make a row large, and parsing it holds the event loop. */
const batchSize = 5;

/**
 * Whether the stored snapshot is still what was frozen: the hash of everything in it, made again from the database.
 *
 * @throws NOT_FOUND
 */
export function verifySnapshot(actor: Actor, snapshotId: string): Promise<boolean> {
  return inReadTransaction(
    actor,
    async (tx) => {
      const snapshot = await tx.cohortSnapshot.findUnique({ where: { id: snapshotId } });
      if (snapshot === null) {
        throw new AppError('NOT_FOUND');
      }
      const { name, note, siteIds, protocolCode, definition, programVersion } = snapshot;
      const hash = new SnapshotHash({
        name,
        note,
        siteIds,
        protocolCode,
        definition,
        programVersion,
        cutOff: civilDateFrom(snapshot.cutOff),
        screening: snapshot.screening as JsonObject,
      });
      let members = 0;
      for (;;) {
        const batch = await tx.$queryRaw<SealedMember[]>`
          SELECT study_id AS "studyId", site_id AS "siteId", enrollment_id AS "enrollmentId", subject, data,
                 source
          FROM snapshot_member
          WHERE snapshot_id = ${snapshotId}::uuid AND position > ${members}
          ORDER BY position LIMIT ${batchSize}`;
        for (const member of batch) {
          hash.add(member);
          await nextTurn();
        }
        members += batch.length;
        if (batch.length < batchSize) {
          if (snapshot.sourceHead !== null) {
            hash.addSourceHead(snapshot.sourceHead as unknown as SourceHead);
          }
          return members === snapshot.members && hash.digest() === snapshot.hash;
        }
      }
    },
    { timeoutMs: 5 * 60_000 },
  );
}
