import 'server-only';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { RequirementKind } from '@/lib/protocols/schema';
import type { Occurrence, Timing } from '@/lib/schedule/occurrence';
import type { NotApplicableReason } from '@/lib/schedule/plan-facts';
import { dayOrNullFrom } from '../db/date-column';
import type { Prisma } from '../db/generated/client';

/** The columns of one occurrence that its plan decides, as the database names them. */
export type OccurrenceRow = {
  readonly key: string;
  readonly requirement: string;
  readonly ordinal: number | null;
  readonly trigger_record_id: string | null;
  readonly kind: string;
  readonly target_on: CivilDate | null;
  readonly planned_on: CivilDate | null;
  readonly opens_on: CivilDate | null;
  readonly optimal_from: CivilDate | null;
  readonly optimal_to: CivilDate | null;
  readonly closes_on: CivilDate | null;
  readonly missed_from: CivilDate | null;
  readonly closed_on: CivilDate | null;
  readonly actual_on: CivilDate | null;
  readonly timing: string | null;
  readonly off_plan: boolean;
  readonly waived: boolean;
  readonly was_waived: boolean;
  readonly clinic_closed: boolean;
  readonly not_applicable_reason: string | null;
  readonly pending_anchor: string | null;
  readonly missing: readonly string[];
  readonly partial: boolean;
  readonly record_ids: readonly string[];
  readonly reason: string | null;
};

export function occurrenceRow(occurrence: Occurrence): OccurrenceRow {
  const { missing, recordIds, actual } = occurrence;
  return {
    key: occurrence.key,
    requirement: occurrence.requirement,
    ordinal: occurrence.ordinal,
    trigger_record_id: occurrence.triggerRecordId,
    kind: occurrence.kind,
    target_on: dateOrNull(occurrence.target),
    planned_on: dateOrNull(occurrence.planned),
    opens_on: dateOrNull(occurrence.opensOn),
    optimal_from: dateOrNull(occurrence.optimalFrom),
    optimal_to: dateOrNull(occurrence.optimalTo),
    closes_on: dateOrNull(occurrence.closesOn),
    missed_from: dateOrNull(occurrence.missedFrom),
    closed_on: dateOrNull(occurrence.closedOn),
    actual_on: dateOrNull(actual),
    timing: occurrence.timing,
    off_plan: occurrence.offPlan,
    waived: occurrence.waived,
    was_waived: occurrence.wasWaived,
    clinic_closed: occurrence.clinicClosed,
    not_applicable_reason: occurrence.notApplicableReason,
    pending_anchor: occurrence.pendingAnchor,
    missing,
    partial: actual === null && recordIds.length > 0,
    record_ids: recordIds,
    reason: occurrence.reason,
  };
}

/** The inverse: what the engine said when the row was written. */
export function occurrenceFrom(row: Prisma.OccurrenceGetPayload<object>): Occurrence {
  return {
    key: row.key,
    requirement: row.requirement,
    kind: row.kind as RequirementKind,
    ordinal: row.ordinal,
    triggerRecordId: row.triggerRecordId,
    target: dayOrNullFrom(row.targetOn),
    pendingAnchor: row.pendingAnchor,
    planned: dayOrNullFrom(row.plannedOn),
    opensOn: dayOrNullFrom(row.opensOn),
    optimalFrom: dayOrNullFrom(row.optimalFrom),
    optimalTo: dayOrNullFrom(row.optimalTo),
    closesOn: dayOrNullFrom(row.closesOn),
    missedFrom: dayOrNullFrom(row.missedFrom),
    closedOn: dayOrNullFrom(row.closedOn),
    actual: dayOrNullFrom(row.actualOn),
    timing: row.timing as Timing | null,
    offPlan: row.offPlan,
    waived: row.waived,
    wasWaived: row.wasWaived,
    clinicClosed: row.clinicClosed,
    notApplicableReason: row.notApplicableReason as NotApplicableReason | null,
    missing: row.missing,
    recordIds: row.recordIds,
    reason: row.reason,
  };
}

function dateOrNull(day: Day | null): CivilDate | null {
  return day === null ? null : toCivilDate(day);
}
