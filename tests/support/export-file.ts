// A file of a snapshot, written as the worker writes it.
import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/auth/actor';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import { openDisclosure } from '@/lib/server/deidentification/open-disclosure';
import type { ExportFormat } from '@/lib/server/exports/format';
import type { SnapshotView } from '@/lib/server/snapshots/queries';

interface Asked {
  readonly actor: Actor;
  readonly snapshot: SnapshotView;
  readonly mode: DisclosureMode;
}

export interface WrittenFile {
  readonly bytes: Buffer;
  readonly text: string;
  readonly sha256: string;
  readonly rows: number;
  readonly progress: readonly (readonly [done: number, total: number])[];
}

export async function writtenFile(
  { write }: ExportFormat,
  { actor, snapshot, mode }: Asked,
  signal: AbortSignal = new AbortController().signal,
): Promise<WrittenFile> {
  const disclosure = await openDisclosure(actor, snapshot.id, mode, randomUUID());
  const pieces: Uint8Array[] = [];
  const progress: [number, number][] = [];
  let rows = 0;
  const run = {
    signal,
    progress: (done: number, total: number) => {
      progress.push([done, total]);
    },
    countRows: (more: number) => {
      rows += more;
    },
  };
  for await (const piece of write({ actor, snapshot, disclosure }, run)) {
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, text: bytes.toString(), sha256, rows, progress };
}
