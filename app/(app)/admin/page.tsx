import type { Metadata } from 'next';
import { PageHeader } from '@/app/_components/ui/page-header';
import { sitesWhere } from '@/lib/auth/can';
import { listMembers } from '@/lib/server/accounts/queries';
import { requirePermission } from '@/lib/server/page';
import { listSiteRems } from '@/lib/server/sites/queries';
import { AddMemberDialog } from './_components/add-member-dialog';
import { RemsRuleSets } from './_components/rems-rule-sets';
import { SiteMembers } from './_components/site-members';

export const metadata: Metadata = { title: 'Administration' };

export default async function AdministrationPage() {
  const { actor, sites } = await requirePermission('user:administer');
  const administered = await listMembers(actor, sites);
  const rems = await listSiteRems(actor, sitesWhere(actor, 'site:administer'));
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        title="Administration"
        description="Who works at your sites, who reads patients’ names, and which REMS rules hold there"
        actions={
          <AddMemberDialog
            sites={administered.map(({ siteId, siteName }) => ({ value: siteId, label: siteName }))}
          />
        }
      />
      {administered.map((site) => (
        <SiteMembers key={site.siteId} site={site} />
      ))}
      <RemsRuleSets sites={rems} />
    </div>
  );
}
