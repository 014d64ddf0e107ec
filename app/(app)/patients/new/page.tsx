import type { Metadata } from 'next';
import { PageHeader } from '@/app/_components/ui/page-header';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { listEnrollableSites } from '@/lib/server/enrollments/enrollable-sites';
import { requirePermission } from '@/lib/server/page';
import { EnrollForm } from './_components/enroll-form';

export const metadata: Metadata = { title: 'Enroll a patient' };

const formKey = 'enroll.1';

export default async function EnrollPage() {
  const { actor, sites } = await requirePermission('patient:enroll');
  return (
    <>
      <PageHeader
        title="Enroll a patient"
        description="The criteria are judged while you type; what is not known stays unknown."
      />
      <EnrollForm
        sites={await listEnrollableSites(actor, sites)}
        formKey={formKey}
        draft={await findDraft(actor, formKey)}
      />
    </>
  );
}
