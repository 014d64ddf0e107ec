import 'server-only';
import type { z } from 'zod';
import { computeDecision } from '@/lib/course/compute-decision';
import { adequateForIcsi } from '@/lib/course/course';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { makeDecisionInputSchema } from '@/lib/course/make-decision-input';
import type { PlanChange } from '@/lib/course/plan-change';
import { addMonths, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import type { LoadedCourse } from '../courses/load-course';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { type FieldCheck, refuseFields } from '../refuse-fields';
import { adequacyOf } from './adequacy-of';
import type { SignedContent } from './decision-row';
import { signDecision } from './sign-decision';

type Choice = z.output<typeof makeDecisionInputSchema>;

export type MadeDecision = { readonly decisionId: string; readonly change: PlanChange };

/**
 * A physician settles a branch point, or signs a sample as adequate. What the rule read and computed is
 * stored beside what he chose; a later correction of the input changes nothing by itself.
 */
export const makeDecision = defineCommand({
  name: 'decision.make',
  schema: makeDecisionInputSchema,
  permission: 'decision:make',
  findSite: findEnrollmentSite,
  run: async (context, choice): Promise<MadeDecision> => {
    const { tx, today } = context;
    const { enrollmentId } = choice;
    const loaded = await lockCourse(tx, enrollmentId);
    refuseDates(loaded, [{ field: 'decidedOn', on: choice.decidedOn }], today);
    const content =
      choice.key === adequateForIcsi
        ? adequacyOf(loaded.course, choice)
        : branchOf(loaded, choice, context);
    const decisionId = await signDecision(context, loaded.enrollment, content, choice);
    return { decisionId, change: await replan(tx, { today }, enrollmentId) };
  },
});

function branchOf(
  { enrollment, protocol, course }: LoadedCourse,
  choice: Choice,
  { today }: CommandContext,
): SignedContent {
  const { key, chosen, decidedOn, effectiveOn, reason } = choice;
  const { plan } = evaluateCourse(protocol, course, toDay(today));
  const computed = computeDecision(protocol, course, plan, { key, decidedOn: toDay(decidedOn) });
  if (computed === null) {
    throw new AppError('INVALID_INPUT', { fields: { key: 'The protocol has no such decision.' } });
  }
  const { point, inputs } = computed;
  const occurrence = plan.occurrences.find(({ requirement }) => requirement === point.requirement);
  if (occurrence === undefined || occurrence.notApplicableReason !== null) {
    throw new AppError('CONFLICT', { message: 'This decision is not part of his plan.' });
  }
  const isOption = point.options.some((option) => option.key === chosen);
  refuseFields([
    ['chosen', isOption ? null : 'Choose one of the options.'],
    whenUnexplained(choice, computed.computed),
    whenImplausible(choice, enrollment.enrolledOn, computed.effectiveOn),
  ]);
  return {
    enrollmentId: choice.enrollmentId,
    meaning: 'branch-chosen',
    key,
    occurrenceKey: occurrence.key,
    inputs,
    ruleId: point.rule.id,
    ruleVersion: point.rule.version,
    computed: computed.computed,
    chosen,
    decidedOn,
    effectiveOn,
    reason: reason || null,
  };
}

function whenUnexplained({ chosen, reason }: Choice, computed: string | null): FieldCheck {
  if (reason !== '' || chosen === computed) {
    return ['reason', null];
  }
  return [
    'reason',
    computed === null
      ? 'The protocol leaves this to the physician; say why you chose this.'
      : 'The protocol computes another option; say why you chose this one.',
  ];
}

/** A mistyped year would move what the branch asks for out of everybody's sight. */
function whenImplausible(
  { decidedOn, effectiveOn }: Choice,
  enrolledOn: Day,
  foreseen: Day | null,
): FieldCheck {
  const [effective, decided] = [toDay(effectiveOn), toDay(decidedOn)];
  if (effective < enrolledOn) {
    return ['effectiveOn', `This is before enrollment on ${toCivilDate(enrolledOn)}.`];
  }
  const isFarOff = effective > addMonths(Math.max(decided, foreseen ?? decided) as Day, 12);
  return [
    'effectiveOn',
    isFarOff ? 'This is more than a year after the decision; is the year right?' : null,
  ];
}
