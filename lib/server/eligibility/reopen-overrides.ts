import 'server-only';
import { type BasisRecord, changesOfRecord, describeChanges } from '@/lib/course/signed-basis';
import type { CommandContext } from '../command';
import { loadRecords } from '../records/load-records';

/**
 * A signed override stays in force. Where a record that it rests on reads differently now, it is marked with
 * what changed, so that a physician looks at it again. Called after the record was written.
 */
export async function reopenOverrides(
  { tx, now }: CommandContext,
  recordId: string,
  reason: string,
): Promise<void> {
  const signed = await tx.decision.findMany({
    where: {
      meaning: 'eligibility-overridden',
      supersededBy: null,
      inputs: { path: ['basis'], array_contains: [{ recordId }] },
    },
    select: { id: true, patientId: true, inputs: true },
  });
  for (const { id, patientId, inputs } of signed) {
    const loaded = (await loadRecords(tx, [patientId])).get(patientId) ?? [];
    const records = loaded.map(({ record }) => record);
    const { basis } = inputs as unknown as { readonly basis: readonly BasisRecord[] };
    const changes = basis
      .filter((record) => record.recordId === recordId)
      .flatMap((record) => changesOfRecord(record, records));
    if (changes.length > 0) {
      await tx.decision.update({
        where: { id },
        data: {
          reopenedAt: now,
          reopenReason: `${describeChanges(changes)} (${reason})`,
          version: { increment: 1 },
        },
        select: { id: true },
      });
    }
  }
}
