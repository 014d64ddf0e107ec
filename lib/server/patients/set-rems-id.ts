import 'server-only';
import { setRemsIdInputSchema } from '@/lib/enrollment/rems-id';
import { AppError } from '../app-error';
import { defineCommand } from '../command';

export type IdentityVersion = { readonly patientId: string; readonly version: number };

/** The man's number in the REMS, entered or corrected by those who enter identities; all of them read names. */
export const setRemsId = defineCommand({
  name: 'patient.set-rems-id',
  schema: setRemsIdInputSchema,
  permission: 'patient:enroll',
  findSite: async (tx, { patientId }) => {
    const row = await tx.patient.findUnique({
      where: { id: patientId },
      select: { siteId: true },
    });
    return row?.siteId ?? null;
  },
  run: async ({ tx }, { patientId, version, remsId }): Promise<IdentityVersion> => {
    const { count } = await tx.patientIdentity.updateMany({
      where: { patientId, version },
      data: { remsId, version: { increment: 1 } },
    });
    if (count === 0) {
      const current = await tx.patientIdentity.findUnique({
        where: { patientId },
        select: { version: true },
      });
      throw new AppError(current === null ? 'NOT_FOUND' : 'STALE_VERSION');
    }
    return { patientId, version: version + 1 };
  },
});
