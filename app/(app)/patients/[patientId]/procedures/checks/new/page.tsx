import type { Metadata } from 'next';
import { requireActor } from '@/lib/server/page';
import { EntryPage } from '../../_components/entry-page';

export const metadata: Metadata = { title: 'Record a check after an operation' };

export default async function NewCheckPage({
  params,
}: PageProps<'/patients/[patientId]/procedures/checks/new'>) {
  const actor = await requireActor();
  const { patientId } = await params;
  return (
    <EntryPage
      actor={actor}
      patientId={patientId}
      kind="post-operative-check"
      title="Record a check after an operation"
      hint="It belongs to the newest operation on its day or before it."
    />
  );
}
