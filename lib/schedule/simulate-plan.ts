import type { Day } from '@/lib/dates/civil-date';
import { addDuration } from '@/lib/dates/duration';
import {
  type CompiledProtocol,
  type CompiledRequirement,
  durationValue,
  textValue,
} from '@/lib/protocols/compile-protocol';
import { type DecisionPoint, type RequirementKind, stopOption } from '@/lib/protocols/schema';
import { anchorDay, findDecision } from './anchor-day';
import { buildPlan } from './build-plan';
import type { ClinicCalendar } from './clinic-calendar';
import type { Occurrence } from './occurrence';
import { occurrenceTitle } from './occurrence-title';
import type { PlanFacts } from './plan-facts';

/** The dates that a simulation may be given; which of them a protocol asks for depends on its anchors. */
export const simulatedDates = [
  'enrolledOn',
  'firstDoseOn',
  'previousRetrievalOn',
  'surgeryOn',
] as const;
export type SimulatedDate = (typeof simulatedDates)[number];

export interface SimulatedStart extends Readonly<Record<SimulatedDate, Day | null>> {
  readonly arm: string;
  readonly enrolledOn: Day;
  readonly clinicCalendar: ClinicCalendar;
  readonly remsEnrollmentOnlyFrom: Day | null;
}

/** The chosen option of each branch point by its key; what is absent is not decided yet. */
export type SimulatedChoices = Readonly<Record<string, string>>;

export interface SimulatedDecision {
  readonly key: string;
  readonly title: string;
  readonly chosen: string;
  readonly effectiveOn: Day;
}

export interface SimulatedFuture {
  /** Those that this future reaches, in order. */
  readonly decisions: readonly SimulatedDecision[];
  /** What is asked for: dated, or waiting for a date. */
  readonly occurrences: readonly Occurrence[];
}

/** Which dates a simulation of this arm can use. */
export function datesAskedFor(protocol: CompiledProtocol, arm: string): readonly SimulatedDate[] {
  const anchors = new Set(
    requirementsOf(protocol, arm).flatMap(({ anchor, baseline }) => [anchor, baseline?.until]),
  );
  const used: Readonly<Record<SimulatedDate, boolean>> = {
    enrolledOn: true,
    firstDoseOn: anchors.has('first-dose'),
    previousRetrievalOn: anchors.has('previous-retrieval'),
    surgeryOn: anchors.has('surgery') || anchors.has('record:retrieval'),
  };
  return simulatedDates.filter((date) => used[date]);
}

/** The branch points of an arm that have a day of their own; one that a record calls for has none yet. */
export function simulatedDecisions(
  protocol: CompiledProtocol,
  arm: string,
): readonly DecisionPoint[] {
  const asked = new Set(
    requirementsOf(protocol, arm)
      .filter(({ anchor }) => !anchor.startsWith('record:'))
      .map(({ key }) => key),
  );
  return protocol.definition.decisions.filter(({ requirement }) => asked.has(requirement));
}

/** What happens by itself on some day: it is asked for from then on and has no date before. */
export function triggeredRequirements(
  protocol: CompiledProtocol,
  arm: string,
): readonly CompiledRequirement[] {
  return requirementsOf(protocol, arm).filter(({ anchor }) => anchor.startsWith('record:'));
}

function requirementsOf({ requirements }: CompiledProtocol, arm: string) {
  return requirements.filter(({ arms }) => arms === null || arms.includes(arm));
}

/**
 * The two futures that are worth seeing first: a result inside the range of the first branch point and one
 * above it; of a free choice its first and its last option.
 */
export function firstFutures(
  protocol: CompiledProtocol,
  arm: string,
): readonly [SimulatedChoices, SimulatedChoices] {
  const [decision] = simulatedDecisions(protocol, arm);
  if (decision === undefined) {
    return [{}, {}];
  }
  const { key, rule, options } = decision;
  const above =
    rule.kind === 'interval' && rule.branches.above !== null
      ? textValue(rule.branches.above, protocol.settings)
      : options.at(-1)?.key;
  const within = (rule.kind === 'interval' ? rule.branches.within : null) ?? options[0]?.key;
  const choice = (chosen: string | undefined) => (chosen === undefined ? {} : { [key]: chosen });
  return [choice(within), choice(above)];
}

/** What the protocol would ask of a man who starts so and for whom these decisions are taken. */
export function simulateFuture(
  protocol: CompiledProtocol,
  start: SimulatedStart,
  choices: SimulatedChoices,
): SimulatedFuture {
  let facts = factsOf(start);
  const decisions: SimulatedDecision[] = [];
  for (const point of simulatedDecisions(protocol, start.arm)) {
    const option = point.options.find(({ key }) => key === choices[point.key]);
    const from = anchorDay(point.effective.anchor, facts);
    if (option === undefined || from === null || !isReached(protocol, point, facts)) {
      continue;
    }
    const offset = durationValue(point.effective.offset, protocol.settings);
    const effectiveOn = addDuration(from, offset);
    decisions.push({ key: point.key, title: point.title, chosen: option.title, effectiveOn });
    facts = {
      ...facts,
      decisions: [...facts.decisions, { key: point.key, chosen: option.key, effectiveOn }],
      lastDoseOn: option.key === stopOption ? effectiveOn : facts.lastDoseOn,
    };
  }
  const { occurrences } = buildPlan(protocol, facts);
  return {
    decisions,
    occurrences: occurrences.filter(({ notApplicableReason }) => notApplicableReason === null),
  };
}

/** After a stop nothing is decided any more; a branch that was not taken leads to no further one. */
function isReached(
  { requirements }: CompiledProtocol,
  { requirement }: DecisionPoint,
  facts: PlanFacts,
): boolean {
  const asking = requirements.find(({ key }) => key === requirement);
  return (
    facts.lastDoseOn === null &&
    (asking?.decisions ?? []).every(({ decision, chosen }) =>
      chosen.includes(findDecision(decision, facts)?.chosen ?? ''),
    )
  );
}

function factsOf(start: SimulatedStart): PlanFacts {
  const { surgeryOn } = start;
  return {
    ...start,
    consentOn: start.enrolledOn,
    lastDoseOn: null,
    endedOn: null,
    oocyteRetrievalOn: null,
    holds: [],
    decisions: [],
    records: [],
    triggers:
      surgeryOn === null
        ? []
        : [{ trigger: 'retrieval', recordId: 'simulated', on: surgeryOn, active: true }],
    links: [],
    waivers: [],
    reschedules: [],
    closures: [],
  };
}

/** One line of the simulated calendar, with the futures in which it stands. */
export interface SimulatedItem {
  readonly key: string;
  readonly title: string;
  readonly kind: RequirementKind;
  /** The day on which he would come: the target, moved where the clinic is closed. */
  readonly on: Day;
  readonly target: Day;
  readonly opensOn: Day | null;
  /** Null where the window has no end yet. */
  readonly closesOn: Day | null;
  /** Closed on that day, and on every other day of the window. */
  readonly clinicClosed: boolean;
  /** Index of each future that asks for it on this day. */
  readonly futures: readonly number[];
}

/** The futures laid over each other, by day: what they share stands once. */
export function mergeFutures(
  { requirements }: CompiledProtocol,
  futures: readonly SimulatedFuture[],
): readonly SimulatedItem[] {
  const titled = new Map(requirements.map((requirement) => [requirement.key, requirement]));
  const items = new Map<string, SimulatedItem>();
  futures.forEach(({ occurrences }, index) => {
    for (const occurrence of occurrences) {
      const { key, target, planned, opensOn, closesOn, kind, clinicClosed } = occurrence;
      if (target === null || planned === null) {
        continue;
      }
      const place = [key, planned, opensOn, closesOn].join(' ');
      const requirement = titled.get(occurrence.requirement);
      const title = requirement
        ? occurrenceTitle(requirement, occurrence.ordinal)
        : occurrence.requirement;
      const known = items.get(place);
      items.set(place, {
        key: place,
        title,
        kind,
        on: planned,
        target,
        opensOn,
        closesOn,
        clinicClosed,
        futures: [...(known?.futures ?? []), index],
      });
    }
  });
  return [...items.values()].sort(
    (one, other) => one.on - other.on || (one.title < other.title ? -1 : 1),
  );
}
