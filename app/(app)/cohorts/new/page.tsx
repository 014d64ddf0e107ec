import type { Metadata } from 'next';
import { PageHeader } from '@/app/_components/ui/page-header';
import { getCohortVocabulary } from '@/lib/server/cohorts/queries';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { requirePermission } from '@/lib/server/page';
import { cohortChoices } from '../_components/cohort-choices';
import { NewCohortForm } from '../_components/new-cohort-form';

export const metadata: Metadata = { title: 'New cohort' };

const formKey = 'cohort-1:new';

export default async function NewCohortPage() {
  const { actor, sites } = await requirePermission('export:study');
  const [first] = sites;
  return (
    <>
      <PageHeader title="New cohort" description="Say who is in; the count follows as you write." />
      <NewCohortForm
        choices={cohortChoices(sites, await getCohortVocabulary(actor, sites))}
        place={{ formKey, siteId: first?.siteId ?? '' }}
        draft={await findDraft(actor, formKey)}
      />
    </>
  );
}
