import type { Route } from 'next';
import { FilterChip } from '@/app/_components/ui/chip';
import type { Membership } from '@/lib/auth/actor';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { ChipGroup } from './chip-group';

type Chosen = { siteId: string | null; protocol: string | null };

type Props = {
  chosen: Chosen;
  sites: readonly Membership[];
  hrefFor: (change: Partial<Chosen>) => string;
};

/** The two filters that every list of patients has; with one site there is nothing to choose. */
export function SiteAndProtocolChips({ chosen, sites, hrefFor }: Props) {
  const chip = (label: string, isActive: boolean, change: Partial<Chosen>) => (
    <FilterChip key={label} isActive={isActive} href={hrefFor(change) as Route}>
      {label}
    </FilterChip>
  );
  return (
    <>
      {sites.length > 1 ? (
        <ChipGroup label="Site">
          {sites.map(({ siteId, siteCode }) => {
            const isActive = chosen.siteId === siteId;
            return chip(siteCode, isActive, { siteId: isActive ? null : siteId });
          })}
        </ChipGroup>
      ) : null}
      <ChipGroup label="Protocol">
        {protocolLibrary.map(({ code, arms }) => {
          const isActive = chosen.protocol === code;
          return chip(arms[0]?.title ?? code, isActive, { protocol: isActive ? null : code });
        })}
      </ChipGroup>
    </>
  );
}
