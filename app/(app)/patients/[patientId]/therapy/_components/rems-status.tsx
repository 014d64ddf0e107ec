import { DefinitionList } from '@/app/_components/ui/definition-list';
import { Notice } from '@/app/_components/ui/notice';
import type { CivilDate } from '@/lib/dates/civil-date';
import { missingItemSentence } from '@/lib/rems/dispensing-gate';
import type { RemsIdentity } from '@/lib/server/patients/rems-identity';
import { describePartnerPregnancy } from '@/lib/therapy/partner-pregnancy';
import type { RemsView } from '@/lib/therapy/rems-view';
import { RecordLink } from './record-link';
import { RemsIdDialog } from './rems-id-dialog';
import { Section } from './section';

type Props = {
  rems: RemsView;
  patientId: string;
  /** Null where the reader may not read names. */
  identity: RemsIdentity | null;
  mayEnterId: boolean;
};

export function RemsStatus({ rems, patientId, identity, mayEnterId }: Props) {
  const { ruleSet, missing } = rems;
  return (
    <Section
      title="REMS"
      description={
        ruleSet === null
          ? 'No rule set is held for a prescription of today'
          : `${ruleSet.title}; documented here, never submitted to iPLEDGE`
      }
    >
      <div className="flex flex-col gap-4">
        {missing.length === 0 ? (
          <Notice tone="done" title="Nothing is missing for a supply prescribed today">
            The number of the pharmacy’s authorization and its date are entered with the supply.
          </Notice>
        ) : (
          <Notice tone="amber" title="Missing for a supply prescribed today">
            <ul className="list-disc pl-4">
              {missing.map((item) => (
                <li key={item.message}>{missingItemSentence(item)}</li>
              ))}
            </ul>
          </Notice>
        )}
        <DefinitionList
          items={[
            {
              term: 'REMS id',
              value:
                identity === null ? (
                  'not shown: it is read with names'
                ) : (
                  <span className="flex flex-wrap items-center gap-3">
                    {identity.remsId ?? 'not recorded'}
                    {mayEnterId ? <RemsIdDialog patientId={patientId} identity={identity} /> : null}
                  </span>
                ),
            },
            { term: 'Enrolled in the REMS', value: dateOf(rems.enrolledOn) },
            { term: 'Category', value: rems.category ?? 'not recorded' },
            { term: 'Consent signed', value: dateOf(rems.consentOn) },
            { term: 'Version of the consent', value: rems.consentVersion || 'not recorded' },
            { term: 'Last counseling', value: dateOf(rems.counseledOn) },
            { term: 'Last counseling of the couple', value: dateOf(rems.coupleCounseledOn) },
            {
              term: 'No blood donation',
              value: acknowledgment(rems.bloodDonationAcknowledged),
            },
            { term: 'Never shared', value: acknowledgment(rems.noSharingAcknowledged) },
            ...(rems.partnerPregnancies.length === 0
              ? []
              : [
                  {
                    term: 'Pregnancy of the partner',
                    value: rems.partnerPregnancies.map((pregnancy) => (
                      <p key={pregnancy.recordId}>
                        <RecordLink patientId={patientId} recordId={pregnancy.recordId}>
                          {describePartnerPregnancy(pregnancy)}
                        </RecordLink>
                      </p>
                    )),
                  },
                ]),
          ]}
        />
      </div>
    </Section>
  );
}

function dateOf(date: CivilDate | null): string {
  return date ?? 'not recorded';
}

function acknowledgment(isAcknowledged: boolean): string {
  return isAcknowledged ? 'acknowledged' : 'not recorded';
}
