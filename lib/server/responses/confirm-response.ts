import 'server-only';
import { invariant } from '@/lib/core/invariant';
import type { JsonObject } from '@/lib/core/json';
import { confirmResponseInputSchema } from '@/lib/response/confirm-response';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { computePlans } from '../courses/compute-plans';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { signDecision } from '../decisions/sign-decision';
import { refuseFields } from '../refuse-fields';
import { responseToSign } from './response-to-sign';

export type ConfirmedResponse = { readonly decisionId: string };

/** "Response seen by physician": what was computed, what he signs, and the hash of what he saw. */
export const confirmResponse = defineCommand({
  name: 'response.confirm',
  schema: confirmResponseInputSchema,
  permission: 'response:confirm',
  findSite: findEnrollmentSite,
  run: async (
    context,
    { enrollmentId, seenHash, signed, reason, password },
  ): Promise<ConfirmedResponse> => {
    const { tx, today } = context;
    const loaded = await lockCourse(tx, enrollmentId);
    const [plan] = await computePlans(tx, [loaded], today);
    invariant(plan, 'one course has one plan');
    const { response } = plan;
    const { content, hash } = responseToSign(response, loaded.course.records);
    if (hash !== seenHash) {
      throw new AppError('STALE_VERSION', {
        message: 'The response has changed since you opened it.',
        current: {
          hash,
          bestResponse: response.bestResponse,
          currentStatus: response.currentStatus,
        },
      });
    }
    const isExplained = signed === response.bestResponse || reason !== '';
    refuseFields([['reason', isExplained ? null : 'Say why you sign another response.']]);
    const standing = await tx.decision.findFirst({
      where: { enrollmentId, meaning: 'response-seen', supersededBy: null },
      select: { id: true },
    });
    const decisionId = await signDecision(
      context,
      loaded.enrollment,
      {
        enrollmentId,
        meaning: 'response-seen',
        key: 'response',
        occurrenceKey: null,
        inputs: content as unknown as JsonObject,
        ruleId: response.ruleId,
        ruleVersion: response.ruleVersion,
        computed: response.bestResponse,
        chosen: signed,
        decidedOn: today,
        effectiveOn: today,
        reason: reason || null,
      },
      { password, replaces: standing?.id ?? null },
    );
    return { decisionId };
  },
});
