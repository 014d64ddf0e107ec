import type { Membership } from '@/lib/auth/actor';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { CohortVocabulary } from '@/lib/server/cohorts/queries';
import type { CohortChoices } from './cohort-fields';

export function cohortChoices(
  sites: readonly Membership[],
  vocabulary: CohortVocabulary,
): CohortChoices {
  const known = new Map(sites.map(({ siteId, siteName }) => [siteId, siteName]));
  return {
    sites: [...known].map(([siteId, siteName]) => ({ siteId, siteName })),
    protocols: protocolLibrary.map(({ code, title }) => ({ value: code, label: title })),
    vocabulary,
  };
}
