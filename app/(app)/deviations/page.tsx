import type { Metadata, Route } from 'next';
import { buttonStyle } from '@/app/_components/ui/button-style';
import { PageHeader } from '@/app/_components/ui/page-header';
import { Pages } from '@/app/_components/ui/pages';
import { canAnywhere } from '@/lib/auth/can';
import {
  deviationHref,
  deviationPageSize,
  readDeviationSearch,
} from '@/lib/outcomes/deviation-search';
import { summarizeContacts } from '@/lib/server/contacts/queries';
import { listDeviations } from '@/lib/server/deviations/queries';
import { requirePermission } from '@/lib/server/page';
import { ContactSummaryTable } from './_components/contact-summary-table';
import { DeviationFilters } from './_components/deviation-filters';
import { DeviationTable } from './_components/deviation-table';
import { TimelinessTable } from './_components/timeliness-table';

export const metadata: Metadata = { title: 'Deviations' };

export default async function DeviationsPage({ searchParams }: PageProps<'/deviations'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const search = readDeviationSearch(await searchParams);
  const view = await listDeviations(actor, sites, search);
  const asked = sites.filter(({ siteId }) => search.siteId === null || siteId === search.siteId);
  const summaries = await summarizeContacts(actor, asked, search);
  return (
    <>
      <PageHeader
        title="Deviations"
        description="Early, late, missed, closed, waived and off plan, by study id"
        actions={
          canAnywhere(actor, 'export:study') ? (
            <a
              className={buttonStyle({})}
              href={deviationHref(search, 1, '/deviations/export')}
              download
            >
              Download CSV
            </a>
          ) : undefined
        }
      />
      <DeviationFilters search={search} sites={sites} view={view} />
      <div className="flex flex-col gap-8">
        <TimelinessTable timeliness={view.timeliness} />
        <ContactSummaryTable summaries={summaries} sites={sites} />
        <section aria-labelledby="deviations">
          <h2 id="deviations" className="pb-2 font-semibold text-large">
            Deviations <span className="font-normal text-muted">{view.total}</span>
          </h2>
          <DeviationTable lines={view.lines} />
          <Pages
            label="deviations"
            page={search.page}
            pageSize={deviationPageSize}
            total={view.total}
            hrefOf={(page) => deviationHref(search, page) as Route}
          />
        </section>
      </div>
    </>
  );
}
