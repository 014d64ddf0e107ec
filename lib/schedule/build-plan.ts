import type { Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol, CompiledRequirement } from '@/lib/protocols/compile-protocol';
import type { RequirementKind } from '@/lib/protocols/schema';
import { byCollection } from '@/lib/records/collection-order';
import type { LaidOut } from './carry-over';
import { type ClinicCalendar, isClinicOpen, nearestOpenDay } from './clinic-calendar';
import { layOutPlan } from './lay-out-plan';
import type { Occurrence, Plan, Timing } from './occurrence';
import type { PlanFacts } from './plan-facts';
import type { Slot } from './slot';

/**
 * What a protocol asks of one enrollment, and what has satisfied it (engine §3). Total and
 * deterministic; needs no today, and the order in which facts were entered cannot matter.
 */
export function buildPlan(protocol: CompiledProtocol, facts: PlanFacts): Plan {
  return settlePlan(layOutPlan(protocol, facts, null), facts);
}

export function settlePlan(laidOut: readonly LaidOut[], facts: PlanFacts): Plan {
  const used = new Set<string>();
  const occurrences: Occurrence[] = [];
  for (const { requirement, slots } of laidOut) {
    for (const slot of slots) {
      for (const record of slot.records) {
        used.add(record.id);
      }
      occurrences.push(settle(slot, slot.settledUnder ?? requirement, facts));
    }
  }
  const unscheduledRecordIds = facts.records
    .filter((record) => !used.has(record.id))
    .sort(byCollection)
    .map((record) => record.id);
  return { occurrences, unscheduledRecordIds };
}

function settle(slot: Slot, requirement: CompiledRequirement, facts: PlanFacts): Occurrence {
  const actual = completedOn(slot, requirement);
  const done = actual !== null;
  const ended = !done && isCutByEnd(slot, facts);
  const suspended = !done && slot.suspendedFor !== null;
  const pendingAnchor = done || ended ? null : slot.pendingAnchor;
  const { waiver, planned, closure } = slot.adjustments;
  const target = suspended && pendingAnchor !== null ? null : slot.target;
  const inapplicable = done ? null : notApplicableReason(slot, ended);
  const comes =
    !done &&
    inapplicable === null &&
    waiver === null &&
    facts.endedOn === null &&
    needsClinic(requirement);
  const plannedDay =
    target === null ? null : plannedOn(slot, target, comes ? facts.clinicCalendar : null);
  return {
    key: slot.key,
    requirement: requirement.key,
    kind: requirement.kind,
    ordinal: slot.ordinal,
    triggerRecordId: slot.triggerRecordId,
    target,
    pendingAnchor,
    planned: plannedDay,
    clinicClosed: comes && plannedDay !== null && !isClinicOpen(facts.clinicCalendar, plannedDay),
    opensOn: slot.opensOn,
    optimalFrom: slot.optimalFrom,
    optimalTo: slot.optimalTo,
    closesOn: slot.closesOn,
    missedFrom: missedFrom(slot, ended ? null : facts.endedOn),
    closedOn: closure?.on ?? null,
    actual,
    timing: actual === null ? null : timingOf(slot, requirement, actual),
    offPlan: slot.linkedByPerson,
    waived: waiver !== null && !done,
    wasWaived: waiver !== null && done,
    notApplicableReason: inapplicable,
    missing: done ? [] : slot.missing,
    recordIds: slot.records.map((record) => record.id),
    reason: waiver ?? closure?.reason ?? planned?.reason ?? null,
  };
}

/** A person's link may add an earlier record after the rule's own: completion follows collection order. */
function completedOn(slot: Slot, requirement: CompiledRequirement): Day | null {
  if (slot.actual === null || !slot.linkedByPerson) {
    return slot.actual?.on ?? null;
  }
  let missing = requirement.items;
  for (const record of [...slot.records].sort(byCollection)) {
    missing = missing.filter((item) => !record.items.includes(item));
    if (missing.length === 0) {
      return record.on;
    }
  }
  return null;
}

/** A physician decides without the man, and injections are given at home. */
const withoutVisit: readonly RequirementKind[] = ['decision', 'injection-course'];

function needsClinic({ kind }: CompiledRequirement): boolean {
  return !withoutVisit.includes(kind);
}

/**
 * The agreed date, which cannot lie after the end of what is never done late; nobody but a person moves it. Without
 * one, a day on which the clinic is open, never outside the window.
 */
function plannedOn(slot: Slot, target: Day, calendar: ClinicCalendar | null): Day {
  const { adjustments, acceptsUntil, opensOn, closesOn } = slot;
  const { planned } = adjustments;
  if (planned === null) {
    return calendar === null || opensOn === null
      ? target
      : (nearestOpenDay(calendar, target, { opensOn, closesOn }) ?? target);
  }
  return acceptsUntil !== null && planned.on > acceptsUntil ? acceptsUntil : planned.on;
}

/** Nothing is waited for beyond the end of an enrollment. */
function missedFrom(slot: Slot, endedOn: Day | null): Day | null {
  if (slot.missedFrom === null || endedOn === null) {
    return slot.missedFrom ?? endedOn;
  }
  return slot.missedFrom < endedOn ? slot.missedFrom : endedOn;
}

/** What was still open when the enrollment ended is not held against anyone; the rest was missed by then. */
function isCutByEnd(slot: Slot, facts: PlanFacts): boolean {
  return (
    facts.endedOn !== null &&
    slot.notApplicable === null &&
    (slot.acceptsUntil === null || slot.acceptsUntil >= facts.endedOn)
  );
}

function notApplicableReason(slot: Slot, ended: boolean): Occurrence['notApplicableReason'] {
  if (slot.notApplicable !== null) {
    return slot.notApplicable;
  }
  if (ended) {
    return 'enrollment-ended';
  }
  return slot.pendingAnchor === null ? slot.suspendedFor : null;
}

function timingOf(slot: Slot, requirement: CompiledRequirement, actual: Day): Timing {
  if (requirement.baseline || slot.opensOn === null) {
    return 'on-time';
  }
  if (actual < slot.opensOn) {
    return 'early';
  }
  return slot.closesOn !== null && actual > slot.closesOn ? 'late' : 'on-time';
}
