import { Notice } from '@/app/_components/ui/notice';
import { proseDate } from '@/lib/dates/prose-date';
import { describeDose } from '@/lib/records/describe-record';
import { drugNames } from '@/lib/records/therapy';
import { stopReasonLabels } from '@/lib/records/therapy-labels';
import type { TherapyView } from '@/lib/therapy/therapy-view';
import { RecordLink } from './record-link';

type Props = { view: TherapyView; patientId: string };

/** Where the treatment stands, in a sentence or two. */
export function TherapyState({ view, patientId }: Props) {
  return (
    <div>
      <h2 className="font-semibold text-large">{headline(view)}</h2>
      {view.stop === null ? null : (
        <p>
          {stopReasonLabels[view.stop.reason]}
          {view.stop.note === '' ? '' : `: ${view.stop.note}`}.{' '}
          <span className="text-muted">
            A wrong stop is corrected at{' '}
            <RecordLink patientId={patientId} recordId={view.stop.recordId}>
              its record
            </RecordLink>
            .
          </span>
        </p>
      )}
      {view.currentDoses.map(({ drug, dose, perKilogram }) => (
        <p key={`${drug} ${dose.startsAfterDays}`}>
          {drugNames[drug]} {describeDose(dose)}
          {dose.unit !== 'mg' ? '' : `, ${byWeight(perKilogram, view.weight)}`}
        </p>
      ))}
      {view.openHold?.asksForDecision ? (
        <Notice
          tone="amber"
          className="mt-2"
          title={`On hold for ${view.openHold.days} days: resume or stop?`}
        >
          A hold of this length asks for a decision.
        </Notice>
      ) : null}
      {view.embargoFromUnknownDose ? (
        <p>
          No blood donation for one month after the last dose
          <span className="text-muted">, a day that is not known</span>
        </p>
      ) : null}
      {view.bloodDonationEmbargoEndsOn === null ? null : (
        <p>
          No blood donation up to and including {proseDate(view.bloodDonationEmbargoEndsOn)}
          <span className="text-muted">, one month after the last dose</span>
        </p>
      )}
    </div>
  );
}

function byWeight(perKilogram: number | null, weight: TherapyView['weight']): string {
  return perKilogram === null || weight === null
    ? 'mg/kg not known: weight unknown'
    : `${perKilogram.toFixed(2)} mg/kg a day by ${weight.kilograms.toFixed(1)} kg of ${weight.on}`;
}

function headline({
  state,
  unknownLastDoseBy,
  firstDoseOn,
  stop,
  openHold,
  currentDoses,
}: TherapyView): string {
  switch (state) {
    case 'not-started':
      return firstDoseOn === null
        ? 'Therapy has not started'
        : `Therapy starts on ${proseDate(firstDoseOn)}`;
    case 'on-hold':
      return openHold === null
        ? 'On hold'
        : `On hold since ${proseDate(openHold.from)}, ${openHold.days} ${openHold.days === 1 ? 'day' : 'days'}`;
    case 'stopped':
      return stop === null ? 'Stopped' : `Stopped; last dose ${proseDate(stop.on)}`;
    case 'not-known':
      return unknownLastDoseBy === null
        ? 'Last dose not known'
        : `Last dose not known; the enrollment ended on ${proseDate(unknownLastDoseBy)}`;
    case 'in-progress':
      return currentDoses.length === 0
        ? 'On therapy'
        : `On therapy since ${firstDoseOn === null ? 'an unknown day' : proseDate(firstDoseOn)}`;
  }
}
