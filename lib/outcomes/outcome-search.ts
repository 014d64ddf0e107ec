import { z } from 'zod';
import { hrefWith } from '@/lib/core/href';

export interface OutcomeSearch {
  readonly siteId: string | null;
  /** Null: the first protocol that anybody is on. */
  readonly protocol: string | null;
  /** Null: everybody. */
  readonly cohort: string | null;
}

// An address can be mistyped: whatever does not fit counts as not given.
const searchSchema = z.object({
  site: z.uuid().nullable().catch(null),
  protocol: z.string().max(100).nullable().catch(null),
  cohort: z.string().min(1).max(40).nullable().catch(null),
});

export function readOutcomeSearch(parameters: unknown): OutcomeSearch {
  const { site, protocol, cohort } = searchSchema.parse(parameters);
  return { siteId: site, protocol, cohort };
}

export function outcomeHref({ siteId, protocol, cohort }: OutcomeSearch): string {
  return hrefWith('/outcomes', { site: siteId, protocol, cohort });
}
