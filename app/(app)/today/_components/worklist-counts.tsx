import type { Route } from 'next';
import Link from 'next/link';
import { FilterChip } from '@/app/_components/ui/chip';
import {
  type WorklistFilter,
  type WorklistSection,
  worklistGroupNames,
} from '@/lib/worklist/worklist';
import { worklistHref } from '@/lib/worklist/worklist-search';

type Props = { sections: readonly WorklistSection[]; filter: WorklistFilter };

/** How many patients stand in each group, and the way there. What is snoozed is counted here and listed on demand. */
export function WorklistCounts({ sections, filter }: Props) {
  const snoozed = sections.find(({ group }) => group === 'snoozed');
  const listed = sections.filter(({ group }) => group !== 'snoozed');
  return sections.length === 0 ? null : (
    <nav
      aria-label="Groups"
      className="flex flex-wrap items-center gap-x-6 gap-y-1 pb-4 print:hidden"
    >
      {listed.map(({ group, total }) => (
        <Link
          key={group}
          href={countHref(filter, group) as Route}
          className="underline-offset-2 hover:underline"
        >
          <span className="font-semibold tabular-nums">{total}</span>{' '}
          <span className="text-muted">{worklistGroupNames[group]}</span>
        </Link>
      ))}
      {snoozed === undefined ? null : (
        <FilterChip
          isActive={filter.only === 'snoozed'}
          count={snoozed.total}
          href={
            worklistHref({
              ...filter,
              only: filter.only === 'snoozed' ? null : 'snoozed',
            }) as Route
          }
        >
          {worklistGroupNames.snoozed}
        </FilterChip>
      )}
    </nav>
  );
}

/** To the group below; where only one group is shown, back to all of them. */
function countHref(filter: WorklistFilter, group: WorklistSection['group']): string {
  return filter.only === null || filter.only === group
    ? `#${group}`
    : `${worklistHref({ ...filter, only: null })}#${group}`;
}
