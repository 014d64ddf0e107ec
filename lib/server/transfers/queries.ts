import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { TransferState } from '@/lib/enrollment/site-transfer';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { listTransferSites, type TransferSite } from './transfer-sites';

/** What both sites read of an offer: no name of the man. */
export type Transfer = {
  readonly id: string;
  readonly version: number;
  readonly status: TransferState;
  readonly studyId: string;
  readonly protocol: string;
  readonly reason: string;
  readonly fromSite: string;
  readonly toSite: string;
  readonly offeredBy: string;
  /** By the reader's site's clock. */
  readonly offeredOn: CivilDate;
  readonly answeredBy: string | null;
  readonly answeredOn: CivilDate | null;
  readonly answerReason: string | null;
};

/** Offers to these sites that nobody has answered, the oldest first. */
export function listOffers(actor: Actor, sites: readonly Membership[]): Promise<Transfer[]> {
  const siteIds = sites.map(({ siteId }) => siteId);
  return inReadTransaction(
    actor,
    (tx) => tx.$queryRaw<Transfer[]>`
      SELECT
        t.id, t.version, t.status, t.study_id AS "studyId", t.protocol, t.reason,
        t.from_site_name AS "fromSite", t.to_site_name AS "toSite",
        t.offered_by_name AS "offeredBy",
        (t.offered_at AT TIME ZONE s.time_zone)::date::text AS "offeredOn",
        NULL AS "answeredBy", NULL AS "answeredOn", NULL AS "answerReason"
      FROM site_transfer t JOIN site s ON s.id = t.to_site_id
      WHERE t.status = 'offered' AND t.to_site_id = ANY (${siteIds}::uuid[])
      ORDER BY t.offered_at, t.id`,
  );
}

export type PatientTransfers = {
  /** Newest first; the open offer, if there is one, is the first. */
  readonly transfers: readonly Transfer[];
  /** Where he can be offered to. */
  readonly sites: readonly TransferSite[];
};

/** Of one man, for the site where he is. */
export function getTransfers(actor: Actor, patientId: string): Promise<PatientTransfers> {
  return inReadTransaction(actor, async (tx) => {
    const patient = await tx.patient.findUnique({
      where: { id: patientId },
      select: { siteId: true },
    });
    if (patient === null) {
      return { transfers: [], sites: [] };
    }
    const sites = await listTransferSites(tx);
    return {
      transfers: await readTransfers(tx, patientId),
      sites: sites.filter(({ id }) => id !== patient.siteId),
    };
  });
}

async function readTransfers(tx: Transaction, patientId: string): Promise<Transfer[]> {
  return await tx.$queryRaw<Transfer[]>`
    SELECT
      t.id, t.version, t.status, t.study_id AS "studyId", t.protocol, t.reason,
      t.from_site_name AS "fromSite", t.to_site_name AS "toSite", t.offered_by_name AS "offeredBy",
      (t.offered_at AT TIME ZONE s.time_zone)::date::text AS "offeredOn",
      t.answered_by_name AS "answeredBy",
      (t.answered_at AT TIME ZONE s.time_zone)::date::text AS "answeredOn",
      t.answer_reason AS "answerReason"
    FROM site_transfer t JOIN site s ON s.id = t.site_id
    WHERE t.patient_id = ${patientId}::uuid
    ORDER BY t.offered_at DESC, t.id DESC`;
}
