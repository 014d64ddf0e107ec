import type { Metadata, Route } from 'next';
import { PageHeader } from '@/app/_components/ui/page-header';
import { Pages } from '@/app/_components/ui/pages';
import { SiteAndProtocolChips } from '@/app/(app)/_components/site-and-protocol-chips';
import { sitesWhere } from '@/lib/auth/can';
import {
  readScreeningSearch,
  screeningHref,
  screeningPageSize,
} from '@/lib/enrollment/screening-search';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { siteToday } from '@/lib/server/clock';
import { requirePermission } from '@/lib/server/page';
import { listScreening } from '@/lib/server/screening/queries';
import { ProtocolCounts } from './_components/protocol-counts';
import { RecordDialog } from './_components/record-dialog';
import { ScreeningEntries } from './_components/screening-entries';

const protocolOptions = protocolLibrary.map(({ code, title }) => ({ value: code, label: title }));

export const metadata: Metadata = { title: 'Screening' };

export default async function ScreeningPage({ searchParams }: PageProps<'/screening'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const search = readScreeningSearch(await searchParams);
  const { protocols, total, entries } = await listScreening(actor, sites, search);
  const recordable = sitesWhere(actor, 'screening:record').map(
    ({ siteId, siteName, timeZone }) => ({ siteId, siteName, today: siteToday(timeZone) }),
  );
  return (
    <>
      <PageHeader
        title="Screening log"
        description="Men who were looked at and never enrolled: how many and why, without a name or an id"
        actions={
          recordable.length === 0 ? undefined : (
            <RecordDialog
              sites={recordable}
              protocols={protocolOptions}
              protocol={search.protocol}
            />
          )
        }
      />
      <div className="flex flex-col gap-2 pb-4 sm:flex-row sm:flex-wrap sm:gap-x-6 print:hidden">
        <SiteAndProtocolChips
          chosen={search}
          sites={sites}
          hrefFor={(change) => screeningHref({ ...search, ...change })}
        />
      </div>
      <div className="flex flex-col gap-8">
        {protocols.map((protocol) => (
          <ProtocolCounts key={protocol.code} protocol={protocol} />
        ))}
        <section aria-labelledby="entries">
          <h2 id="entries" className="pb-2 font-semibold text-large">
            Entries <span className="font-normal text-muted">{total}</span>
          </h2>
          <ScreeningEntries
            entries={entries}
            protocols={protocolOptions}
            isEmpty={total === 0 && search.page === 1}
          />
          <Pages
            label="entries"
            page={search.page}
            pageSize={screeningPageSize}
            total={total}
            hrefOf={(page) => screeningHref(search, page) as Route}
          />
        </section>
      </div>
    </>
  );
}
