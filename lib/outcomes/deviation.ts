import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import type { OccurrenceState, Timing } from '@/lib/schedule/occurrence';

/**
 * What did not go as the protocol planned it (engine §3): done outside the permitted window, not done, taken
 * out by a person, or satisfied by a record that a person chose. What is only overdue can still be done.
 */
export const deviationKinds = ['early', 'late', 'missed', 'closed', 'waived', 'off-plan'] as const;
export type DeviationKind = (typeof deviationKinds)[number];

export const deviationNames: Readonly<Record<DeviationKind, string>> = {
  early: 'Early',
  late: 'Late',
  missed: 'Missed',
  closed: 'Closed',
  waived: 'Waived',
  'off-plan': 'Off plan',
};

/** An occurrence with the state that it has today. */
export interface JudgedOccurrence {
  readonly state: OccurrenceState;
  readonly timing: Timing | null;
  readonly offPlan: boolean;
  readonly opensOn: CivilDate | null;
  readonly closesOn: CivilDate | null;
  readonly actualOn: CivilDate | null;
  readonly closedOn: CivilDate | null;
  readonly reason: string | null;
}

/** Empty for what went as planned or is still open. Its twin is the SQL of lib/server/deviations. */
export function deviationKindsOf({
  state,
  timing,
  offPlan,
  closedOn,
}: Pick<JudgedOccurrence, 'state' | 'timing' | 'offPlan' | 'closedOn'>): DeviationKind[] {
  switch (state) {
    case 'done':
      return [
        ...(timing === 'early' || timing === 'late' ? [timing] : []),
        ...(offPlan ? (['off-plan'] as const) : []),
      ];
    case 'missed':
      return [closedOn === null ? 'missed' : 'closed'];
    case 'waived':
      return ['waived'];
    default:
      return [];
  }
}

/**
 * Days outside the permitted window: negative before it opened, positive after it closed, 0 inside; null for
 * what was not done.
 */
export function daysOutside({
  actualOn,
  opensOn,
  closesOn,
}: Pick<JudgedOccurrence, 'actualOn' | 'opensOn' | 'closesOn'>): number | null {
  if (actualOn === null) {
    return null;
  }
  const done = toDay(actualOn);
  const early = opensOn === null ? 0 : Math.min(0, done - toDay(opensOn));
  const late = closesOn === null ? 0 : Math.max(0, done - toDay(closesOn));
  return early + late;
}

/** How far off it was, in one line: "12 d after the window closed on 2026-04-08". */
export function describeDeviation(occurrence: JudgedOccurrence): string {
  const { opensOn, closesOn, closedOn } = occurrence;
  const [kind] = deviationKindsOf(occurrence);
  const days = Math.abs(daysOutside(occurrence) ?? 0);
  switch (kind) {
    case 'early':
      return `${days} d before the window opened on ${opensOn}`;
    case 'late':
      return `${days} d after the window closed on ${closesOn}`;
    case 'missed':
      return closesOn === null ? 'not done' : `not done, window closed on ${closesOn}`;
    case 'closed':
      return `closed on ${closedOn} without being complete`;
    case 'waived':
      return 'not asked of this man';
    case 'off-plan':
      return 'done with a record that a person linked';
    default:
      return 'as planned';
  }
}

/** Whoever leaves a gap is asked for the reason; a waiver or a closure cannot be made without one. */
export function describeReason(occurrence: JudgedOccurrence): string {
  if (occurrence.reason !== null && occurrence.reason !== '') {
    return occurrence.reason;
  }
  return deviationKindsOf(occurrence).includes('missed') ? 'reason asked' : 'no reason recorded';
}

/** How often a requirement was done when it should be; a waived one counts in none of the shares. */
export interface Timeliness {
  readonly protocol: string;
  readonly requirement: string;
  readonly onTime: number;
  readonly early: number;
  readonly late: number;
  /** Closed ones are counted apart. */
  readonly missed: number;
  readonly closed: number;
  readonly waived: number;
  /** Among the done ones, whenever they were done. */
  readonly offPlan: number;
  /** Each once, also where it is of two kinds. */
  readonly deviations: number;
}

/** Done or not done for good: what the shares of a requirement are of. */
export function settledOf({ onTime, early, late, missed, closed }: Timeliness): number {
  return onTime + early + late + missed + closed;
}

export function deviationCounts(
  timeliness: readonly Timeliness[],
): Readonly<Record<DeviationKind, number>> {
  const sum = (countOf: (row: Timeliness) => number) =>
    timeliness.reduce((total, row) => total + countOf(row), 0);
  return {
    early: sum(({ early }) => early),
    late: sum(({ late }) => late),
    missed: sum(({ missed }) => missed),
    closed: sum(({ closed }) => closed),
    waived: sum(({ waived }) => waived),
    'off-plan': sum(({ offPlan }) => offPlan),
  };
}
