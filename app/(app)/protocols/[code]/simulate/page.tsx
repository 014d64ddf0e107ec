import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { FilterChip } from '@/app/_components/ui/chip';
import { LinkButton } from '@/app/_components/ui/link-button';
import { PageHeader } from '@/app/_components/ui/page-header';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { hrefWith } from '@/lib/core/href';
import { invariant } from '@/lib/core/invariant';
import { describeEdition } from '@/lib/protocols/describe-edition';
import { mergeFutures, simulateFuture } from '@/lib/schedule/simulate-plan';
import { readSimulation } from '@/lib/schedule/simulation-search';
import { requirePermission } from '@/lib/server/page';
import { getProtocolPage } from '@/lib/server/protocols/queries';
import { getSimulationSite } from '@/lib/server/protocols/simulation-site';
import { choiceHref, readChoice } from '../../_components/read-choice';
import { Futures } from './_components/futures';
import { SimulationCalendar } from './_components/simulation-calendar';
import { SimulationForm } from './_components/simulation-form';
import { SimulationList } from './_components/simulation-list';
import { Undated } from './_components/undated';

export const metadata: Metadata = { title: 'Simulate' };

export default async function SimulatePage({
  params,
  searchParams,
}: PageProps<'/protocols/[code]/simulate'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const { code } = await params;
  const search = await searchParams;
  const { site, name, version } = readChoice(search, sites);
  invariant(site, 'whoever may read may do so at a site');
  const page = (await getProtocolPage(actor, site, { code, name, version })) ?? notFound();
  const atSite = (await getSimulationSite(actor, site)) ?? notFound();
  const { protocol, versions } = page;
  const [edition] = versions;
  const { arm, dates, days, futures: choices } = readSimulation(protocol, search, atSite.today);
  const start = { ...atSite, ...days, arm };
  const futures = choices.map((one) => simulateFuture(protocol, start, one));
  const items = mergeFutures(protocol, futures);
  const { view: _view, ...kept } = search;
  const path = `/protocols/${code}/simulate`;
  const isCalendar = search['view'] === 'calendar';
  const viewHref = (view: string | null) =>
    hrefWith(path, {
      ...Object.fromEntries(
        Object.entries(kept).map(([key, value]) => [key, typeof value === 'string' ? value : null]),
      ),
      view,
    }) as Route;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Simulate a start"
        description={`${protocol.definition.title}: ${edition ? describeEdition(edition) : ''}, ${site.siteCode}`}
        actions={
          <LinkButton href={choiceHref(`/protocols/${code}`, site.siteId, name, version) as Route}>
            Back to the protocol
          </LinkButton>
        }
      />
      <SimulationForm
        path={path as Route}
        sites={sites}
        page={page}
        chosen={{ siteId: site.siteId, name, view: isCalendar ? 'calendar' : null }}
        search={{ arm, dates, futures: choices }}
        today={atSite.today}
      />
      <Futures futures={futures} />
      <section aria-labelledby="simulated-title" className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="simulated-title" className="font-semibold text-large">
            What it would ask for <span className="text-muted">{items.length}</span>
          </h2>
          <ChipGroup label="As">
            <FilterChip isActive={!isCalendar} href={viewHref(null)}>
              List
            </FilterChip>
            <FilterChip isActive={isCalendar} href={viewHref('calendar')}>
              Calendar
            </FilterChip>
          </ChipGroup>
        </div>
        {isCalendar ? (
          <SimulationCalendar
            items={items}
            futures={futures.length}
            clinicCalendar={atSite.clinicCalendar}
          />
        ) : (
          <SimulationList items={items} futures={futures.length} />
        )}
      </section>
      <Undated protocol={protocol} arm={arm} futures={futures} />
    </div>
  );
}
