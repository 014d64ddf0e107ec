import type { Route } from 'next';
import { Button } from '@/app/_components/ui/button';
import { FilterChip } from '@/app/_components/ui/chip';
import { DateField } from '@/app/_components/ui/date-field';
import { Field } from '@/app/_components/ui/field';
import { Select } from '@/app/_components/ui/select';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { SiteAndProtocolChips } from '@/app/(app)/_components/site-and-protocol-chips';
import type { Membership } from '@/lib/auth/actor';
import { deviationKinds, deviationNames } from '@/lib/outcomes/deviation';
import { type DeviationSearch, deviationHref } from '@/lib/outcomes/deviation-search';
import type { DeviationsView } from '@/lib/server/deviations/queries';

type Props = { search: DeviationSearch; sites: readonly Membership[]; view: DeviationsView };

/** Chips for what has few values, a plain form for the rest: the address keeps all of it. */
export function DeviationFilters({ search, sites, view: { counts, timeliness } }: Props) {
  const { kind, siteId, protocol, requirement, from, to } = search;
  const titles = new Map(
    timeliness.map((row) => [
      row.requirement,
      isSharedTitle(row, timeliness) ? `${row.title} (${row.treatment})` : row.title,
    ]),
  );
  if (requirement !== null && !titles.has(requirement)) {
    titles.set(requirement, requirement);
  }
  const kept = { site: siteId, protocol, kind };
  return (
    <div className="flex flex-col gap-3 pb-4 print:hidden">
      <div className="flex flex-col gap-2 sm:flex-row sm:flex-wrap sm:gap-x-6">
        <SiteAndProtocolChips
          chosen={search}
          sites={sites}
          hrefFor={(change) => deviationHref({ ...search, ...change })}
        />
        <ChipGroup label="Deviation">
          {deviationKinds.map((one) => (
            <FilterChip
              key={one}
              isActive={kind === one}
              count={counts[one]}
              href={deviationHref({ ...search, kind: kind === one ? null : one }) as Route}
            >
              {deviationNames[one]}
            </FilterChip>
          ))}
        </ChipGroup>
      </div>
      <form action="/deviations" className="flex flex-wrap items-end gap-3">
        {Object.entries(kept).map(([name, value]) =>
          value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        <Field label="Requirement" optional className="w-64 max-w-full">
          {(control) => (
            <Select
              {...control}
              name="requirement"
              placeholder="Every requirement"
              options={[...titles].map(([value, label]) => ({ value, label }))}
              defaultValue={requirement ?? ''}
            />
          )}
        </Field>
        <Field label="From" optional className="w-44">
          {(control) => <DateField {...control} name="from" defaultValue={from ?? ''} />}
        </Field>
        <Field label="To" optional className="w-44">
          {(control) => <DateField {...control} name="to" defaultValue={to ?? ''} />}
        </Field>
        <Button type="submit">Show</Button>
      </form>
    </div>
  );
}

type Row = DeviationsView['timeliness'][number];

/** Two protocols may call different requirements by the same name. */
function isSharedTitle({ requirement, title }: Row, rows: readonly Row[]): boolean {
  return rows.some((row) => row.title === title && row.requirement !== requirement);
}
