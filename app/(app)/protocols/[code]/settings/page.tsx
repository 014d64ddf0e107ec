import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeader } from '@/app/_components/ui/page-header';
import { signerAt } from '@/lib/auth/signature';
import { invariant } from '@/lib/core/invariant';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { requirePermission } from '@/lib/server/page';
import { getProtocolPage } from '@/lib/server/protocols/queries';
import { readChoice } from '../../_components/read-choice';
import { SettingsForm } from './_components/settings-form';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({
  params,
  searchParams,
}: PageProps<'/protocols/[code]/settings'>) {
  const { actor, sites } = await requirePermission('settings:approve');
  const { code } = await params;
  const { site, name } = readChoice(await searchParams, sites);
  invariant(site, 'whoever may approve may do so at a site');
  const { protocol, versions } = (await getProtocolPage(actor, site, { code, name })) ?? notFound();
  const { definition, settings } = protocol;
  const version = versions[0]?.version ?? 1;
  const signer = signerAt(actor, 'settings:approve', site.siteId);
  invariant(signer, 'whoever may approve may sign');
  const formKey = `settings.1:${site.siteId}:${code}:${name}:${version}`;
  return (
    <>
      <PageHeader
        title={`Settings “${name}”, ${site.siteCode}`}
        description={`${definition.title}, version ${definition.version}. Approving makes version ${version + 1}; who is enrolled keeps his.`}
      />
      <SettingsForm
        siteId={site.siteId}
        code={code}
        name={name}
        version={version}
        definition={definition}
        settings={settings}
        signer={signer}
        formKey={formKey}
        draft={await findDraft(actor, formKey)}
      />
    </>
  );
}
