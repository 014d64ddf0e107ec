import 'server-only';
import { z } from 'zod';
import type { PlanChange } from '@/lib/course/plan-change';
import { decideOverrideInputSchema } from '@/lib/enrollment/decide-override';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { replan } from '../courses/replan';
import { signDecision } from '../decisions/sign-decision';
import { refuseWhileOnTherapy, writeEnrollmentEnd } from '../enrollments/write-enrollment-end';
import { overrideContent } from './override-content';
import { findOverrideRequest } from './override-request';

export type DecidedOverride = { readonly decisionId: string; readonly change: PlanChange };

const storedCriteriaSchema = z.array(
  z.object({
    key: z.string(),
    title: z.string(),
    explanation: z.string(),
    blocks: z.boolean(),
    evidence: z.array(z.string()),
  }),
);

/** A physician signs that a man is treated although a criterion is not met, or declines and ends the enrollment. */
export const decideOverride = defineCommand({
  name: 'eligibility.decide-override',
  schema: decideOverrideInputSchema,
  permission: 'decision:make',
  findSite: findEnrollmentSite,
  run: async (context, input): Promise<DecidedOverride> => {
    const { tx, today } = context;
    const { enrollmentId, assessmentId, replaces, chosen, reason, password } = input;
    const { enrollment, course } = await lockCourse(tx, enrollmentId);
    const request = await findOverrideRequest(tx, enrollmentId);
    if (request === null || enrollment.status !== 'active') {
      throw new AppError('CONFLICT', { message: 'No eligibility override waits for a signature.' });
    }
    if (request.id !== assessmentId || request.replaces !== replaces) {
      throw new AppError('STALE_VERSION', {
        current: { assessmentId: request.id, decisionId: request.replaces },
      });
    }
    if (chosen === 'decline') {
      refuseWhileOnTherapy(course, 'chosen');
    }
    const content = overrideContent({
      enrollmentId,
      assessmentId,
      requestReason: request.reason,
      blocking: storedCriteriaSchema.parse(request.criteria).filter(({ blocks }) => blocks),
      records: course.records,
      chosen,
      decidedOn: today,
      reason: reason || null,
    });
    const decisionId = await signDecision(context, enrollment, content, {
      password,
      replaces: chosen === 'enroll' ? replaces : null,
    });
    if (chosen === 'decline') {
      await closeFormer(context, replaces, decisionId);
      await writeEnrollmentEnd(tx, enrollmentId, {
        status: 'withdrawn',
        endedOn: today,
        reason: `Eligibility override declined: ${reason}`,
        category: 'physician-decision',
        adverseEventId: null,
      });
    }
    return { decisionId, change: await replan(tx, { today }, enrollmentId) };
  },
});

/** Declining says something else than the signature before it, which it ends all the same. */
async function closeFormer(
  { tx }: CommandContext,
  former: string | null,
  by: string,
): Promise<void> {
  if (former !== null) {
    await tx.decision.update({
      where: { id: former },
      data: { supersededBy: by, version: { increment: 1 } },
      select: { id: true },
    });
  }
}
