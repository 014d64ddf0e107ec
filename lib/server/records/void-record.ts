import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import { voidRecordInputSchema } from '@/lib/records/amendment';
import { defineCommand } from '../command';
import { lockPatient } from '../courses/lock-patient';
import { replanAll } from '../courses/replan';
import { reopenDecisions } from '../decisions/reopen-decisions';
import { reopenOverrides } from '../eligibility/reopen-overrides';
import { refuseVoidedTherapy } from '../therapy/recheck-therapy';
import { findRecordPatient, findRecordSite, requireRecordVersion } from './stored-record';

export type VoidedRecord = {
  readonly recordId: string;
  /** Null for a man who is not on a protocol. */
  readonly change: PlanChange | null;
};

/** A record that should never have been there: it stays visible with the reason and counts for nothing. */
export const voidRecord = defineCommand({
  name: 'record.void',
  schema: voidRecordInputSchema,
  permission: 'record:amend',
  findSite: findRecordSite,
  run: async (context, { recordId, version, reason }): Promise<VoidedRecord> => {
    const { tx, today, now } = context;
    const enrollments = await lockPatient(tx, await findRecordPatient(tx, recordId));
    const { enrollmentId } = await requireRecordVersion(tx, recordId, version);
    await refuseVoidedTherapy(tx, { recordId, enrollmentId });
    await tx.clinicalRecord.update({
      where: { id: recordId },
      data: { voidedAt: now, voidReason: reason, version: { increment: 1 } },
      select: { id: true },
    });
    await tx.labResult.updateMany({
      where: { recordId, voidedAt: null },
      data: { voidedAt: now, voidReason: reason, version: { increment: 1 } },
    });
    await reopenDecisions(context, recordId, reason);
    await reopenOverrides(context, recordId, reason);
    const ids = enrollments.map(({ id }) => id);
    const changes = await replanAll(tx, today, ids);
    const shown = enrollments.find(
      ({ id, status }) => id === enrollmentId || (enrollmentId === null && status === 'active'),
    );
    return { recordId, change: (shown && changes.get(shown.id)) ?? null };
  },
});
