import type { Route } from 'next';
import { FilterChip } from '@/app/_components/ui/chip';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { hrefWith } from '@/lib/core/href';
import {
  partOf,
  type SchedulePart,
  type ScheduleRow,
  scheduleParts,
} from '@/lib/timeline/schedule-rows';

type Props = {
  patientId: string;
  /** The earlier enrollment that is shown; null for the one that runs. */
  earlier: string | null;
  rows: readonly ScheduleRow[];
  part: SchedulePart | null;
};

const names: Readonly<Record<SchedulePart, string>> = {
  open: 'Open',
  done: 'Done',
  'left-out': 'Waived or not applicable',
};

/** How many items of the protocol stand where; each chip shows only those. */
export function ScheduleFilters({ patientId, earlier, rows, part }: Props) {
  const path = `/patients/${patientId}/schedule`;
  return (
    <ChipGroup label={`${rows.length} items of the protocol`}>
      {scheduleParts.map((one) => (
        <FilterChip
          key={one}
          isActive={part === one}
          count={rows.filter((row) => partOf(row) === one).length}
          href={hrefWith(path, { enrollment: earlier, show: part === one ? null : one }) as Route}
        >
          {names[one]}
        </FilterChip>
      ))}
    </ChipGroup>
  );
}
