import type { Metadata } from 'next';
import { requireActor } from '@/lib/server/page';
import { EntryPage } from '../_components/entry-page';

export const metadata: Metadata = { title: 'Record an operation' };

export default async function NewOperationPage({
  params,
}: PageProps<'/patients/[patientId]/procedures/new'>) {
  const actor = await requireActor();
  const { patientId } = await params;
  return (
    <EntryPage actor={actor} patientId={patientId} kind="procedure" title="Record an operation" />
  );
}
