import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { type ProcedureList, procedureList } from '@/lib/course/procedure-list';
import type { Partner } from '@/lib/records/partner';
import { inReadTransaction } from '../db/transaction';
import { findPartners } from '../partners/find-partner';
import type { Chart } from '../patients/load-chart';

export type ProcedurePage = ProcedureList & { readonly partners: readonly Partner[] };

export async function getProcedurePage(
  actor: Actor,
  { patient, loaded, evaluation }: Chart,
): Promise<ProcedurePage> {
  const partners = await listPartners(actor, patient.id);
  return { ...procedureList(loaded.course, evaluation.therapy, partners), partners };
}

/** In the order in which they were recorded; none of a man whom the reader cannot see. */
export async function listPartners(actor: Actor, patientId: string): Promise<Partner[]> {
  return z.uuid().safeParse(patientId).success
    ? await inReadTransaction(actor, (tx) => findPartners(tx, patientId))
    : [];
}
