import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { DecisionMeaning } from '@/lib/course/decision-meaning';
import type { SignatureView } from '@/lib/course/signature-view';
import type { CivilDate } from '@/lib/dates/civil-date';
import { civilDateFrom } from '../db/date-column';
import type { Prisma } from '../db/generated/client';
import { inReadTransaction } from '../db/transaction';
import { viewSignatures } from './view-signatures';

/** The signature that stands under a branch point. */
export interface StandingDecision {
  readonly id: string;
  readonly chosen: string;
  readonly computed: string | null;
  readonly decidedOn: CivilDate;
  readonly effectiveOn: CivilDate;
  readonly reason: string | null;
  readonly signature: SignatureView;
  /** Why it was opened again: its input was corrected. */
  readonly reopenReason: string | null;
}

export async function findStandingDecision(
  actor: Actor,
  enrollmentId: string,
  key: string,
  timeZone: string,
): Promise<StandingDecision | null> {
  return await findStanding(
    actor,
    { enrollmentId, key, meaning: 'branch-chosen' satisfies DecisionMeaning },
    timeZone,
  );
}

/** The signature that says of one sample whether it is adequate for ICSI. */
export async function findSampleDecision(
  actor: Actor,
  enrollmentId: string,
  recordId: string,
  timeZone: string,
): Promise<StandingDecision | null> {
  const inputs = { array_contains: [{ recordId }] };
  return await findStanding(
    actor,
    { enrollmentId, meaning: 'sample-adequate' satisfies DecisionMeaning, inputs },
    timeZone,
  );
}

async function findStanding(
  actor: Actor,
  where: Prisma.DecisionWhereInput,
  timeZone: string,
): Promise<StandingDecision | null> {
  return await inReadTransaction(actor, async (tx) => {
    const row = await tx.decision.findFirst({
      where: { ...where, supersededBy: null },
      orderBy: { id: 'desc' },
    });
    const [signature] = await viewSignatures(tx, row === null ? [] : [row], timeZone);
    if (row === null || signature === undefined) {
      return null;
    }
    const { id, chosen, computed, reason, reopenReason } = row;
    return {
      id,
      chosen,
      computed,
      decidedOn: civilDateFrom(row.decidedOn),
      effectiveOn: civilDateFrom(row.effectiveOn),
      reason,
      signature,
      reopenReason: row.reopenedAt === null ? null : reopenReason,
    };
  });
}
