import type { Route } from 'next';
import { FilterChip } from '@/app/_components/ui/chip';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { SiteAndProtocolChips } from '@/app/(app)/_components/site-and-protocol-chips';
import type { Membership } from '@/lib/auth/actor';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { requirementKindNames } from '@/lib/protocols/requirement-kind-names';
import { requirementKinds } from '@/lib/protocols/schema';
import type { WorklistFilter } from '@/lib/worklist/worklist';
import { worklistHref } from '@/lib/worklist/worklist-search';

type Props = { filter: WorklistFilter; sites: readonly Membership[] };

const kinds = requirementKinds.filter((kind) =>
  protocolLibrary.some(({ requirements }) => requirements.some((one) => one.kind === kind)),
);

/** Each chip switches one filter on or off; the address keeps them. */
export function WorklistFilters({ filter, sites }: Props) {
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
  return (
    <div className="flex flex-col gap-2 pb-4 sm:flex-row sm:flex-wrap sm:gap-x-6 print:hidden">
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
