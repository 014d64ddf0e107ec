import type { DecisionMeaning } from '@/lib/course/decision-meaning';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { RecordContent } from '@/lib/records/clinical-record';
import type { RecordKind } from '@/lib/records/record';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import type { OccurrenceState, Timing } from '@/lib/schedule/occurrence';

/**
 * What a snapshot keeps of one man beside his derived rows: the records themselves, in the words of the store, as of
 * the data cut-off. CDISC ODM, FHIR and the study archive are written from it. It holds no identity and no birth date.
 * `on` and the like are days of the calendar at the site; `at` are instants in UTC, ISO 8601 with `Z`.
 */
export interface SourceCase {
  readonly schema: 1;
  readonly enrollment: SourceEnrollment;
  readonly visits: readonly { readonly id: string; readonly on: CivilDate }[];
  /** In order of date, then id; voided ones are left out. */
  readonly records: readonly SourceRecord[];
  readonly adjustments: readonly SourceAdjustment[];
  /** Superseded ones are left out. */
  readonly decisions: readonly SourceDecision[];
  readonly contacts: readonly SourceContact[];
  readonly partners: readonly SourcePartner[];
  /** The pairs of version and settings that he followed before, oldest first. */
  readonly amendments: readonly SourceAmendment[];
  /** The plan as computed at the cut-off. */
  readonly occurrences: readonly SourceOccurrence[];
  readonly response: SourceResponse;
  readonly flags: readonly SourceFlag[];
}

/** Who wrote something, and when: what an audit record of ODM needs. */
export interface SourceStamp {
  /** Of the user account; the names of staff are in the head of the snapshot's source, not here. */
  readonly by: string;
  readonly at: string;
  /** From 1; higher after amendments. */
  readonly version: number;
  /** Of the last amendment; null where nothing was amended. */
  readonly amended: { readonly by: string; readonly at: string; readonly reason: string } | null;
}

export interface SourceProtocol {
  readonly code: string;
  readonly version: string;
  /** The clinic's settings that were followed, by name and version; the values are in the head. */
  readonly profile: string;
  readonly profileVersion: number;
}

export interface SourceEnrollment {
  /** The enrollment's and the patient's row; two enrollments of one man share the second. */
  readonly id: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly siteCode: string;
  /** As the clinic knows him; the snapshot's own id (`study_id`) differs where that was ambiguous. */
  readonly studyId: string;
  readonly protocol: SourceProtocol;
  readonly arm: string;
  readonly consentOn: CivilDate;
  readonly enrolledOn: CivilDate;
  readonly firstDoseOn: CivilDate | null;
  readonly lastDoseOn: CivilDate | null;
  /** Whole years; null where the birth date is not known. */
  readonly ageAtConsent: number | null;
  /** `active` or an outcome of lib/enrollment/enrollment-outcome.ts. */
  readonly status: string;
  readonly endedOn: CivilDate | null;
  readonly endReason: string | null;
  readonly endCategory: string | null;
  readonly endAdverseEventId: string | null;
  readonly cohortTag: string | null;
  readonly simulated: boolean;
}

interface SourceRecordOf<Kind extends RecordKind> extends SourceStamp {
  readonly id: string;
  readonly kind: Kind;
  readonly on: CivilDate;
  /** `HH:MM` */
  readonly time: string | null;
  /** Where a record from before enrollment comes from: typed text. */
  readonly source: string | null;
  readonly visitId: string | null;
  readonly content: RecordContent<Kind>;
  /** Empty for every kind but a laboratory report. */
  readonly results: readonly LabResult[];
}
export type SourceRecord = { [Kind in RecordKind]: SourceRecordOf<Kind> }[RecordKind];

export interface SourceAdjustment extends SourceStamp {
  readonly id: string;
  readonly kind: 'link' | 'waiver' | 'reschedule' | 'closure';
  readonly occurrenceKey: string;
  readonly recordId: string | null;
  readonly contactId: string | null;
  readonly plannedOn: CivilDate | null;
  readonly closedOn: CivilDate | null;
  readonly reason: string;
}

export interface SourceDecision {
  readonly id: string;
  readonly key: string;
  readonly meaning: DecisionMeaning;
  readonly occurrenceKey: string | null;
  /** The record that it is about, where it is about one. */
  readonly recordId: string | null;
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly computed: string | null;
  readonly chosen: string;
  readonly decidedOn: CivilDate;
  readonly effectiveOn: CivilDate;
  readonly reason: string;
  readonly by: string;
  readonly byRole: string;
  readonly at: string;
  /** Taken over from a source: nobody signed it in this program. */
  readonly transcribed: boolean;
  /** With a password under his printed name; false also for what was decided before signatures were asked for. */
  readonly signed: boolean;
}

export interface SourceContact extends SourceStamp {
  readonly id: string;
  readonly on: CivilDate;
  readonly occurrenceKeys: readonly string[];
  readonly channel: string;
  readonly outcome: string;
  readonly agreedOn: CivilDate | null;
  readonly remindOn: CivilDate | null;
  readonly reason: string;
  readonly note: string;
}

export interface SourcePartner {
  readonly id: string;
  readonly ordinal: number;
  readonly consentOn: CivilDate;
  readonly birthYear: number | null;
  readonly endedOn: CivilDate | null;
}

export interface SourceAmendment {
  readonly from: SourceProtocol;
  readonly to: SourceProtocol;
  readonly effectiveOn: CivilDate;
  readonly reason: string;
  readonly by: string;
  readonly byRole: string;
  readonly at: string;
}

export interface SourceOccurrence {
  readonly key: string;
  readonly requirement: string;
  readonly title: string;
  /** Of the requirement (lib/protocols/schema.ts). */
  readonly kind: string;
  readonly ordinal: number | null;
  readonly targetOn: CivilDate | null;
  readonly plannedOn: CivilDate | null;
  readonly opensOn: CivilDate | null;
  readonly closesOn: CivilDate | null;
  readonly actualOn: CivilDate | null;
  readonly state: OccurrenceState;
  readonly timing: Timing | null;
  readonly recordIds: readonly string[];
  readonly reason: string | null;
}

export interface SourceResponse {
  readonly best: string | null;
  readonly current: string | null;
  readonly responseOn: CivilDate | null;
}

export interface SourceFlag {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleVersion: string;
  readonly title: string;
  readonly severity: string;
  readonly message: string;
  readonly raisedOn: CivilDate;
  readonly status: string;
  readonly disposition: string | null;
  readonly dispositionReason: string | null;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
}

export interface SourceSite {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
}

/** What the plans of a site hang on beside its men: its days and the REMS rules that it follows. */
export interface SourceCalendar {
  readonly siteCode: string;
  readonly remsEnrollmentOnlyFrom: CivilDate | null;
  /** ISO 8601: Monday is 1. */
  readonly clinicWeekdays: readonly number[];
  readonly clinicWeekdaysFrom: CivilDate | null;
  readonly closedDays: readonly {
    readonly on: CivilDate;
    readonly since: CivilDate;
    readonly reason: string;
  }[];
}

/** Men who were looked at and never enrolled, as they were counted. */
export interface SourceScreening {
  readonly siteCode: string;
  readonly protocol: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly category: string;
  readonly men: number;
  readonly note: string;
  readonly cohortTag: string | null;
  readonly simulated: boolean;
}

/** Of the snapshot as a whole: who the staff are, which settings and definitions its men followed. */
export interface SourceHead {
  readonly schema: 1;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string;
  }[];
  readonly sites: readonly SourceSite[];
  readonly profiles: readonly {
    readonly protocol: string;
    readonly version: string;
    readonly siteCode: string;
    readonly profile: string;
    readonly profileVersion: number;
    readonly settings: Readonly<Record<string, unknown>>;
  }[];
  readonly calendars: readonly SourceCalendar[];
  readonly screening: readonly SourceScreening[];
}
