import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { armOf } from '@/lib/protocols/arm-of';
import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import { describeDose } from '@/lib/records/describe-record';
import { drugNames } from '@/lib/records/therapy';
import { bloodDonationEmbargoEndsOn } from '@/lib/rems/rems-status';
import { describeResponse, type ResponseDescription } from '@/lib/response/describe-response';
import type { Occurrence, OccurrenceState } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import type { Course } from './course';
import type { CourseEvaluation } from './evaluate-course';
import type { Therapy } from './therapy';
import { type TimeOnTherapy, timeOnTherapy } from './time-on-therapy';

/** What the head of a patient's chart says about the course of treatment. */
export interface CourseSummary {
  readonly treatment: string;
  readonly time: TimeOnTherapy | null;
  readonly isTreated: boolean;
  /** What is given now, or why nothing is: "Isotretinoin 20 mg twice daily". */
  readonly therapy: readonly string[];
  readonly response: ResponseDescription;
  readonly due: readonly DueItem[];
  /** Last day without blood donation, while it has not passed. */
  readonly embargoUntil: Day | null;
}

export interface DueItem {
  readonly key: string;
  readonly title: string;
  readonly state: OccurrenceState;
  readonly planned: Day;
  readonly closesOn: Day | null;
}

export function summarizeCourse(
  protocol: CompiledProtocol,
  course: Course,
  { therapy, plan, response }: CourseEvaluation,
  today: Day,
): CourseSummary {
  const arm = armOf(protocol, course.arm);
  const { firstDoseOn, lastDoseOn, unknownLastDoseBy } = therapy;
  const time = timeOnTherapy(firstDoseOn, lastDoseOn ?? unknownLastDoseBy, today);
  return {
    treatment: arm.title,
    time,
    isTreated: arm.treated,
    therapy: arm.treated ? describeTherapy(therapy, today) : [],
    response: describeResponse(response),
    due: dueItems(protocol, plan.occurrences, today),
    embargoUntil: course.died ? null : embargoUntil(therapy, today),
  };
}

/** One line for each drug given now, and one for a hold or the stop. */
export function describeTherapy(therapy: Therapy, today: Day): string[] {
  const { doses, holds, firstDoseOn, lastDoseOn, unknownLastDoseBy, stopReason } = therapy;
  if (firstDoseOn === null) {
    return ['not started'];
  }
  if (unknownLastDoseBy !== null && unknownLastDoseBy <= today) {
    return [`last dose not known, ${prose(unknownLastDoseBy)} at the latest`];
  }
  if (lastDoseOn !== null && lastDoseOn <= today) {
    const reason = stopReason === null ? '' : ` (${stopReason.replaceAll('-', ' ')})`;
    return [`stopped ${prose(lastDoseOn)}${reason}`];
  }
  const hold = holds.find(({ resumedOn }) => resumedOn === null || resumedOn > today);
  const given = doses
    .filter(({ from, to }) => from <= today && (to === null || to >= today))
    .map(({ drug, dose }) => `${drugNames[drug]} ${describeDose(dose)}`);
  return hold === undefined ? given : [...given, `on hold since ${prose(hold.heldOn)}`];
}

const waiting: readonly OccurrenceState[] = ['overdue', 'due', 'upcoming'];

/** What is wanted now or later: the overdue first, then by agreed date. */
function dueItems(
  protocol: CompiledProtocol,
  occurrences: readonly Occurrence[],
  today: Day,
): DueItem[] {
  return occurrences
    .flatMap((occurrence): DueItem[] => {
      const { key, planned, closesOn, ordinal } = occurrence;
      const state = occurrenceState(occurrence, today);
      const requirement = findRequirement(protocol, occurrence.requirement);
      if (planned === null || requirement === null || !waiting.includes(state)) {
        return [];
      }
      return [{ key, title: occurrenceTitle(requirement, ordinal), state, planned, closesOn }];
    })
    .sort(
      (one, other) =>
        waiting.indexOf(one.state) - waiting.indexOf(other.state) || one.planned - other.planned,
    );
}

/** Isotretinoin stays in donated blood (C§2.2); the other drugs carry no such rule. */
function embargoUntil({ doses, lastDoseOn }: Therapy, today: Day): Day | null {
  if (lastDoseOn === null || !doses.some(({ drug }) => drug === 'isotretinoin')) {
    return null;
  }
  const until = bloodDonationEmbargoEndsOn(lastDoseOn);
  return today <= until ? until : null;
}

function prose(day: Day): string {
  return proseDate(toCivilDate(day));
}
