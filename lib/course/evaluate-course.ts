import type { Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { recordsOf } from '@/lib/records/clinical-record';
import { eggNumbersOf } from '@/lib/records/egg-numbers';
import { confirmationTriggers } from '@/lib/response/confirmation-triggers';
import { evaluateResponse } from '@/lib/response/evaluate-response';
import type { PlannedSemen, Response } from '@/lib/response/response';
import { evaluateSafety, type SafetyEvaluation } from '@/lib/safety/evaluate-safety';
import { buildAmendedPlan } from '@/lib/schedule/amended-plan';
import type { Plan } from '@/lib/schedule/occurrence';
import type { TriggerFact } from '@/lib/schedule/plan-facts';
import { type Course, saysAdequate } from './course';
import { planFactsOf } from './plan-facts-of';
import { safetyFactsOf } from './safety-facts-of';
import { type Therapy, therapyOf } from './therapy';

export interface CourseEvaluation {
  readonly therapy: Therapy;
  readonly plan: Plan;
  readonly response: Response;
  readonly safety: SafetyEvaluation;
}

/**
 * Everything that the protocol says about one enrollment on one day: plan, response, safety findings.
 * The plan needs no today; only the response asks whether a confirmation window is still open.
 */
export function evaluateCourse(
  protocol: CompiledProtocol,
  course: Course,
  today: Day,
): CourseEvaluation {
  const evaluated = evaluatePlan(protocol, course, today);
  const { definition, settings } = protocol;
  const safetyFacts = safetyFactsOf(course, evaluated.therapy);
  return { ...evaluated, safety: evaluateSafety(definition.safetyRules, settings, safetyFacts) };
}

/** The same without the safety rules. */
export function evaluatePlan(
  protocol: CompiledProtocol,
  course: Course,
  today: Day,
): Omit<CourseEvaluation, 'safety'> {
  const therapy = therapyOf(course.records, course.endedOn);
  const plan = planOf(protocol, course, therapy);
  return { therapy, plan, response: responseOf(protocol, course, therapy, plan, today) };
}

/**
 * Motile samples ask for a confirmatory one. After a stop, whether a late sample counts depends on the
 * planned semen windows, so the plan is built once without those triggers to learn them. A decision that a
 * complete response calls for is added last: it changes no semen occurrence, so the response stays as it was.
 * Response and safety are judged by the current version alone; the plan keeps what earlier ones have settled.
 */
export function planOf(protocol: CompiledProtocol, course: Course, therapy: Therapy): Plan {
  const { definition, settings } = protocol;
  const samples = recordsOf(course.records, 'semen-analysis').map((record) => ({
    id: record.id,
    on: record.on,
    time: record.time,
    content: record.content,
    isVoided: record.voided,
  }));
  const build = (fromSamples: readonly TriggerFact[]) =>
    buildAmendedPlan(protocol, planFactsOf(course, therapy, fromSamples), course.amendments);
  const windows: readonly PlannedSemen[] = therapy.lastDoseOn === null ? [] : build([]).occurrences;
  const triggers = confirmationTriggers(definition.response, settings, samples, therapy, windows);
  const plan = build(triggers);
  if (!protocol.requirements.some(({ anchor }) => anchor === 'record:complete-response')) {
    return plan;
  }
  const completed = completionOf(protocol, course, therapy, plan);
  return completed === null ? plan : build([...triggers, completed]);
}

/** The second sample of the pair that makes the response complete. */
function completionOf(
  protocol: CompiledProtocol,
  course: Course,
  therapy: Therapy,
  plan: Plan,
): TriggerFact | null {
  // Whether a pair is complete does not depend on today.
  const { bestResponse, pair } = responseOf(protocol, course, therapy, plan, course.enrolledOn);
  const second = course.records.find(({ id }) => id === pair?.second);
  return bestResponse === 'complete' && second !== undefined
    ? { trigger: 'complete-response', recordId: second.id, on: second.on, active: true }
    : null;
}

function responseOf(
  { definition, settings }: CompiledProtocol,
  course: Course,
  therapy: Therapy,
  plan: Plan,
  today: Day,
): Response {
  const records = course.records.filter((record) => !record.voided);
  return evaluateResponse(definition.response, settings, {
    today,
    enrolledOn: course.enrolledOn,
    firstDoseOn: therapy.firstDoseOn,
    lastDoseOn: therapy.lastDoseOn,
    samples: recordsOf(records, 'semen-analysis'),
    occurrences: plan.occurrences,
    eggNumbers: eggNumbersOf(records),
    adequateRecordIds: course.decisions.flatMap((decision) =>
      saysAdequate(decision) && decision.recordId !== null ? [decision.recordId] : [],
    ),
    procedures: recordsOf(records, 'procedure'),
  });
}
