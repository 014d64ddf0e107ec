import type { CivilDate } from '@/lib/dates/civil-date';

/** A result on which a decision rests, as it was when the decision was signed. */
export type DecisionInput = {
  readonly recordId: string;
  readonly on: CivilDate;
  /** Null where the decision is about the whole record. */
  readonly analyte: string | null;
  /** As reported, comparator included. */
  readonly valueText: string | null;
  readonly unit: string | null;
  readonly standardValue: number | null;
  readonly standardUnit: string | null;
  /** Where the decision is about the whole record: each field and how it read. */
  readonly values?: Readonly<Record<string, string>>;
};
