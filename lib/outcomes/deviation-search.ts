import { z } from 'zod';
import { hrefWith } from '@/lib/core/href';
import { pageSchema } from '@/lib/core/page-number';
import { type CivilDate, civilDateSchema } from '@/lib/dates/civil-date';
import { type DeviationKind, deviationKinds } from './deviation';

export interface DeviationFilter {
  readonly siteId: string | null;
  readonly protocol: string | null;
  readonly requirement: string | null;
  readonly kind: DeviationKind | null;
  /** By the day on which it was done, missed, closed or planned. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

export interface DeviationSearch extends DeviationFilter {
  readonly page: number;
}

export const deviationPageSize = 50;

// An address can be mistyped: whatever does not fit counts as not given.
const searchSchema = z.object({
  site: z.uuid().nullable().catch(null),
  protocol: z.string().min(1).max(100).nullable().catch(null),
  requirement: z.string().min(1).max(100).nullable().catch(null),
  kind: z.enum(deviationKinds).nullable().catch(null),
  from: civilDateSchema.nullable().catch(null),
  to: civilDateSchema.nullable().catch(null),
  page: pageSchema,
});

export function readDeviationSearch(parameters: unknown): DeviationSearch {
  const { site, ...rest } = searchSchema.parse(parameters);
  return { siteId: site, ...rest };
}

/** The report with other filters; it starts at the first page unless one is named. */
export function deviationHref(
  filter: DeviationFilter,
  page = 1,
  path: '/deviations' | '/deviations/export' = '/deviations',
): string {
  const { siteId, protocol, requirement, kind, from, to } = filter;
  return hrefWith(path, {
    site: siteId,
    protocol,
    requirement,
    kind,
    from,
    to,
    page: page === 1 ? null : page,
  });
}
