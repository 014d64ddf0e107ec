import { z } from 'zod';
import { hrefWith } from '@/lib/core/href';
import { pageSchema } from '@/lib/core/page-number';

export interface ScreeningSearch {
  readonly siteId: string | null;
  readonly protocol: string | null;
  readonly page: number;
}

/** Entries on one page. */
export const screeningPageSize = 50;

// An address can be mistyped: whatever does not fit counts as not given.
const searchSchema = z.object({
  site: z.uuid().nullable().catch(null),
  protocol: z.string().max(100).nullable().catch(null),
  page: pageSchema,
});

export function readScreeningSearch(parameters: unknown): ScreeningSearch {
  const { site, protocol, page } = searchSchema.parse(parameters);
  return { siteId: site, protocol, page };
}

/** The log with other filters; it starts at the first page unless one is named. */
export function screeningHref(search: Omit<ScreeningSearch, 'page'>, page = 1): string {
  return hrefWith('/screening', {
    site: search.siteId,
    protocol: search.protocol,
    page: page === 1 ? null : page,
  });
}
