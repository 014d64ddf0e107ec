import { dateRefusalCodes } from './date-format';
import { numberRefusalCodes } from './number-format';

/** Everything that a row can be held back for. */
export const issueCodes = [
  ...dateRefusalCodes,
  ...numberRefusalCodes,
  'bundle-not-understood',
  'too-many-cells',
  'missing',
  'character-not-storable',
  'choice-unknown',
  'test-unknown',
  'unit-unknown',
  'unit-missing',
  'time-unreadable',
  'invalid',
  'study-id-unknown',
  'not-enrolled',
  'enrolled-again',
  'duplicate-patient',
  'in-the-future',
  'before-birth',
  'before-enrollment',
  'not-allowed',
  'contradicts-row',
  'conflicts-with-record',
  'unusual-value',
  'unit-doubtful',
  'same-as-row',
  'already-there',
  'similar-patient',
] as const;
export type IssueCode = (typeof issueCodes)[number];

export const issueSeverities = ['error', 'warning', 'duplicate'] as const;
export type IssueSeverity = (typeof issueSeverities)[number];

const warnings: readonly IssueCode[] = ['unusual-value', 'unit-doubtful', 'similar-patient'];
const duplicates: readonly IssueCode[] = ['same-as-row', 'already-there'];

/**
 * An error keeps its row out, a warning until a person says that it is right, and a duplicate is there
 * already and is left as it is.
 */
export function severityOf(code: IssueCode): IssueSeverity {
  if (warnings.includes(code)) {
    return 'warning';
  }
  return duplicates.includes(code) ? 'duplicate' : 'error';
}

export interface ImportIssue {
  /** As a spreadsheet numbers it, from 1; 0 is the file as a whole. */
  readonly row: number;
  /** The title of the column in the file; empty where it is about the whole row. */
  readonly column: string;
  readonly code: IssueCode;
  readonly message: string;
  readonly severity: IssueSeverity;
}
