import type { Metadata } from 'next';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { PageHeader } from '@/app/_components/ui/page-header';
import { ContactKey, RowKeys } from '@/app/(app)/_components/row-keys';
import type { Membership } from '@/lib/auth/actor';
import { proseDate } from '@/lib/dates/prose-date';
import { siteToday } from '@/lib/server/clock';
import { findDrafts } from '@/lib/server/drafts/find-draft';
import { requirePermission } from '@/lib/server/page';
import { listSavedFilters } from '@/lib/server/saved-filters/queries';
import { listWork } from '@/lib/server/worklist/queries';
import { contactDraftPrefix } from '@/lib/worklist/contact-draft-key';
import { waitingItems } from '@/lib/worklist/contact-items';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { WorklistCounts } from './_components/worklist-counts';
import { WorklistFilters } from './_components/worklist-filters';

import { WorklistGroupSection } from './_components/worklist-section';

export const metadata: Metadata = { title: 'Today' };

export default async function TodayPage({ searchParams }: PageProps<'/today'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const search = readWorklistSearch(await searchParams);
  const { filter } = search;
  const sections = (await listWork(actor, sites, search)).filter(({ total }) => total > 0);
  const shown = sections.filter(({ group }) =>
    filter.only === null ? group !== 'snoozed' : group === filter.only,
  );
  const waiting = waitingItems(sections);
  const saved = await listSavedFilters(actor, 'today');
  const drafts = await findDrafts(actor, contactDraftPrefix);
  return (
    <>
      <PageHeader title="Today" description={describeDates(sites)} />
      <WorklistFilters filter={filter} sites={sites} saved={saved} />
      <WorklistCounts sections={sections} filter={filter} />
      {shown.length === 0 ? (
        <EmptyState
          title="Nothing to do"
          action={<LinkButton href="/patients">See all patients</LinkButton>}
        >
          No decision, flag or visit is waiting in this selection, and nothing is planned for the
          next 14 days.
        </EmptyState>
      ) : (
        <>
          <RowKeys />
          <ContactKey />
          <div className="flex flex-col gap-6">
            {shown.map((section) => (
              <WorklistGroupSection
                key={section.group}
                section={section}
                filter={filter}
                waiting={waiting}
                drafts={drafts}
              />
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** One date, or the date at each site where they differ. */
function describeDates(sites: readonly Membership[]): string {
  const dates = sites.map(({ siteCode, timeZone }) => ({ siteCode, today: siteToday(timeZone) }));
  const [first] = dates;
  if (first === undefined || dates.every(({ today }) => today === first.today)) {
    return first === undefined ? '' : proseDate(first.today);
  }
  return dates.map(({ siteCode, today }) => `${siteCode} ${proseDate(today)}`).join(' · ');
}
