import type { Route } from 'next';
import { FilterChip } from '@/app/_components/ui/chip';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import type { Membership } from '@/lib/auth/actor';

type Props = {
  sites: readonly Membership[];
  chosen: string;
  hrefOf: (siteId: string) => string;
};

/** Whose settings are shown; nothing to choose where a person works at one site. */
export function SiteChips({ sites, chosen, hrefOf }: Props) {
  return sites.length > 1 ? (
    <ChipGroup label="Site">
      {sites.map(({ siteId, siteCode }) => (
        <FilterChip key={siteId} isActive={siteId === chosen} href={hrefOf(siteId) as Route}>
          {siteCode}
        </FilterChip>
      ))}
    </ChipGroup>
  ) : null;
}
