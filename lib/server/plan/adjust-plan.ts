import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { Occurrence } from '@/lib/schedule/occurrence';
import { AppError } from '../app-error';
import type { CommandContext } from '../command';
import type { LoadedCourse } from '../courses/load-course';
import { loadProjections } from '../courses/load-projections';
import { lockCourse } from '../courses/lock-course';
import { replan } from '../courses/replan';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';

export type AdjustedPlan = { readonly adjustmentId: string; readonly change: PlanChange };

export interface Target {
  readonly enrollmentId: string;
  readonly occurrenceKey: string;
  readonly reason: string;
}

export interface Adjustment {
  readonly kind: 'link' | 'waiver' | 'reschedule' | 'closure';
  readonly recordId?: string;
  /** The contact with the patient at which it was said. */
  readonly contactId?: string;
  readonly plannedOn?: CivilDate;
  readonly closedOn?: CivilDate;
}

/**
 * What a person says about one occurrence, as a fact of its own. A new word on the same matter takes the
 * place of the old one, which stays with its reason.
 *
 * @throws NOT_FOUND when the plan has no such occurrence; whatever `check` throws.
 */
export async function adjustPlan(
  context: CommandContext,
  { enrollmentId, ...said }: Target,
  adjustment: Adjustment,
  check: (occurrence: Occurrence, loaded: LoadedCourse) => void,
): Promise<AdjustedPlan> {
  const loaded = await lockCourse(context.tx, enrollmentId);
  const adjustmentId = await placeAdjustment(context, loaded, { ...said, ...adjustment }, check);
  return { adjustmentId, change: await replan(context.tx, context, enrollmentId) };
}

/** The same for an enrollment that is locked already, before its plan is made anew. */
export async function placeAdjustment(
  { tx, actor, now }: CommandContext,
  loaded: LoadedCourse,
  said: Adjustment & Omit<Target, 'enrollmentId'>,
  check: (occurrence: Occurrence, loaded: LoadedCourse) => void,
): Promise<string> {
  const { id: enrollmentId, siteId, patientId } = loaded.enrollment;
  const { kind, occurrenceKey, reason, recordId, contactId, plannedOn, closedOn } = said;
  const { occurrences } = (await loadProjections(tx, [enrollmentId]))(enrollmentId);
  const occurrence = occurrences.find(({ key }) => key === occurrenceKey);
  if (occurrence === undefined) {
    throw new AppError('NOT_FOUND', { message: 'The plan has no such item any more.' });
  }
  check(occurrence, loaded);
  await tx.planAdjustment.updateMany({
    where: {
      enrollmentId,
      kind,
      voidedAt: null,
      // A record is linked to one occurrence; anything else is said of one occurrence.
      ...(recordId === undefined ? { occurrenceKey } : { recordId }),
    },
    data: { voidedAt: now, voidReason: reason, version: { increment: 1 } },
  });
  const id = newId();
  await insertRows(tx, 'plan_adjustment', [
    {
      id,
      site_id: siteId,
      patient_id: patientId,
      enrollment_id: enrollmentId,
      kind,
      occurrence_key: occurrenceKey,
      record_id: recordId ?? null,
      contact_id: contactId ?? null,
      planned_on: plannedOn ?? null,
      closed_on: closedOn ?? null,
      reason,
      created_by: actor.userId,
    },
  ]);
  return id;
}

/** @throws CONFLICT when nobody waits for the occurrence any more, or not yet. */
export function refuseUnlessOpen({ actual, notApplicableReason, target }: Occurrence): void {
  if (actual !== null) {
    refuseState('This has been done already.');
  }
  if (notApplicableReason !== null) {
    refuseState('This is no longer part of the plan.');
  }
  if (target === null) {
    refuseState('This has no date yet.');
  }
}

function refuseState(message: string): never {
  throw new AppError('CONFLICT', { message });
}
