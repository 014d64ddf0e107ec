import type { Metadata } from 'next';
import { PageHeader } from '@/app/_components/ui/page-header';
import { DigestRuns } from '@/app/(app)/_components/digests/digest-runs';
import { sitesWhere } from '@/lib/auth/can';
import { listMembers } from '@/lib/server/accounts/queries';
import { requirePermission } from '@/lib/server/page';
import { listDigestRuns } from '@/lib/server/reminders/queries';
import { listSiteRems } from '@/lib/server/sites/queries';
import { AddMemberDialog } from './_components/add-member-dialog';
import { RemsRuleSets } from './_components/rems-rule-sets';
import { SiteMembers } from './_components/site-members';

export const metadata: Metadata = { title: 'Administration' };

export default async function AdministrationPage() {
  const { actor, sites } = await requirePermission('user:administer');
  const administered = await listMembers(actor, sites);
  const rems = await listSiteRems(actor, sitesWhere(actor, 'site:administer'));
  const digests = await listDigestRuns(actor, { isOwn: false });
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
      <section aria-labelledby="digests" className="flex flex-col gap-2">
        <div>
          <h2 id="digests" className="font-semibold text-large">
            Daily digests
          </h2>
          <p className="text-muted">
            Each person asks for a digest under Account. Every run leaves a line here.
          </p>
        </div>
        <DigestRuns runs={digests} />
      </section>
    </div>
  );
}
