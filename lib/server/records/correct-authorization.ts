import 'server-only';
import { correctAuthorizationInputSchema } from '@/lib/records/dispensing';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findRecordSite } from './stored-record';

/**
 * The pharmacy's number of a supply, entered later or corrected; it stands apart from the record, so an
 * amendment does not reach it.
 *
 * @throws STALE_VERSION when the number is no longer the one that the person saw, CONFLICT where the
 * record is no supply or was voided.
 */
export const correctAuthorization = defineCommand({
  name: 'record.correct-authorization',
  schema: correctAuthorizationInputSchema,
  permission: 'record:amend',
  findSite: findRecordSite,
  run: async ({ tx }, { recordId, before, number }) => {
    await tx.$queryRaw`SELECT id FROM public.record WHERE id = ${recordId}::uuid FOR UPDATE`;
    const { kind, voidedAt, siteId, patientId, authorization } =
      await tx.clinicalRecord.findUniqueOrThrow({
        where: { id: recordId },
        select: {
          kind: true,
          voidedAt: true,
          siteId: true,
          patientId: true,
          authorization: { select: { number: true } },
        },
      });
    if (kind !== 'dispensing' || voidedAt !== null) {
      throw new AppError('CONFLICT', {
        message: 'Only a supply that counts has an authorization.',
      });
    }
    if ((authorization?.number ?? null) !== before) {
      throw new AppError('STALE_VERSION', {
        message: 'Somebody else has entered a number since you opened this.',
      });
    }
    await tx.dispensingAuthorization.upsert({
      where: { recordId },
      create: { recordId, siteId, patientId, number },
      update: { number },
    });
    return { recordId };
  },
});
