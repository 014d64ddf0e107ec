import 'server-only';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { JsonValue } from '@/lib/core/json';
import type { OccurrenceRow } from './occurrence-row';

export interface OccurrenceDifference {
  /** New or changed, to be written as a whole. */
  readonly changed: readonly OccurrenceRow[];
  readonly removed: readonly string[];
  /** By key, the columns that differ: what the audit trail keeps. */
  readonly before: { readonly [key: string]: JsonValue };
  readonly after: { readonly [key: string]: JsonValue };
}

/** What has to be written so that the stored rows say what the plan says. */
export function compareOccurrences(
  stored: readonly OccurrenceRow[],
  planned: readonly OccurrenceRow[],
): OccurrenceDifference {
  const rest = new Map(stored.map((row) => [row.key, row]));
  const changed: OccurrenceRow[] = [];
  const before: Record<string, JsonValue> = {};
  const after: Record<string, JsonValue> = {};
  for (const row of planned) {
    const old = rest.get(row.key);
    rest.delete(row.key);
    const columns = differingColumns(old, row);
    if (columns.length > 0) {
      changed.push(row);
      after[row.key] = pick(row, columns);
      if (old !== undefined) {
        before[row.key] = pick(old, columns);
      }
    }
  }
  for (const row of rest.values()) {
    before[row.key] = pick(row, columnsWithValue(row));
  }
  return { changed, removed: [...rest.keys()], before, after };
}

type Column = keyof OccurrenceRow;

function differingColumns(old: OccurrenceRow | undefined, row: OccurrenceRow): readonly Column[] {
  if (old === undefined) {
    return columnsWithValue(row);
  }
  return columnsOf(row).filter(
    (column) => canonicalJson(row[column]) !== canonicalJson(old[column]),
  );
}

function columnsWithValue(row: OccurrenceRow): readonly Column[] {
  return columnsOf(row).filter((column) => row[column] !== null && row[column] !== false);
}

function columnsOf(row: OccurrenceRow): readonly Column[] {
  return Object.keys(row) as Column[];
}

function pick(row: OccurrenceRow, columns: readonly Column[]): JsonValue {
  return Object.fromEntries(columns.map((column) => [column, row[column]]));
}
