import type { CivilDate } from '@/lib/dates/civil-date';
import { type Partner, partnerLabel } from '@/lib/records/partner';
import { AmendPartnerDialog, RecordPartnerDialog } from './partner-dialogs';

type Props = {
  patientId: string;
  partners: readonly Partner[];
  today: CivilDate;
  mayRecord: boolean;
  mayAmend: boolean;
};

/** She has a number and no name: what a cycle needs of her is her consent. */
export function PartnerSection({ patientId, partners, today, mayRecord, mayAmend }: Props) {
  return (
    <section aria-labelledby="partner-title" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="partner-title" className="font-semibold text-large">
          Partner
        </h2>
        {mayRecord ? <RecordPartnerDialog patientId={patientId} today={today} /> : null}
      </div>
      {partners.length === 0 ? (
        <p className="text-muted">No partner is recorded.</p>
      ) : (
        <ul className="border-line border-t">
          {partners.map((partner) => (
            <li
              key={partner.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-b py-2"
            >
              <p>
                <span className="font-medium">{partnerLabel(partner)}</span>, consent{' '}
                {partner.consentOn}
                {partner.birthYear === null
                  ? ', year of birth not recorded'
                  : `, born ${partner.birthYear}`}
                {partner.endedOn === null ? '' : `, partner of his until ${partner.endedOn}`}
                {partner.note === '' ? null : (
                  <span className="block text-muted">{partner.note}</span>
                )}
              </p>
              {mayAmend ? <AmendPartnerDialog partner={partner} today={today} /> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
