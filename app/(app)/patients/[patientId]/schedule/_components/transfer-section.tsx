import { Notice } from '@/app/_components/ui/notice';
import { proseDate } from '@/lib/dates/prose-date';
import type { PatientTransfers, Transfer } from '@/lib/server/transfers/queries';
import { OfferTransfer } from './offer-transfer';
import { WithdrawOffer } from './withdraw-offer';

type Props = { patientId: string; transfers: PatientTransfers; mayOffer: boolean };

/** Moves between the sites of this program: the offer that stands, what became of others, and a new one. */
export function TransferSection({ patientId, transfers: { transfers, sites }, mayOffer }: Props) {
  const open = transfers.find(({ status }) => status === 'offered');
  const answered = transfers.filter(({ status }) => status !== 'offered');
  const mayOfferNow = mayOffer && open === undefined && sites.length > 0;
  if (transfers.length === 0 && !mayOfferNow) {
    return null;
  }
  return (
    <section
      aria-labelledby="transfer-title"
      className="flex flex-col gap-2 border-line border-t pt-4"
    >
      <h2 id="transfer-title" className="font-semibold">
        Transfer to another site
      </h2>
      {open === undefined ? null : (
        <Notice
          tone="info"
          title={`Offered to ${open.toSite} on ${proseDate(open.offeredOn)}; not answered yet`}
          action={
            mayOffer ? <WithdrawOffer transferId={open.id} version={open.version} /> : undefined
          }
        >
          {open.offeredBy}: {open.reason}
        </Notice>
      )}
      {answered.length === 0 ? null : (
        <ul className="text-dense">
          {answered.map((transfer) => (
            <li key={transfer.id}>{sentenceOf(transfer)}</li>
          ))}
        </ul>
      )}
      {mayOfferNow ? <OfferTransfer patientId={patientId} sites={sites} /> : null}
    </section>
  );
}

function sentenceOf(transfer: Transfer): string {
  const { status, fromSite, toSite, offeredOn, answeredOn, answeredBy, answerReason } = transfer;
  const day = proseDate(answeredOn ?? offeredOn);
  const by = answeredBy === null ? '' : ` by ${answeredBy}`;
  const reason = answerReason === null ? '' : `: ${answerReason}`;
  return status === 'accepted'
    ? `Came from ${fromSite} to ${toSite} on ${day}, accepted${by}: ${transfer.reason}`
    : `Offered to ${toSite}, ${status}${by} on ${day}${reason}`;
}
