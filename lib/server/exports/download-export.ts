import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { AppError } from '../app-error';
import { recordTakenOut } from '../audit/record-taken-out';
import { inTransaction } from '../db/transaction';
import { readStoredFile, type StoredFileView } from '../files/read-stored-file';
import type { SnapshotView } from '../snapshots/queries';
import { refuseMode } from './export-rights';
import type { ExportLine } from './queries';

interface Wanted {
  readonly actor: Actor;
  readonly snapshot: SnapshotView;
  /** Of this snapshot. */
  readonly line: ExportLine;
}

/**
 * The file of an export in pieces, after the trail of every site has it who takes it out.
 *
 * @throws FORBIDDEN for names that the actor may not read, NOT_FOUND for a file that is not written or not kept any more.
 */
export async function downloadExport(
  { actor, snapshot, line }: Wanted,
  requestId: string,
): Promise<{ readonly file: StoredFileView; readonly pieces: AsyncGenerator<Uint8Array> }> {
  const { format, mode, file } = line;
  refuseMode(actor, snapshot.siteIds, mode);
  if (file === null || file.isPurged) {
    throw new AppError('NOT_FOUND', {
      message: 'There is no such file, or it is not kept any more.',
    });
  }
  await inTransaction(actor, { requestId }, (tx) =>
    recordTakenOut(tx, {
      event: 'downloaded',
      siteIds: snapshot.siteIds,
      tableName: 'cohort_snapshot',
      rowId: snapshot.id,
      what: {
        protocol: snapshot.protocolCode,
        format,
        disclosure: mode,
        sha256: file.sha256,
      },
    }),
  );
  return { file, pieces: readStoredFile(actor, file.id) };
}
