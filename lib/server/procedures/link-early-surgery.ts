import 'server-only';
import { earlySurgery } from '@/lib/course/surgery-gate';
import { toDay } from '@/lib/dates/civil-date';
import { isRetrieval, type Procedure } from '@/lib/records/procedure';
import type { CommandContext } from '../command';
import type { LoadedCourse } from '../courses/load-course';
import { loadProjections } from '../courses/load-projections';
import { placeAdjustment } from '../plan/adjust-plan';
import type { PlacedRecord } from '../records/record-row';

/**
 * An operation before its window is one all the same: the person who gave the reason has chosen it, and the
 * plan says "early" with that reason.
 */
export async function linkEarlySurgery(
  context: CommandContext,
  loaded: LoadedCourse,
  placed: readonly PlacedRecord[],
): Promise<void> {
  const { protocol, course, enrollment } = loaded;
  const requirement = protocol.requirements.find(({ kind }) => kind === 'procedure');
  const early = placed.find(({ record: { kind, on, content } }) => {
    const procedure = content as Procedure;
    return (
      kind === 'procedure' &&
      isRetrieval(procedure) &&
      requirement?.items.includes(procedure.kind) &&
      earlySurgery(protocol, course, toDay(on)) !== null
    );
  });
  if (requirement === undefined || early === undefined) {
    return;
  }
  const { occurrences } = (await loadProjections(context.tx, [enrollment.id]))(enrollment.id);
  const open = occurrences.find(
    (one) =>
      one.requirement === requirement.key &&
      one.actual === null &&
      one.notApplicableReason === null,
  );
  if (open !== undefined) {
    const { earlierReason: reason } = early.record.content as { earlierReason: string };
    const said = { kind: 'link', recordId: early.id, occurrenceKey: open.key, reason } as const;
    await placeAdjustment(context, loaded, said, () => {});
  }
}
