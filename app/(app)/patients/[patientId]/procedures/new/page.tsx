import type { Metadata } from 'next';
import { EntryPage } from '../_components/entry-page';

export const metadata: Metadata = { title: 'Record an operation' };

export default async function NewOperationPage({
  params,
}: PageProps<'/patients/[patientId]/procedures/new'>) {
  const { patientId } = await params;
  return <EntryPage patientId={patientId} kind="procedure" title="Record an operation" />;
}
