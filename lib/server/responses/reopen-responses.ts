import 'server-only';
import { changesOfResponse, describeChanges, type SignedResponse } from '@/lib/course/signed-basis';
import { now } from '../clock';
import type { LoadedCourse } from '../courses/load-course';
import type { StoredResponse } from '../courses/stored-response';
import type { Transaction } from '../db/transaction';

interface Judged {
  readonly loaded: LoadedCourse;
  /** As computed from the facts of this moment. */
  readonly response: StoredResponse;
}

/**
 * A signed response stands until it is signed anew. Where what it rests on reads differently now, it is
 * marked with what changed, so that a physician looks at it again.
 */
export async function reopenResponses(tx: Transaction, judged: readonly Judged[]): Promise<void> {
  const signed = await tx.decision.findMany({
    where: {
      enrollmentId: { in: judged.map(({ loaded }) => loaded.enrollment.id) },
      meaning: 'response-seen',
      supersededBy: null,
    },
    select: { id: true, enrollmentId: true, inputs: true, reopenReason: true },
  });
  for (const { id, enrollmentId, inputs, reopenReason } of signed) {
    const own = judged.find(({ loaded }) => loaded.enrollment.id === enrollmentId);
    const reason = own === undefined ? '' : describeChanges(changesSince(inputs, own));
    if (reason !== '' && reason !== reopenReason) {
      await tx.decision.update({
        where: { id },
        data: { reopenedAt: now(), reopenReason: reason, version: { increment: 1 } },
        select: { id: true },
      });
    }
  }
}

function changesSince(inputs: unknown, { loaded, response }: Judged) {
  return changesOfResponse(signedResponseOf(inputs), response, loaded.course.records);
}

/** Signatures of before samples were kept with them have no basis: their status and date still tell. */
export function signedResponseOf(inputs: unknown): SignedResponse {
  const signed = inputs as Omit<SignedResponse, 'basis'> & Partial<SignedResponse>;
  return { ...signed, basis: signed.basis ?? [] };
}
