import type { Metadata } from 'next';
import { requireActor } from '@/lib/server/page';
import { EntryPage } from '../../_components/entry-page';

export const metadata: Metadata = { title: 'Record an ICSI cycle' };

export default async function NewCyclePage({
  params,
}: PageProps<'/patients/[patientId]/procedures/cycles/new'>) {
  const actor = await requireActor();
  const { patientId } = await params;
  return (
    <EntryPage
      actor={actor}
      patientId={patientId}
      kind="icsi-cycle"
      title="Record an ICSI cycle"
      hint="What is not known yet stays blank; transfers and outcomes are reported as they come."
    />
  );
}
