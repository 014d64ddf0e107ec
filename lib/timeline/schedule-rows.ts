import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import type { RequirementKind } from '@/lib/protocols/schema';
import type { RecordKind } from '@/lib/records/record';
import { describeState } from '@/lib/schedule/describe-state';
import type { Occurrence, OccurrenceState, Plan } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import { analytes } from '@/lib/units/analytes';

/** One occurrence as the schedule lists it. */
export interface ScheduleRow {
  readonly key: string;
  readonly kind: RequirementKind;
  readonly title: string;
  /** What kind of record satisfies it; null where no record does. */
  readonly recordKind: RecordKind | null;
  readonly state: OccurrenceState;
  /** The state with its reason. */
  readonly description: string;
  /** Still in the plan, dated and not done: a person can reschedule, waive, close or link it. */
  readonly mayChange: boolean;
  readonly target: CivilDate | null;
  readonly planned: CivilDate | null;
  readonly opensOn: CivilDate | null;
  readonly closesOn: CivilDate | null;
  readonly actual: CivilDate | null;
  readonly recordIds: readonly string[];
  /** What is still missing of something that was begun. */
  readonly missing: readonly string[];
  readonly marks: readonly string[];
  readonly reason: string | null;
}

export const scheduleParts = ['open', 'done', 'left-out'] as const;
export type SchedulePart = (typeof scheduleParts)[number];

/** Still wanted, or missed without being done; done; or waived and not applicable. */
export function partOf({ state }: Pick<ScheduleRow, 'state'>): SchedulePart {
  if (state === 'done') {
    return 'done';
  }
  return state === 'waived' || state === 'not-applicable' ? 'left-out' : 'open';
}

/** By agreed date; what waits for its anchor comes last. */
export function scheduleRows(protocol: CompiledProtocol, plan: Plan, today: Day): ScheduleRow[] {
  return plan.occurrences
    .map((occurrence) => scheduleRow(protocol, occurrence, today))
    .sort(byDate);
}

function scheduleRow(protocol: CompiledProtocol, occurrence: Occurrence, today: Day): ScheduleRow {
  const { key, kind, requirement, ordinal, recordIds, missing, reason } = occurrence;
  const definition = findRequirement(protocol, requirement);
  return {
    key,
    kind,
    title: definition === null ? requirement : occurrenceTitle(definition, ordinal),
    recordKind:
      definition === null || definition.recordKind === 'decision' ? null : definition.recordKind,
    state: occurrenceState(occurrence, today),
    description: describeState(occurrence, today),
    mayChange:
      occurrence.actual === null &&
      occurrence.notApplicableReason === null &&
      occurrence.target !== null,
    target: dateOf(occurrence.target),
    planned: dateOf(occurrence.planned),
    opensOn: dateOf(occurrence.opensOn),
    closesOn: dateOf(occurrence.closesOn),
    actual: dateOf(occurrence.actual),
    recordIds,
    missing: occurrence.actual === null && recordIds.length > 0 ? missing.map(itemName) : [],
    marks: marksOf(occurrence),
    reason,
  };
}

function marksOf({ offPlan, wasWaived, clinicClosed }: Occurrence): string[] {
  return [
    ...(offPlan ? ['off plan'] : []),
    ...(wasWaived ? ['was waived'] : []),
    ...(clinicClosed ? ['the clinic is closed on the planned day'] : []),
  ];
}

/** Items of content are analytes, or parts of a semen analysis. */
function itemName(item: string): string {
  const known: Readonly<Record<string, { readonly label: string }>> = analytes;
  return known[item]?.label ?? item;
}

function dateOf(day: Day | null): CivilDate | null {
  return day === null ? null : toCivilDate(day);
}

function byDate(one: ScheduleRow, other: ScheduleRow): number {
  const [first, second] = [one.actual ?? one.planned, other.actual ?? other.planned];
  if (first !== second) {
    if (first === null || second === null) {
      return first === null ? 1 : -1;
    }
    return first < second ? -1 : 1;
  }
  return one.title < other.title ? -1 : 1;
}
