import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { toDay } from '@/lib/dates/civil-date';
import type { OpenFlag } from '@/lib/therapy/rems-view';
import { type TherapyView, therapyView } from '@/lib/therapy/therapy-view';
import { inReadTransaction } from '../db/transaction';
import type { Chart } from '../patients/load-chart';

export async function getTherapyView(
  actor: Actor,
  { loaded, evaluation, enrollment, today }: Chart,
): Promise<TherapyView> {
  const { protocol, course } = loaded;
  const flags = await findOpenFlags(actor, enrollment.id);
  return therapyView(protocol, course, evaluation, flags, toDay(today));
}

async function findOpenFlags(actor: Actor, enrollmentId: string): Promise<OpenFlag[]> {
  return await inReadTransaction(actor, (tx) =>
    tx.flag.findMany({
      where: { enrollmentId, status: 'open' },
      select: { title: true, blocksDispensing: true },
    }),
  );
}
