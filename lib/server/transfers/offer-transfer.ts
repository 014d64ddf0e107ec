import 'server-only';
import { offerTransferInputSchema } from '@/lib/enrollment/site-transfer';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { newId } from '../db/new-id';
import type { Transaction } from '../db/transaction';
import { listTransferSites } from './transfer-sites';

export type OfferedTransfer = { readonly transferId: string };

/** The first step of a move: the other site reads his study id, the protocol and the reason, and answers. */
export const offerTransfer = defineCommand({
  name: 'transfer.offer',
  schema: offerTransferInputSchema,
  permission: 'patient:enroll',
  findSite: async (tx, { patientId }) => {
    const row = await tx.patient.findUnique({ where: { id: patientId }, select: { siteId: true } });
    return row?.siteId ?? null;
  },
  run: async ({ tx, actor, site }, { patientId, toSiteId, reason }): Promise<OfferedTransfer> => {
    if ((await tx.siteTransfer.count({ where: { patientId, status: 'offered' } })) > 0) {
      throw new AppError('CONFLICT', { message: 'He is offered to a site already.' });
    }
    const target = (await listTransferSites(tx)).find(({ id }) => id === toSiteId);
    if (target === undefined || target.id === site.siteId) {
      throw new AppError('INVALID_INPUT', { fields: { toSiteId: 'Choose another site.' } });
    }
    const { studyId, protocol } = await describePatient(tx, patientId);
    const transferId = newId();
    await tx.siteTransfer.create({
      data: {
        id: transferId,
        siteId: site.siteId,
        patientId,
        fromSiteId: site.siteId,
        toSiteId,
        fromSiteName: site.siteName,
        toSiteName: target.name,
        studyId,
        protocol,
        reason,
        offeredBy: actor.userId,
        offeredByName: actor.displayName,
      },
      select: { id: true },
    });
    return { transferId };
  },
});

async function describePatient(tx: Transaction, id: string) {
  const { studyId, enrollments } = await tx.patient.findUniqueOrThrow({
    where: { id },
    select: {
      studyId: true,
      enrollments: {
        orderBy: { createdAt: 'desc' },
        take: 1,
        select: { protocolVersion: { select: { title: true } } },
      },
    },
  });
  return { studyId, protocol: enrollments[0]?.protocolVersion.title ?? 'no protocol' };
}
