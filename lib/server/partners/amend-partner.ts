import 'server-only';
import { toCivilDate } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import { amendPartnerInputSchema } from '@/lib/records/partner';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { lockPatient } from '../courses/lock-patient';
import { loadRecords } from '../records/load-records';
import { refuseFields, whenFuture } from '../refuse-fields';

export type AmendedPartner = { readonly partnerId: string; readonly version: number };

/**
 * A correction, or the end of the couple.
 *
 * @throws STALE_VERSION when somebody changed it since, INVALID_INPUT where a recorded cycle would be left
 * without her consent.
 */
export const amendPartner = defineCommand({
  name: 'partner.amend',
  schema: amendPartnerInputSchema,
  permission: 'record:amend',
  findSite: async (tx, { partnerId }) => {
    const row = await tx.partner.findUnique({ where: { id: partnerId }, select: { siteId: true } });
    return row?.siteId ?? null;
  },
  run: async ({ tx, today }, input): Promise<AmendedPartner> => {
    const { partnerId, version, consentOn, birthYear, endedOn, note } = input;
    const { patientId } = await tx.partner.findUniqueOrThrow({
      where: { id: partnerId },
      select: { patientId: true },
    });
    await lockPatient(tx, patientId);
    const cycles = recordsOf(
      ((await loadRecords(tx, [patientId])).get(patientId) ?? []).map(({ record }) => record),
      'icsi-cycle',
    ).filter(({ voided, content }) => !voided && content.partnerId === partnerId);
    const retrievals = cycles.map(({ on }) => toCivilDate(on)).sort();
    const before = retrievals.find((on) => on < consentOn);
    const after = retrievals.find((on) => endedOn !== null && on >= endedOn);
    refuseFields([
      [
        'consentOn',
        whenFuture(consentOn, today) ??
          (before === undefined ? null : `A cycle of hers began before, on ${before}.`),
      ],
      [
        'endedOn',
        (endedOn === null ? null : whenFuture(endedOn, today)) ??
          (after === undefined ? null : `A cycle of hers began on ${after}.`),
      ],
    ]);
    const changed = await tx.$executeRaw`
      UPDATE partner
      SET consent_on = ${consentOn}::date, birth_year = ${birthYear}, ended_on = ${endedOn}::date,
          note = ${note}, version = version + 1
      WHERE id = ${partnerId}::uuid AND version = ${version}`;
    if (changed === 0) {
      throw new AppError('STALE_VERSION', {
        message: 'Somebody else has changed this partner since you opened it. Reload the page.',
      });
    }
    return { partnerId, version: version + 1 };
  },
});
