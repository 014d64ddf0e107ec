import 'server-only';
import { invariant } from '@/lib/core/invariant';
import { isCoded } from '@/lib/deidentification/disclosure';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import { type ExportFormatKey, exportFormats, mediaTypeOf } from '@/lib/export/export-formats';
import { exportJobInputSchema } from '@/lib/export/export-request';
import { AppError } from '../app-error';
import { now } from '../clock';
import { openDisclosure } from '../deidentification/open-disclosure';
import { getExportDays } from '../env';
import { writeStoredFile } from '../files/write-stored-file';
import { defineJob } from '../jobs/define-job';
import { getSnapshot, type SnapshotView } from '../snapshots/queries';
import { refuseMode } from './export-rights';
import { exportWriters } from './formats';

/** Writes a file of a snapshot and keeps it; the result names it. What the person may is asked again here. */
export const exportJob = defineJob({
  kind: 'export',
  schema: exportJobInputSchema,
  run: async ({ actor, jobId, input, progress, signal, requestId }) => {
    const { format, mode } = input;
    const snapshot = await getSnapshot(actor, input.snapshotId);
    if (snapshot === null) {
      throw new AppError('FORBIDDEN', {
        message: 'The person who asked for this may no longer export this snapshot.',
      });
    }
    refuseMode(actor, snapshot.siteIds, mode);
    const writer = exportWriters[format];
    invariant(writer !== undefined, `no writer of ${format}`);
    progress({ done: 0, total: snapshot.members });
    const disclosure = await openDisclosure(actor, snapshot.id, mode, requestId);
    let rows = 0;
    const pieces = writer.write(
      { actor, snapshot, disclosure },
      {
        progress: (done, total) => progress({ done, total }),
        signal,
        countRows: (more) => {
          rows += more;
        },
      },
    );
    const [siteId] = snapshot.siteIds;
    invariant(siteId !== undefined, 'a snapshot has a site');
    const { id: fileId } = await writeStoredFile(
      actor,
      {
        siteId,
        siteIds: snapshot.siteIds,
        name: nameOf(snapshot, format, mode),
        mediaType: mediaTypeOf(format),
        holdsIdentity: mode === 'identified',
        expiresAt: new Date(now().getTime() + getExportDays() * 86_400_000),
        requestId,
        jobId,
        rows: () => rows,
      },
      untilAborted(pieces, signal),
    );
    return { fileId };
  },
});

/** Nothing that a person has typed stands in it: the name of a cohort may say who is in. */
function nameOf(
  { protocolCode, cutOff }: SnapshotView,
  format: ExportFormatKey,
  mode: DisclosureMode,
): string {
  const label = mode === 'date-shifted' ? 'date-shifted-not-safe-harbor' : mode;
  // Days that do not stand in a file do not stand in its name.
  const asOf = isCoded(mode) ? cutOff.slice(0, 4) : cutOff;
  return `${protocolCode}-${asOf}-${format}-${label}.${exportFormats[format].extension}`;
}

/** A writer that does not look at the signal itself is stopped at its next piece. */
async function* untilAborted(
  pieces: AsyncGenerator<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}
