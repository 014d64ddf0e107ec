import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Notice } from '@/app/_components/ui/notice';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import { toCivilDate } from '@/lib/dates/civil-date';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { requireActor, requirePermissionAt } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import {
  adverseEventFormKey,
  blankAdverseEvent,
  suggestedAdverseEvent,
} from '@/lib/visits/adverse-event-values';
import { AdverseEventForm } from './_components/adverse-event-form';

export const metadata: Metadata = { title: 'Record an adverse event' };

export default async function NewAdverseEventPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/adverse-events/new'>) {
  const actor = await requireActor();
  const { patientId } = await params;
  const { patient, enrollment, loaded, suggestions, today } =
    (await loadChart(actor, patientId)) ?? notFound();
  await requirePermissionAt('visit:record', patient.siteId);
  const asked = (await searchParams)['suggestion'];
  const suggestion = suggestions.find(({ key }) => key === asked) ?? null;
  const formKey = adverseEventFormKey(enrollment.id, suggestion?.key ?? null);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <h2 className="font-semibold text-large">
        {suggestion === null ? 'Record an adverse event' : `Confirm: ${suggestion.name}`}
      </h2>
      {suggestion === null ? null : (
        <Notice tone="info" title="What suggests it">
          <ul>
            {suggestion.evidence.map(({ recordId, on, what, note }) => (
              <li key={`${recordId} ${what}`}>
                {toCivilDate(on)} {what}
                {note === null ? '' : `. ${note}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {asked === undefined || suggestion !== null ? null : (
        <Notice tone="amber" title="This suggestion has been answered or corrected since" />
      )}
      <AdverseEventForm
        start={
          suggestion === null
            ? blankAdverseEvent(enrollment.id, ctcaeVersionOf(loaded.protocol.settings))
            : suggestedAdverseEvent(enrollment.id, suggestion)
        }
        place={{ formKey, siteId: patient.siteId, patientId }}
        draft={await findDraft(actor, formKey)}
        today={today}
      />
    </div>
  );
}
