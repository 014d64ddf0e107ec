import type { IssueCode } from './import-issue';

/** Of the rows that are not blank: each is counted once. */
export interface ImportCounts {
  readonly rows: number;
  /** Rows that would be recorded, or were. */
  readonly ready: number;
  readonly errors: number;
  /** Unusual values that nobody has confirmed. */
  readonly warnings: number;
  readonly duplicates: number;
  /** Men of the ready rows. */
  readonly men: number;
  readonly byCode: Readonly<Partial<Record<IssueCode, number>>>;
}
