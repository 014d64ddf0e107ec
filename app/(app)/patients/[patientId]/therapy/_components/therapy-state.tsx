import { proseDate } from '@/lib/dates/prose-date';
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
      {view.bloodDonationEmbargoEndsOn === null ? null : (
        <p>
          No blood donation up to and including {proseDate(view.bloodDonationEmbargoEndsOn)}
          <span className="text-muted">, one month after the last dose</span>
        </p>
      )}
    </div>
  );
}

function headline({ state, firstDoseOn, stop, holds, currentDoses }: TherapyView): string {
  const hold = holds.findLast(({ to }) => to === null);
  switch (state) {
    case 'not-started':
      return firstDoseOn === null
        ? 'Therapy has not started'
        : `Therapy starts on ${proseDate(firstDoseOn)}`;
    case 'on-hold':
      return hold === undefined ? 'On hold' : `On hold since ${proseDate(hold.from)}`;
    case 'stopped':
      return stop === null ? 'Stopped' : `Stopped; last dose ${proseDate(stop.on)}`;
    case 'in-progress':
      return currentDoses.length === 0
        ? 'On therapy'
        : `On therapy since ${firstDoseOn === null ? 'an unknown day' : proseDate(firstDoseOn)}`;
  }
}
