import type { Membership } from '@/lib/auth/actor';
import { hrefWith } from '@/lib/core/href';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Which site's settings are shown, and which of its profiles; what does not fit counts as not given. */
export function readChoice(search: Search, sites: readonly Membership[]) {
  const { site, profile } = search;
  return {
    site: sites.find(({ siteId }) => siteId === site) ?? sites[0],
    name: typeof profile === 'string' && profile !== '' ? profile : defaultProfile,
  };
}

export function choiceHref(path: string, siteId: string, name: string): string {
  return hrefWith(path, { site: siteId, profile: name === defaultProfile ? null : name });
}
