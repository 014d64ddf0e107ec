import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { invariant } from '@/lib/core/invariant';
import { type AdverseEventList, adverseEventList } from '@/lib/course/adverse-event-list';
import { inReadTransaction } from '../db/transaction';
import type { Chart } from '../patients/load-chart';

export async function getAdverseEventList(
  actor: Actor,
  { loaded, evaluation, suggestions }: Chart,
): Promise<AdverseEventList> {
  const { patientId } = loaded.enrollment;
  const rows = await inReadTransaction(actor, (tx) =>
    tx.clinicalRecord.findMany({
      where: { patientId, kind: 'adverse-event' },
      select: { id: true, version: true },
    }),
  );
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  return adverseEventList(loaded.course, evaluation.therapy, suggestions, (recordId) => {
    const version = versions.get(recordId);
    invariant(version, `record ${recordId} has a version`);
    return version;
  });
}
