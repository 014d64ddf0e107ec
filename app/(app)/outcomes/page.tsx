import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { FilterChip } from '@/app/_components/ui/chip';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { PageHeader } from '@/app/_components/ui/page-header';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { SiteAndProtocolChips } from '@/app/(app)/_components/site-and-protocol-chips';
import { outcomeHref, readOutcomeSearch } from '@/lib/outcomes/outcome-search';
import { getOutcomes } from '@/lib/server/outcomes/queries';
import { requirePermission } from '@/lib/server/page';
import { CycleTable } from './_components/cycle-table';
import { FlowTable } from './_components/flow-table';
import { OutcomeTable } from './_components/outcome-table';

export const metadata: Metadata = { title: 'Outcomes' };

export default async function OutcomesPage({ searchParams }: PageProps<'/outcomes'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const search = readOutcomeSearch(await searchParams);
  const view = await getOutcomes(actor, sites, search);
  const { code, title, cohorts, enrollments, simulated, summary, flow } = view;
  const chosen = { ...search, protocol: code };
  return (
    <>
      <PageHeader
        title="Outcomes"
        description={`${title}: ${describeScope(search.cohort, enrollments, simulated)}`}
      />
      <div className="flex flex-col gap-2 pb-4 sm:flex-row sm:flex-wrap sm:gap-x-6 print:hidden">
        <SiteAndProtocolChips
          chosen={chosen}
          sites={sites}
          hrefFor={(change) => outcomeHref({ ...chosen, cohort: null, ...change })}
        />
        {cohorts.length === 0 ? null : (
          <ChipGroup label="Cohort">
            <FilterChip
              href={outcomeHref({ ...chosen, cohort: null }) as Route}
              isActive={search.cohort === null}
            >
              All
            </FilterChip>
            {cohorts.map(({ cohort, enrollments: count }) => (
              <FilterChip
                key={cohort}
                href={outcomeHref({ ...chosen, cohort }) as Route}
                isActive={search.cohort === cohort}
                count={count}
              >
                {cohort}
              </FilterChip>
            ))}
          </ChipGroup>
        )}
      </div>
      {enrollments === 0 ? (
        <EmptyState
          title="Nobody of this protocol is enrolled here"
          action={
            <Link className="text-accent underline" href="/screening">
              Screening log
            </Link>
          }
        >
          Outcomes are counted from the records once men are enrolled. Choose another protocol, site
          or cohort.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          <OutcomeTable summary={summary} />
          <CycleTable cycles={summary.cycles} />
          <FlowTable flow={flow} />
        </div>
      )}
    </>
  );
}

function describeScope(cohort: string | null, enrollments: number, simulated: number): string {
  const who = cohort === null ? 'everybody enrolled' : `cohort ${cohort}`;
  const madeUp = simulated === 0 ? '' : `, ${simulated} of them simulated`;
  return `${who}, ${enrollments} ${enrollments === 1 ? 'enrollment' : 'enrollments'}${madeUp}`;
}
