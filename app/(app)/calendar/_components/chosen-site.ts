import { notFound } from 'next/navigation';
import type { Membership } from '@/lib/auth/actor';

/** The site that the address names, else the first of the reader's. */
export function chosenSite(sites: readonly Membership[], siteId: string | null): Membership {
  const site = siteId === null ? sites[0] : sites.find((one) => one.siteId === siteId);
  return site ?? notFound();
}
