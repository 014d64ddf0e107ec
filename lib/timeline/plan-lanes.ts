import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol, CompiledRequirement } from '@/lib/protocols/compile-protocol';
import type { Occurrence, Plan } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import type { PlanLane, PlanMark } from './timeline-view';

/** One lane per requirement, in the protocol's order; what has no date yet stands in the table only. */
export function planLanes(protocol: CompiledProtocol, plan: Plan, today: Day): PlanLane[] {
  return [...protocol.requirements, ...protocol.formerRequirements].flatMap((requirement) => {
    const marks = plan.occurrences
      .filter((occurrence) => occurrence.requirement === requirement.key)
      .flatMap((occurrence) => planMark(occurrence, requirement, today));
    const { key, title } = requirement;
    return marks.length === 0 ? [] : [{ requirement: key, title, marks }];
  });
}

function planMark(
  occurrence: Occurrence,
  requirement: CompiledRequirement,
  today: Day,
): PlanMark[] {
  const { target, planned, opensOn, optimalFrom } = occurrence;
  if (target === null || planned === null || opensOn === null || optimalFrom === null) {
    return [];
  }
  const state = occurrenceState(occurrence, today);
  return [
    {
      key: occurrence.key,
      label: occurrenceTitle(requirement, occurrence.ordinal),
      detail: describeWindow(occurrence),
      state,
      timing: occurrence.timing,
      target,
      planned,
      opensOn,
      closesOn: occurrence.closesOn,
      optimalFrom,
      optimalTo: occurrence.optimalTo,
      actual: occurrence.actual,
    },
  ];
}

export function describeWindow({ opensOn, closesOn, actual, timing, missing }: Occurrence): string {
  const text = (day: Day) => toCivilDate(day);
  if (actual !== null) {
    return `done ${text(actual)}, ${timing === 'on-time' ? 'on time' : timing}`;
  }
  if (opensOn === null) {
    return 'no date yet';
  }
  const window =
    closesOn === null ? `from ${text(opensOn)}` : `${text(opensOn)} to ${text(closesOn)}`;
  return missing.length > 0 && missing.length < 4
    ? `window ${window}; missing ${missing.join(', ').replaceAll('_', ' ')}`
    : `window ${window}`;
}
