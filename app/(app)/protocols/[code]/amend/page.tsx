import type { Metadata, Route } from 'next';
import Form from 'next/form';
import { notFound } from 'next/navigation';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Field } from '@/app/_components/ui/field';
import { LinkButton } from '@/app/_components/ui/link-button';
import { PageHeader } from '@/app/_components/ui/page-header';
import { Select } from '@/app/_components/ui/select';
import { signerAt } from '@/lib/auth/signature';
import { invariant } from '@/lib/core/invariant';
import { describeEdition } from '@/lib/protocols/describe-edition';
import { previewAmendment } from '@/lib/server/amendments/preview-amendment';
import { requirePermission } from '@/lib/server/page';
import { choiceHref, readChoice, readText } from '../../_components/read-choice';
import { SiteChips } from '../../_components/site-chips';
import { AmendForm } from './_components/amend-form';
import { AmendmentSummary } from './_components/amendment-summary';

export const metadata: Metadata = { title: 'Amend enrollments' };

export default async function AmendPage({
  params,
  searchParams,
}: PageProps<'/protocols/[code]/amend'>) {
  const { actor, sites } = await requirePermission('protocol:amend');
  const { code } = await params;
  const search = await searchParams;
  const { site, name } = readChoice(search, sites);
  invariant(site, 'whoever may amend may do so at a site');
  const choice = { code, to: readText(search['to']) };
  const preview = (await previewAmendment(actor, site, choice)) ?? notFound();
  const signer = signerAt(actor, 'protocol:amend', site.siteId);
  invariant(signer, 'whoever may amend may sign');
  const { title, editions, to, men } = preview;
  const path = `/protocols/${code}/amend` as Route;
  const names = Object.fromEntries(
    editions.map((edition) => [edition.id, describeEdition(edition)]),
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Amend enrollments"
        description={`${title}. Whoever is enrolled keeps the version he follows until a physician moves him. What was done, late or missed before that day stays as it was judged.`}
        actions={
          <LinkButton href={choiceHref(`/protocols/${code}`, site.siteId, name) as Route}>
            Back to the protocol
          </LinkButton>
        }
      />
      <SiteChips sites={sites} chosen={site.siteId} hrefOf={(id) => choiceHref(path, id, name)} />
      <Form key={to.id} action={path} className="flex flex-wrap items-end gap-3 print:hidden">
        <input type="hidden" name="site" value={site.siteId} />
        <Field label="Version to follow" className="w-96 max-sm:w-full">
          {(control) => (
            <Select
              {...control}
              name="to"
              defaultValue={to.id}
              options={editions.map((edition) => ({
                value: edition.id,
                label: describeEdition(edition),
              }))}
            />
          )}
        </Field>
        <Button type="submit">Show what would change</Button>
      </Form>
      <AmendmentSummary preview={preview} />
      <AmendForm
        key={to.id}
        siteId={site.siteId}
        code={code}
        to={{ id: to.id, name: describeEdition(to) }}
        editionNames={names}
        men={men}
        signer={signer}
      />
      {men.length === 0 ? (
        <EmptyState title="Nobody to move">
          Every man under treatment follows {describeEdition(to)} already, or nobody is enrolled.
        </EmptyState>
      ) : null}
    </div>
  );
}
