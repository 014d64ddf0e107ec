import type { CivilDate } from '@/lib/dates/civil-date';
import type { ContactOutcome } from '@/lib/enrollment/contact';
import type { FlagSeverity } from '@/lib/protocols/safety-rule-schema';
import type { RequirementKind } from '@/lib/protocols/schema';

/** What the working list asks a person to do, most urgent first. A patient stands once in each group. */
export const worklistGroups = [
  'decision',
  'red-flag',
  'staff-flag',
  'overdue',
  'due',
  'missed',
  'upcoming',
  'snoozed',
] as const;
export type WorklistGroup = (typeof worklistGroups)[number];

/** What waits for a physician; a red flag is decided on the same day, so it comes first. */
export const physicianGroups = ['red-flag', 'decision'] as const satisfies readonly WorklistGroup[];

export const worklistGroupNames: Readonly<Record<WorklistGroup, string>> = {
  decision: 'Needs a decision',
  'red-flag': 'Red flags',
  'staff-flag': 'Flags for staff',
  overdue: 'Overdue',
  due: 'Due',
  missed: 'Missed, reason asked',
  upcoming: 'Next 14 days',
  snoozed: 'Snoozed',
};

/** How far ahead the list looks, in days. */
export const worklistHorizonDays = 14;

/** Rows of one group on one page. */
export const worklistPageSize = 50;

export const worklistItemSources = [
  'occurrence',
  'flag',
  'decision',
  'response',
  'eligibility',
  'stop',
] as const;

/** One thing to do about one patient. */
export interface WorklistItem {
  readonly source: (typeof worklistItemSources)[number];
  readonly id: string;
  readonly title: string;
  /** Of a flag; null for everything else. */
  readonly severity: FlagSeverity | null;
  /** Some of its content is there, some is missing. */
  readonly isPartial: boolean;
  /** What was found, or what changed since it was signed, in one line; null where there is nothing to say. */
  readonly note: string | null;
  /** The page where it is decided; null for what is done at a visit. */
  readonly path: string | null;
  /** Agreed date of an occurrence, the day on which a flag was raised. */
  readonly on: CivilDate | null;
  /** Last day on which doing it is not late; null where there is no such day. */
  readonly closesOn: CivilDate | null;
  /** Days since a flag had to be acted on; 0 for everything else. */
  readonly daysPastTimeToAct: number;
  /** Staff had to act on it and did not in time. */
  readonly isEscalated: boolean;
  /** The day on which it comes back to the list; null for what is on it. */
  readonly snoozedUntil: CivilDate | null;
}

/** What the line of a patient says about the last attempt to reach him. */
export interface LastContact {
  readonly on: CivilDate;
  readonly outcome: ContactOutcome;
}

export interface WorklistRow {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly siteCode: string;
  /** The calendar date at the site. */
  readonly today: CivilDate;
  readonly studyId: string;
  /** Null where names are not for this reader. */
  readonly name: string | null;
  /** The arm of the protocol, as the protocol calls it. */
  readonly treatment: string;
  /** "month 3"; empty where the arm has no drug. */
  readonly month: string;
  readonly items: readonly WorklistItem[];
  /** How late, or when it closes, in words; of the most urgent item. */
  readonly timing: string;
  readonly lastVisitOn: CivilDate | null;
  /** About something in this line, or since he was last seen; null where there is none. */
  readonly lastContact: LastContact | null;
  readonly nextPlannedOn: CivilDate | null;
  /** Whether the reader may log a visit for this patient. */
  readonly mayRecord: boolean;
  /** Whether the reader may write down that he was called. */
  readonly mayContact: boolean;
  /** Whether the reader's signature settles what waits for one. */
  readonly maySign: boolean;
}

export interface WorklistSection {
  readonly group: WorklistGroup;
  /** Patients in this group, on all pages. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly WorklistRow[];
}

export interface WorklistFilter {
  readonly siteId: string | null;
  readonly protocol: string | null;
  readonly kind: RequirementKind | null;
  readonly isMine: boolean;
  /** Only this group; null shows all of them but what is snoozed. */
  readonly only: WorklistGroup | null;
}
