import type { Metadata } from 'next';
import { DefinitionList } from '@/app/_components/ui/definition-list';
import { PageHeader } from '@/app/_components/ui/page-header';
import { can } from '@/lib/auth/can';
import { roleLabels } from '@/lib/auth/describe-roles';
import { getOwnEmail } from '@/lib/server/accounts/queries';
import { requireActor } from '@/lib/server/page';
import { ChangePasswordForm } from './_components/change-password-form';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const actor = await requireActor();
  const email = await getOwnEmail(actor);
  const sites = actor.memberships.map(({ siteId, siteName, role }) => ({
    term: siteName,
    value: `${roleLabels[role]}, ${can(actor, 'identity:read', siteId) ? 'reads names' : 'works by study id'}`,
  }));
  return (
    <div className="flex max-w-xl flex-col gap-8">
      <section>
        <PageHeader title={actor.displayName} description={email} />
        <DefinitionList items={sites} />
      </section>
      <section aria-labelledby="change-password">
        <h2 id="change-password" className="pb-1 font-semibold text-large">
          Change password
        </h2>
        <p className="pb-4 text-muted">All your other sessions end at once.</p>
        <ChangePasswordForm email={email} />
      </section>
    </div>
  );
}
