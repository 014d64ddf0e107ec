import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { PageHeader } from '@/app/_components/ui/page-header';
import { invariant } from '@/lib/core/invariant';
import { countChanges } from '@/lib/protocols/compare-definitions';
import { describeEdition } from '@/lib/protocols/describe-edition';
import { requirePermission } from '@/lib/server/page';
import { getProtocolDifference } from '@/lib/server/protocols/get-difference';
import { describeApproval } from '../../_components/describe-approval';
import { choiceHref, readChoice, readText } from '../../_components/read-choice';
import { SiteChips } from '../../_components/site-chips';
import { DefinitionDifference } from '../_components/definition-difference';
import { ChooseEditions } from './_components/choose-editions';

export const metadata: Metadata = { title: 'Differences' };

export default async function DifferencesPage({
  params,
  searchParams,
}: PageProps<'/protocols/[code]/differences'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const { code } = await params;
  const search = await searchParams;
  const { from: before, to: after } = search;
  const { site, name } = readChoice(search, sites);
  invariant(site, 'whoever may read may do so at a site');
  const choice = { code, from: readText(before), to: readText(after) };
  const found = (await getProtocolDifference(actor, site, choice)) ?? notFound();
  const { title, editions, from, to, difference } = found;
  const path = `/protocols/${code}/differences` as Route;
  const count = countChanges(difference);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Differences"
        description={title}
        actions={
          <LinkButton href={choiceHref(`/protocols/${code}`, site.siteId, name) as Route}>
            Back to the protocol
          </LinkButton>
        }
      />
      <SiteChips sites={sites} chosen={site.siteId} hrefOf={(id) => choiceHref(path, id, name)} />
      <ChooseEditions
        path={path}
        siteId={site.siteId}
        editions={editions}
        from={from.id}
        to={to.id}
      />
      <p>
        {count === 1 ? '1 element differs' : `${count} elements differ`}. Before:{' '}
        {describeEdition(from)}, {describeApproval(from)}. After: {describeEdition(to)},{' '}
        {describeApproval(to)}.
      </p>
      {count === 0 ? (
        <EmptyState title="Nothing differs">
          {from.id === to.id
            ? 'Both sides are the same. Choose another version of the protocol, or other settings, on one side.'
            : 'What the protocol asks, its rules and its settings are the same on both sides.'}
        </EmptyState>
      ) : (
        <DefinitionDifference difference={difference} />
      )}
    </div>
  );
}
