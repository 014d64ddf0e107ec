import { z } from 'zod';
import { hrefWith } from '@/lib/core/href';
import { pageSchema } from '@/lib/core/page-number';
import { requirementKinds } from '@/lib/protocols/schema';
import { type WorklistFilter, type WorklistGroup, worklistGroups } from './worklist';

/** What the address of the working list says: filters, and which group is shown from which page on. */
export interface WorklistSearch {
  readonly filter: WorklistFilter;
  /** The group that was paged; the others show their first page. */
  readonly group: WorklistGroup | null;
  readonly page: number;
}

// An address can be mistyped: whatever does not fit counts as not given.
const searchSchema = z.object({
  site: z.uuid().nullable().catch(null),
  protocol: z.string().max(100).nullable().catch(null),
  kind: z.enum(requirementKinds).nullable().catch(null),
  mine: z.literal('yes').nullable().catch(null),
  only: z.enum(worklistGroups).nullable().catch(null),
  group: z.enum(worklistGroups).nullable().catch(null),
  page: pageSchema,
});

export function readWorklistSearch(parameters: unknown): WorklistSearch {
  const { site, protocol, kind, mine, only, group, page } = searchSchema.parse(parameters);
  return {
    filter: { siteId: site, protocol, kind, isMine: mine === 'yes', only },
    group,
    page: group === null ? 1 : page,
  };
}

/** The list with other filters; it starts at the first page again. */
export function worklistHref(
  filter: WorklistFilter,
  page?: WorklistPage,
  path: '/today' | '/decisions' = '/today',
): string {
  return hrefWith(path, {
    site: filter.siteId,
    protocol: filter.protocol,
    kind: filter.kind,
    mine: filter.isMine ? 'yes' : null,
    only: filter.only,
    group: page?.group ?? null,
    page: page === undefined || page.page === 1 ? null : page.page,
  });
}

interface WorklistPage {
  readonly group: WorklistGroup;
  readonly page: number;
}
