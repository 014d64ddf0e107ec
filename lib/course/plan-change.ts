import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import type { FlagSeverity } from '@/lib/protocols/safety-rule-schema';
import type { ResponseStatus } from '@/lib/response/response';
import type { Occurrence, OccurrenceState, Timing } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';

/** An occurrence as the answer to a save names it; dates as text, because it travels to the browser. */
export type OccurrenceNote = {
  readonly key: string;
  readonly requirement: string;
  /** With the number of a repeating requirement. */
  readonly title: string;
  readonly kind: string;
  readonly ordinal: number | null;
  readonly state: OccurrenceState;
  readonly targetOn: CivilDate | null;
  readonly plannedOn: CivilDate | null;
  readonly closesOn: CivilDate | null;
  readonly actualOn: CivilDate | null;
  readonly timing: Timing | null;
  readonly missing: readonly string[];
  readonly pendingAnchor: string | null;
  readonly notApplicableReason: string | null;
};

export type FlagNote = {
  readonly ruleId: string;
  readonly title: string;
  readonly severity: FlagSeverity;
  readonly message: string;
};

/** What a save did to the flags of one enrollment. */
export type FlagChange = {
  readonly flagsRaised: readonly FlagNote[];
  readonly flagsReopened: readonly FlagNote[];
  readonly flagsUpdated: readonly FlagNote[];
  readonly flagsWithdrawn: readonly FlagNote[];
};

export type ResponseSummary = {
  readonly bestResponse: ResponseStatus;
  readonly currentStatus: ResponseStatus;
};

/** What a save satisfied, opened and raised: the sentence under every form. */
export type PlanChange = FlagChange & {
  /** Done now and not before. */
  readonly satisfied: readonly OccurrenceNote[];
  /** Done before and no longer, after a correction. */
  readonly undone: readonly OccurrenceNote[];
  /** New in the plan, or dated for the first time. */
  readonly opened: readonly OccurrenceNote[];
  /** No longer asked for. */
  readonly dropped: readonly OccurrenceNote[];
  /** Due or overdue today, after the save. */
  readonly stillDue: readonly OccurrenceNote[];
  /** Null when the plan was made for the first time. */
  readonly responseBefore: ResponseSummary | null;
  readonly responseAfter: ResponseSummary;
};

/** Compares two plans of one enrollment; `today` decides what is still due. */
export function comparePlans(
  protocol: CompiledProtocol,
  before: readonly Occurrence[],
  after: readonly Occurrence[],
  today: Day,
): Pick<PlanChange, 'satisfied' | 'undone' | 'opened' | 'dropped' | 'stillDue'> {
  const earlier = new Map(before.map((occurrence) => [occurrence.key, occurrence]));
  const kept = new Set(after.map(({ key }) => key));
  const note = (occurrence: Occurrence) => noteOf(occurrence, protocol, today);
  const wasDone = ({ key }: Occurrence) => (earlier.get(key)?.actual ?? null) !== null;
  const wasAsked = ({ key }: Occurrence) => isAsked(earlier.get(key));
  return {
    satisfied: after
      .filter((occurrence) => occurrence.actual !== null && !wasDone(occurrence))
      .map(note),
    undone: after
      .filter((occurrence) => occurrence.actual === null && wasDone(occurrence))
      .map(note),
    opened: after.filter((occurrence) => isAsked(occurrence) && !wasAsked(occurrence)).map(note),
    dropped: [
      ...after.filter(
        (occurrence) => occurrence.notApplicableReason !== null && wasAsked(occurrence),
      ),
      ...before.filter((occurrence) => isAsked(occurrence) && !kept.has(occurrence.key)),
    ].map(note),
    stillDue: after
      .map(note)
      .filter(({ state }) => state === 'due' || state === 'overdue')
      .sort(byTarget),
  };
}

/** Baseline items that the first dose finds undone; afterwards they cannot be done any more (engine §3). */
export function unmetBaseline(
  protocol: CompiledProtocol,
  occurrences: readonly Occurrence[],
  today: Day,
): readonly OccurrenceNote[] {
  const requirements = new Map(protocol.requirements.map((one) => [one.key, one]));
  return occurrences
    .filter(({ requirement }) => requirements.get(requirement)?.baseline?.until === 'first-dose')
    .filter(
      ({ actual, waived, notApplicableReason }) =>
        actual === null && !waived && notApplicableReason === null,
    )
    .map((occurrence) => noteOf(occurrence, protocol, today));
}

/** Dated, applicable and not done. */
function isAsked(occurrence: Occurrence | undefined): boolean {
  return (
    occurrence !== undefined &&
    occurrence.target !== null &&
    occurrence.notApplicableReason === null &&
    occurrence.actual === null
  );
}

function noteOf(occurrence: Occurrence, protocol: CompiledProtocol, today: Day): OccurrenceNote {
  const { key, requirement, kind, ordinal, timing, missing, pendingAnchor } = occurrence;
  const titled = findRequirement(protocol, requirement);
  return {
    key,
    requirement,
    title: titled ? occurrenceTitle(titled, ordinal) : requirement,
    kind,
    ordinal,
    state: occurrenceState(occurrence, today),
    targetOn: dateOrNull(occurrence.target),
    plannedOn: dateOrNull(occurrence.planned),
    closesOn: dateOrNull(occurrence.closesOn),
    actualOn: dateOrNull(occurrence.actual),
    timing,
    missing,
    pendingAnchor,
    notApplicableReason: occurrence.notApplicableReason,
  };
}

function byTarget(one: OccurrenceNote, other: OccurrenceNote): number {
  return (one.targetOn ?? '').localeCompare(other.targetOn ?? '');
}

function dateOrNull(day: Day | null): CivilDate | null {
  return day === null ? null : toCivilDate(day);
}
