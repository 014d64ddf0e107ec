import type { CtcaeGrade } from '@/lib/ctcae/term';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { OccurrenceState, Timing } from '@/lib/schedule/occurrence';

/**
 * One patient on one time axis, as plain data: the chart, its table and its print are drawn from the
 * same view, so that they cannot disagree. Days are numbers since 1970-01-01.
 */
export interface TimelineView {
  readonly from: number;
  readonly to: number;
  readonly today: number;
  readonly months: readonly TimelineMonth[];
  readonly plan: readonly PlanLane[];
  readonly drug: DrugLane;
  readonly semen: SemenLane;
  readonly labs: readonly LabSeries[];
  readonly sideEffects: SideEffectLane;
  readonly procedures: readonly TimelineMark[];
  /** Cycles of ICSI, transfers and what came of them. */
  readonly outcomes: readonly TimelineMark[];
  readonly decisions: readonly TimelineMark[];
  readonly rows: readonly TimelineRow[];
}

/** A month on therapy, or before the first dose a calendar month without a number. */
export interface TimelineMonth {
  readonly day: number;
  readonly month: number;
}

/** Anything that can be pointed at: what, when, and where its record is. */
export interface TimelineMark {
  readonly id: string;
  /** The record behind it; null for a decision. */
  readonly recordId: string | null;
  readonly day: number;
  readonly label: string;
  readonly detail: string;
  readonly date: CivilDate;
  readonly studyDay: number | null;
}

export interface PlanLane {
  readonly requirement: string;
  readonly title: string;
  readonly marks: readonly PlanMark[];
}

export interface PlanMark {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly state: OccurrenceState;
  readonly timing: Timing | null;
  readonly target: number;
  readonly planned: number;
  readonly opensOn: number;
  /** Null while the window has no end. */
  readonly closesOn: number | null;
  readonly optimalFrom: number;
  readonly optimalTo: number | null;
  readonly actual: number | null;
}

export interface DrugLane {
  readonly doses: readonly DoseArea[];
  readonly holds: readonly {
    readonly id: string;
    readonly from: number;
    readonly to: number | null;
  }[];
  readonly dispensings: readonly (TimelineMark & { readonly coversDays: number })[];
  /** Missed, moved or given at another dose. */
  readonly injectionExceptions: readonly (TimelineMark & {
    readonly drug: string;
    readonly isMissed: boolean;
  })[];
  readonly stop: TimelineMark | null;
  /** The end of an enrollment whose last dose nobody knows: the doses reach to it at most. */
  readonly unknownEnd: number | null;
}

export interface DoseArea {
  readonly id: string;
  readonly drug: string;
  readonly label: string;
  readonly from: number;
  readonly to: number | null;
  /** Average per day, so that a dose change is a step; its unit is in the label. */
  readonly perDay: number;
  /** An injection course is drawn as a texture, not as an area. */
  readonly everyDays: number;
}

export const semenPointKinds = [
  'motile',
  'immotile-only',
  'no-sperm-seen',
  'not-examined',
] as const;
export type SemenPointKind = (typeof semenPointKinds)[number];

export interface SemenPoint extends TimelineMark {
  readonly kind: SemenPointKind;
  /** Total motile sperm; null where it is not known, which is not zero. */
  readonly tmc: number | null;
}

export interface SemenLane {
  readonly points: readonly SemenPoint[];
  readonly pair: { readonly from: number; readonly to: number } | null;
  readonly response: { readonly day: number; readonly label: string } | null;
}

export interface LabSeries {
  readonly analyte: string;
  readonly label: string;
  readonly unit: string;
  readonly points: readonly LabPoint[];
  /** The newest reference range that a laboratory reported, in the series' unit. */
  readonly reference: { readonly low: number | null; readonly high: number | null } | null;
  /** Range on which a decision of the protocol turns, both ends included. */
  readonly decision: { readonly low: number; readonly high: number; readonly label: string } | null;
}

export interface LabPoint extends TimelineMark {
  readonly value: number;
  /** `<` or `>` values are drawn as bounds. */
  readonly comparator: string | null;
  /** The highest CTCAE grade that it suggests. */
  readonly grade: number | null;
}

export interface SideEffectLane {
  /** A row for each term, in the order in which they began. */
  readonly rows: readonly { readonly name: string; readonly bars: readonly AdverseEventBar[] }[];
  readonly checks: readonly TimelineMark[];
  readonly questionnaires: readonly TimelineMark[];
}

/** One confirmed adverse event from its onset to its end. */
export interface AdverseEventBar extends TimelineMark {
  readonly name: string;
  /** The last day; null while it goes on. */
  readonly to: number | null;
  readonly worst: CtcaeGrade;
  readonly steps: readonly GradeStretch[];
}

/** `to` is the last day at this grade, null while it goes on. */
export interface GradeStretch {
  readonly from: number;
  readonly to: number | null;
  readonly grade: CtcaeGrade;
}

/** One line of the table: every record and every occurrence exactly once. */
export interface TimelineRow {
  readonly id: string;
  readonly date: CivilDate | null;
  readonly studyDay: number | null;
  readonly what: string;
  readonly detail: string;
  readonly status: string;
  readonly source: 'record' | 'occurrence' | 'decision';
}
