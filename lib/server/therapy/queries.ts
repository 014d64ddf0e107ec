import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { toDay } from '@/lib/dates/civil-date';
import type { RecordKind } from '@/lib/records/record';
import type { LeadingFlag } from '@/lib/therapy/leading-flag';
import type { RecordStates } from '@/lib/therapy/record-states';
import type { OpenFlag } from '@/lib/therapy/rems-view';
import { type TherapyView, therapyView } from '@/lib/therapy/therapy-view';
import { siteDateAt } from '../clock';
import { inReadTransaction } from '../db/transaction';
import type { Chart } from '../patients/load-chart';

export async function getTherapyView(
  actor: Actor,
  { loaded, evaluation, enrollment, patient, today }: Chart,
): Promise<TherapyView> {
  const { protocol, course } = loaded;
  const flags = await findOpenFlags(actor, enrollment.id);
  const states = await findRecordStates(actor, patient.id, loaded.enrollment.timeZone);
  return therapyView(protocol, course, evaluation, flags, { states, today: toDay(today) });
}

/** Only of the kinds whose list says more than their content. */
async function findRecordStates(
  actor: Actor,
  patientId: string,
  timeZone: string,
): Promise<RecordStates> {
  const kinds: RecordKind[] = ['concomitant-drug', 'dispensing', 'drug-return'];
  const rows = await inReadTransaction(actor, (tx) =>
    tx.clinicalRecord.findMany({
      where: { patientId, kind: { in: kinds } },
      select: { id: true, version: true, voidedAt: true, voidReason: true },
    }),
  );
  return new Map(
    rows.map(({ id, version, voidedAt, voidReason }) => [
      id,
      {
        version,
        voided: voidedAt && { on: siteDateAt(voidedAt, timeZone), reason: voidReason ?? '' },
      },
    ]),
  );
}

/** The flag that led here and is still open: it gives the hold or the stop its reason. */
export async function findLeadingFlag(
  actor: Actor,
  enrollmentId: string,
  flagId: string,
): Promise<LeadingFlag | null> {
  if (!z.uuid().safeParse(flagId).success) {
    return null;
  }
  return await inReadTransaction(actor, (tx) =>
    tx.flag.findFirst({
      where: { id: flagId, enrollmentId, status: 'open' },
      select: { id: true, title: true, message: true },
    }),
  );
}

async function findOpenFlags(actor: Actor, enrollmentId: string): Promise<OpenFlag[]> {
  return await inReadTransaction(actor, (tx) =>
    tx.flag.findMany({
      where: { enrollmentId, status: 'open' },
      select: { title: true, blocksDispensing: true },
    }),
  );
}
