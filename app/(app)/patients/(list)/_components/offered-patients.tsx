import { proseDate } from '@/lib/dates/prose-date';
import type { Transfer } from '@/lib/server/transfers/queries';
import { AnswerOffer } from './answer-offer';

type Props = { offers: readonly Transfer[]; mayAnswer: boolean };

/** Men whom other sites offer to this reader's. Nothing of them is here until somebody accepts. */
export function OfferedPatients({ offers, mayAnswer }: Props) {
  if (offers.length === 0) {
    return null;
  }
  return (
    <section
      aria-labelledby="offers-title"
      className="mb-4 flex flex-col gap-1 border-line border-b pb-4"
    >
      <h2 id="offers-title" className="font-semibold text-large">
        Offered by other sites <span className="font-normal text-muted">{offers.length}</span>
      </h2>
      <ul className="flex flex-col">
        {offers.map((offer) => (
          <li
            key={offer.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t py-2 first:border-t-0"
          >
            <div className="min-w-0 flex-1 basis-72">
              <p>
                <span className="font-medium">{offer.studyId}</span>, {offer.protocol}
                <span className="text-muted">
                  {' '}
                  from {offer.fromSite} to {offer.toSite}, {proseDate(offer.offeredOn)}
                </span>
              </p>
              <p className="text-dense text-muted">
                {offer.offeredBy}: {offer.reason}
              </p>
            </div>
            {mayAnswer ? <AnswerOffer offer={offer} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
