import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { PlanAdjustment } from '@/lib/course/course';
import type { CivilDate } from '@/lib/dates/civil-date';
import { siteDateAt } from '../clock';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';

/** What a person said about one item of the plan, while it stands. */
export interface AdjustmentView {
  readonly id: string;
  readonly kind: PlanAdjustment['kind'];
  readonly occurrenceKey: string;
  /** The agreed date of a reschedule, the day of a closure. */
  readonly on: CivilDate | null;
  readonly reason: string;
  readonly by: string;
  readonly madeOn: CivilDate;
}

const mostAdjustments = 200;

/** The newest first. */
export function listAdjustments(
  actor: Actor,
  enrollmentId: string,
  timeZone: string,
): Promise<readonly AdjustmentView[]> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.planAdjustment.findMany({
      where: { enrollmentId, voidedAt: null },
      orderBy: { id: 'desc' },
      take: mostAdjustments,
    });
    const people = await tx.userAccount.findMany({
      where: { id: { in: rows.map(({ createdBy }) => createdBy) } },
      select: { id: true, displayName: true },
    });
    const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
    return rows.map((row) => {
      const on = row.plannedOn ?? row.closedOn;
      return {
        id: row.id,
        kind: row.kind as PlanAdjustment['kind'],
        occurrenceKey: row.occurrenceKey,
        on: on && civilDateFrom(on),
        reason: row.reason ?? 'no reason recorded',
        by: names.get(row.createdBy) ?? 'someone of another site',
        madeOn: siteDateAt(row.createdAt, timeZone),
      };
    });
  });
}
