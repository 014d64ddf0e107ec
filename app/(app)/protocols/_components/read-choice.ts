import type { Membership } from '@/lib/auth/actor';
import { hrefWith } from '@/lib/core/href';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Which site's settings are shown, and which of its profiles; what does not fit counts as not given. */
export function readChoice(search: Search, sites: readonly Membership[]) {
  const { site, profile, version } = search;
  return {
    site: sites.find(({ siteId }) => siteId === site) ?? sites[0],
    name: readText(profile) ?? defaultProfile,
    /** Of the protocol; null is the newest. */
    version: readText(version),
  };
}

/** One value of the address; a list or nothing counts as not given. */
export function readText(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function choiceHref(
  path: string,
  siteId: string,
  name: string,
  version: string | null = null,
): string {
  return hrefWith(path, { site: siteId, profile: name === defaultProfile ? null : name, version });
}
