import 'server-only';
import { datasetNames } from '@/lib/analysis/datasets';
import { type DisclosedColumn, disclosedColumns } from '@/lib/deidentification/disclosed-columns';
import { isCoded } from '@/lib/deidentification/disclosure';
import type { AboutFacts } from '@/lib/tabular/about';
import { checkedTables, type Table } from '@/lib/tabular/table';
import type { ExportRequest } from '../format';

export interface DisclosedTable extends Table {
  readonly name: (typeof datasetNames)[number];
  readonly columns: readonly DisclosedColumn[];
}

/** Those of the snapshot as they leave, subjects first. */
export function disclosedTables({
  snapshot,
  disclosure,
}: ExportRequest): readonly DisclosedTable[] {
  return checkedTables(
    datasetNames.map((name) => ({
      name,
      columns: disclosedColumns(name, snapshot.definition.columns[name], disclosure.mode),
    })),
  );
}

export function aboutFacts({ snapshot, disclosure }: ExportRequest): AboutFacts {
  const { id, hash, protocolCode, definition, members, programVersion } = snapshot;
  return {
    mode: disclosure.mode,
    protocol: protocolCode,
    protocolVersion: definition.protocolVersion,
    // The id of a row carries the moment of its making.
    snapshotId: disclosure.idOf(id),
    hash,
    cutOff: statesDays(disclosure) ? snapshot.cutOff : snapshot.cutOff.slice(0, 4),
    members,
    programVersion,
  };
}

/** When the files of a ZIP were written, as it states: with the snapshot, or the year's first day where no day leaves. */
export function writtenAt({ snapshot, disclosure }: ExportRequest): Date {
  return statesDays(disclosure)
    ? snapshot.takenAt
    : new Date(Date.UTC(Number(snapshot.cutOff.slice(0, 4)), 0, 1));
}

/** Many men have a visit on the day of the cut-off. */
function statesDays({ mode }: ExportRequest['disclosure']): boolean {
  return !isCoded(mode);
}
