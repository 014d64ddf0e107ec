import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { Disclosure } from '@/lib/deidentification/disclosure';
import type { SnapshotView } from '../snapshots/queries';

export interface ExportRequest {
  readonly actor: Actor;
  readonly snapshot: SnapshotView;
  readonly disclosure: Disclosure;
}

export interface ExportRun {
  /** Members written and members in all. */
  readonly progress: (done: number, total: number) => void;
  /** Aborted when the export is canceled: stop reading, let go of what is held. */
  readonly signal: AbortSignal;
  /** Adds to the rows that the history shows: of data, without headers. */
  readonly countRows: (rows: number) => void;
}

export interface ExportFormat {
  /** The file in pieces, the same bytes each time; what it is called and holds: lib/export/export-formats.ts. */
  readonly write: (request: ExportRequest, run: ExportRun) => AsyncGenerator<Uint8Array>;
}
