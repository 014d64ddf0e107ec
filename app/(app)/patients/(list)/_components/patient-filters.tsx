import type { Route } from 'next';
import { FilterChip } from '@/app/_components/ui/chip';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { SiteAndProtocolChips } from '@/app/(app)/_components/site-and-protocol-chips';
import type { Membership } from '@/lib/auth/actor';
import {
  enrollmentStatuses,
  type PatientSearch,
  patientListHref,
} from '@/lib/worklist/patient-list';
import { statusNames } from './status-names';

type Props = { search: PatientSearch; sites: readonly Membership[] };

/** Each chip switches one filter on or off; the address keeps them. */
export function PatientFilters({ search, sites }: Props) {
  const { status } = search;
  const chip = (label: string, isActive: boolean, change: Partial<PatientSearch>) => (
    <FilterChip
      key={label}
      isActive={isActive}
      href={patientListHref({ ...search, ...change }) as Route}
    >
      {label}
    </FilterChip>
  );
  return (
    <div className="flex flex-col gap-2 pb-4 sm:flex-row sm:flex-wrap sm:gap-x-6 print:hidden">
      <ChipGroup label="Enrollment">
        {enrollmentStatuses.map((one) =>
          chip(statusNames[one], status === one, { status: status === one ? null : one }),
        )}
      </ChipGroup>
      <SiteAndProtocolChips
        chosen={search}
        sites={sites}
        hrefFor={(change) => patientListHref({ ...search, ...change })}
      />
    </div>
  );
}
