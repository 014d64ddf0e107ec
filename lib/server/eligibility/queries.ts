import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { certainties } from '@/lib/core/certainty';
import type { SignatureView } from '@/lib/course/signature-view';
import type { CivilDate } from '@/lib/dates/civil-date';
import { overrideRequested } from '@/lib/eligibility/evaluate-eligibility';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';
import { viewSignatures } from '../decisions/view-signatures';

const storedCriterionSchema = z.object({
  key: z.string(),
  title: z.string(),
  kind: z.enum(['inclusion', 'exclusion']),
  met: z.enum(certainties),
  blocks: z.boolean(),
  evidence: z.array(z.string()),
  explanation: z.string(),
  eligibleFrom: z.string().nullable(),
  source: z.string(),
  proposal: z.boolean(),
});
export type StoredCriterion = z.output<typeof storedCriterionSchema>;

/** How a man was judged when he was enrolled, and what a physician signed about it. */
export interface Assessment {
  readonly id: string;
  readonly assessedOn: CivilDate;
  readonly assessedBy: string;
  /** Why he was enrolled although a criterion was not met. */
  readonly reason: string | null;
  readonly criteria: readonly StoredCriterion[];
  /** Whether a criterion asks for a physician's signature. */
  readonly asksSignature: boolean;
  readonly decision: {
    readonly id: string;
    readonly chosen: string;
    readonly reason: string | null;
    readonly signature: SignatureView;
    /** What has changed since it was signed; null where nothing has. */
    readonly reopenReason: string | null;
  } | null;
}

/** Null for a course that was taken over from elsewhere: nobody judged it here. */
export async function findAssessment(
  actor: Actor,
  enrollmentId: string,
  timeZone: string,
): Promise<Assessment | null> {
  return await inReadTransaction(actor, async (tx) => {
    const row = await tx.eligibilityAssessment.findFirst({
      where: { enrollmentId, voidedAt: null },
      orderBy: { id: 'desc' },
    });
    if (row === null) {
      return null;
    }
    const person = await tx.userAccount.findUnique({
      where: { id: row.assessedBy },
      select: { displayName: true },
    });
    const decided = await tx.decision.findFirst({
      where: { enrollmentId, key: 'eligibility', supersededBy: null },
    });
    const [signature] = await viewSignatures(tx, decided === null ? [] : [decided], timeZone);
    return {
      id: row.id,
      assessedOn: civilDateFrom(row.assessedOn),
      assessedBy: person?.displayName ?? 'someone of another site',
      reason: row.reason,
      criteria: z.array(storedCriterionSchema).parse(row.criteria),
      asksSignature: row.outcome === overrideRequested,
      decision:
        decided === null || signature === undefined
          ? null
          : {
              id: decided.id,
              chosen: decided.chosen,
              reason: decided.reason,
              signature,
              reopenReason: decided.reopenedAt === null ? null : decided.reopenReason,
            },
    };
  });
}
