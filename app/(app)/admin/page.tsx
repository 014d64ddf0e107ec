import type { Metadata } from 'next';
import { PageHeader } from '@/app/_components/ui/page-header';
import { listMembers } from '@/lib/server/accounts/queries';
import { requirePermission } from '@/lib/server/page';
import { AddMemberDialog } from './_components/add-member-dialog';
import { SiteMembers } from './_components/site-members';

export const metadata: Metadata = { title: 'Administration' };

export default async function AdministrationPage() {
  const { actor, sites } = await requirePermission('user:administer');
  const administered = await listMembers(actor, sites);
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        title="Administration"
        description="Who works at your sites, in which role, and who reads patients’ names"
        actions={
          <AddMemberDialog
            sites={administered.map(({ siteId, siteName }) => ({ value: siteId, label: siteName }))}
          />
        }
      />
      {administered.map((site) => (
        <SiteMembers key={site.siteId} site={site} />
      ))}
    </div>
  );
}
