import type { Metadata } from 'next';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { PageHeader } from '@/app/_components/ui/page-header';
import { RowKeys } from '@/app/(app)/_components/row-keys';
import { SiteAndProtocolChips } from '@/app/(app)/_components/site-and-protocol-chips';
import { requirePermission } from '@/lib/server/page';
import { listDecisions } from '@/lib/server/worklist/queries';
import { readWorklistSearch, worklistHref } from '@/lib/worklist/worklist-search';
import { DecisionSection } from './_components/decision-section';

export const metadata: Metadata = { title: 'Decisions' };

/** What waits for a physician: the same rows as on Today, each with what was found and the way to its form. */
export default async function DecisionsPage({ searchParams }: PageProps<'/decisions'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const search = readWorklistSearch(await searchParams);
  const work = await listDecisions(actor, sites, search);
  const sections = work.filter(({ total }) => total > 0);
  return (
    <>
      <PageHeader
        title="Decisions"
        description="Red flags, flags that wait for a physician, branch points, reviews, responses and eligibility overrides. A physician signs; everybody can read."
      />
      <div className="flex flex-col gap-2 pb-4 sm:flex-row sm:flex-wrap sm:gap-x-6 print:hidden">
        <SiteAndProtocolChips
          chosen={search.filter}
          sites={sites}
          hrefFor={(change) =>
            worklistHref({ ...search.filter, ...change }, undefined, '/decisions')
          }
        />
      </div>
      {sections.length === 0 ? (
        <EmptyState title="Nothing waits for a physician">
          Decisions appear here when they fall due, and red flags when they are raised.
        </EmptyState>
      ) : (
        <>
          <RowKeys />
          <div className="flex flex-col gap-8">
            {sections.map((section) => (
              <DecisionSection key={section.group} section={section} filter={search.filter} />
            ))}
          </div>
        </>
      )}
    </>
  );
}
