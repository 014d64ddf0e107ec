import type { Day } from '@/lib/dates/civil-date';

interface Collected {
  readonly id: string;
  readonly on: Day;
  /** `HH:MM`; what has no time comes first on its day. */
  readonly time: string | null;
}

/** The one order of records: date, then time, then id (engine §3). Two equal ids are one record. */
export function byCollection(one: Collected, other: Collected): number {
  if (one.on !== other.on) {
    return one.on - other.on;
  }
  return compareText(one.time ?? '', other.time ?? '') || compareText(one.id, other.id);
}

export function inCollectionOrder<T extends Collected>(records: readonly T[]): T[] {
  return [...records].sort(byCollection);
}

export function newestFirst<T extends Collected>(records: readonly T[]): T[] {
  return [...records].sort((one, other) => byCollection(other, one));
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
