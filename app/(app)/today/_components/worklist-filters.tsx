import type { Route } from 'next';
import { FilterChip } from '@/app/_components/ui/chip';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { SiteAndProtocolChips } from '@/app/(app)/_components/site-and-protocol-chips';
import type { Membership } from '@/lib/auth/actor';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { requirementKindNames } from '@/lib/protocols/requirement-kind-names';
import { requirementKinds } from '@/lib/protocols/schema';
import type { SavedFilter } from '@/lib/worklist/saved-filter';
import type { WorklistFilter } from '@/lib/worklist/worklist';
import { worklistHref } from '@/lib/worklist/worklist-search';
import { FilterNameButton } from './filter-name-button';

type Props = {
  filter: WorklistFilter;
  sites: readonly Membership[];
  saved: readonly SavedFilter[];
};

const kinds = requirementKinds.filter((kind) =>
  protocolLibrary.some(({ requirements }) => requirements.some((one) => one.kind === kind)),
);

/** Each chip switches one filter on or off; the address keeps them. */
export function WorklistFilters({ filter, sites, saved }: Props) {
  const { kind, isMine } = filter;
  const chip = (label: string, isActive: boolean, change: Partial<WorklistFilter>) => (
    <FilterChip
      key={label}
      isActive={isActive}
      href={worklistHref({ ...filter, ...change }) as Route}
    >
      {label}
    </FilterChip>
  );
  const query = worklistHref(filter).split('?')[1] ?? '';
  const current = saved.find((one) => one.query === query) ?? null;
  return (
    <div className="flex flex-col gap-2 pb-4 sm:flex-row sm:flex-wrap sm:gap-x-6 print:hidden">
      {saved.length === 0 && query === '' ? null : (
        <ChipGroup label="Saved">
          {saved.map(({ id, name, query: own }) => (
            <FilterChip
              key={id}
              isActive={current?.id === id}
              href={(current?.id === id ? '/today' : `/today?${own}`) as Route}
            >
              {name}
            </FilterChip>
          ))}
          {query === '' ? null : <FilterNameButton saved={current} query={query} />}
        </ChipGroup>
      )}
      <ChipGroup label="Assignee">{chip('Assigned to me', isMine, { isMine: !isMine })}</ChipGroup>
      <SiteAndProtocolChips
        chosen={filter}
        sites={sites}
        hrefFor={(change) => worklistHref({ ...filter, ...change })}
      />
      <ChipGroup label="Requirement">
        {kinds.map((one) =>
          chip(requirementKindNames[one], kind === one, { kind: kind === one ? null : one }),
        )}
      </ChipGroup>
    </div>
  );
}
