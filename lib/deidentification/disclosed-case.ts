import type { CivilDate } from '@/lib/dates/civil-date';
import type {
  SourceAdjustment,
  SourceAmendment,
  SourceContact,
  SourceDecision,
  SourceEnrollment,
  SourceFlag,
  SourceHead,
  SourceOccurrence,
  SourcePartner,
  SourceRecord,
  SourceResponse,
} from '@/lib/export/source-case';
import type { RecordContent } from '@/lib/records/clinical-record';
import type { RecordKind } from '@/lib/records/record';
import type { DisclosedIdentity } from './disclosure';

/** A day as a file may state it. */
export interface DisclosedDate {
  /**
   * `2026-03-31`, shifted where dates are shifted. Null under Safe Harbor: the year of day 1 stands with the man
   * (`startYear`), and a year beside each study day would tell the day itself wherever two of them meet at New Year.
   */
  readonly text: string | null;
  /** Day 1 is the first dose, or enrollment where there is none; the day before is -1. */
  readonly studyDay: number;
}

/** The same shape with every day of the calendar as it may be stated. */
export type Disclosed<Value> = Value extends CivilDate
  ? DisclosedDate
  : Value extends string | number | boolean | null | undefined
    ? Value
    : Value extends readonly (infer Item)[]
      ? readonly Disclosed<Item>[]
      : { readonly [Key in keyof Value]: Disclosed<Value[Key]> };

/** An instant is null where instants do not leave. */
type WithoutInstant<Value, Key extends keyof Value> = Disclosed<Omit<Value, Key>> & {
  readonly [It in Key]: string | null;
};

interface DisclosedStamp {
  /** Of a person in the head. */
  readonly by: string;
  readonly at: string | null;
  readonly version: number;
  readonly amended: {
    readonly by: string;
    readonly at: string | null;
    readonly reason: string;
  } | null;
}

type Stamped<Value> = Disclosed<Omit<Value, keyof DisclosedStamp>> & DisclosedStamp;

export type DisclosedContent<Kind extends RecordKind> = Kind extends 'finding'
  ? // The answer to some questions is a date.
    Omit<Disclosed<RecordContent<'finding'>>, 'answer'> & {
      readonly answer: string | number | DisclosedDate;
    }
  : Disclosed<RecordContent<Kind>>;

interface DisclosedRecordOf<Kind extends RecordKind> extends DisclosedStamp {
  readonly id: string;
  readonly kind: Kind;
  readonly on: DisclosedDate;
  /** `HH:MM`; null under Safe Harbor, which takes every element of a date but the year. */
  readonly time: string | null;
  readonly source: string | null;
  readonly visitId: string | null;
  readonly content: DisclosedContent<Kind>;
  readonly results: Extract<SourceRecord, { kind: Kind }>['results'];
}
export type DisclosedRecord = { [Kind in RecordKind]: DisclosedRecordOf<Kind> }[RecordKind];

export type DisclosedEnrollment = Disclosed<SourceEnrollment>;
export type DisclosedAdjustment = Stamped<SourceAdjustment>;
export type DisclosedDecision = WithoutInstant<SourceDecision, 'at'>;
export type DisclosedContact = Stamped<SourceContact>;
export type DisclosedPartner = Disclosed<SourcePartner>;
export type DisclosedAmendment = WithoutInstant<SourceAmendment, 'at'>;
export type DisclosedOccurrence = Disclosed<SourceOccurrence>;
export type DisclosedFlag = WithoutInstant<SourceFlag, 'closedAt'>;

/**
 * A man's records as they may leave. Text that people have typed is empty or says `Other`, and ids lead nowhere but
 * inside the file; where patients are identified, everything is as recorded.
 */
export interface DisclosedCase {
  /** Unique in the file: what it calls him. */
  readonly subject: string;
  readonly identity: DisclosedIdentity | null;
  /** Of day 1, shifted where dates are; null over the age of 89, where it would say when he was born at the latest. */
  readonly startYear: string | null;
  readonly enrollment: DisclosedEnrollment;
  readonly visits: readonly { readonly id: string; readonly on: DisclosedDate }[];
  readonly records: readonly DisclosedRecord[];
  readonly adjustments: readonly DisclosedAdjustment[];
  readonly decisions: readonly DisclosedDecision[];
  readonly contacts: readonly DisclosedContact[];
  readonly partners: readonly DisclosedPartner[];
  readonly amendments: readonly DisclosedAmendment[];
  readonly occurrences: readonly DisclosedOccurrence[];
  readonly response: Disclosed<SourceResponse>;
  readonly flags: readonly DisclosedFlag[];
}

export interface DisclosedHead {
  /** `Physician 1` in place of names. */
  readonly people: SourceHead['people'];
  /** `SITE1` in place of codes and names where sites are coded; the time zone is then UTC. */
  readonly sites: SourceHead['sites'];
  readonly profiles: SourceHead['profiles'];
}
