import type { CivilDate } from '@/lib/dates/civil-date';

/** What a record carries beside its content, by its id: the version that a correction names, and its voiding. */
export type RecordStates = ReadonlyMap<
  string,
  {
    readonly version: number;
    readonly voided: { readonly on: CivilDate; readonly reason: string } | null;
  }
>;
