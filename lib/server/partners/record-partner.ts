import 'server-only';
import { recordPartnerInputSchema } from '@/lib/records/partner';
import { defineCommand } from '../command';
import { lockPatient } from '../courses/lock-patient';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';
import { refuseFields, whenFuture } from '../refuse-fields';

export type RecordedPartner = { readonly partnerId: string };

/** A partner with the day of her consent; she is known by a number. */
export const recordPartner = defineCommand({
  name: 'partner.record',
  schema: recordPartnerInputSchema,
  permission: 'visit:record',
  findSite: async (tx, { patientId }) => {
    const row = await tx.patient.findUnique({ where: { id: patientId }, select: { siteId: true } });
    return row?.siteId ?? null;
  },
  run: async ({ tx, actor, site, today }, input): Promise<RecordedPartner> => {
    const { patientId, consentOn, birthYear, note } = input;
    await lockPatient(tx, patientId);
    refuseFields([['consentOn', whenFuture(consentOn, today)]]);
    const before = await tx.partner.count({ where: { patientId } });
    const partnerId = newId();
    await insertRows(tx, 'partner', [
      {
        id: partnerId,
        site_id: site.siteId,
        patient_id: patientId,
        ordinal: before + 1,
        consent_on: consentOn,
        birth_year: birthYear,
        note,
        version: 1,
        recorded_by: actor.userId,
      },
    ]);
    return { partnerId };
  },
});
