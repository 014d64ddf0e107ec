import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Notice } from '@/app/_components/ui/notice';
import { PageHeader } from '@/app/_components/ui/page-header';
import { sitesWhere } from '@/lib/auth/can';
import { describeCondition } from '@/lib/cohort/describe-condition';
import { siteToday } from '@/lib/server/clock';
import { getCohort, getCohortVocabulary } from '@/lib/server/cohorts/queries';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { requirePermission } from '@/lib/server/page';
import { AmendCohortForm } from '../_components/amend-cohort-form';
import { cohortChoices } from '../_components/cohort-choices';
import { Sentences } from '../_components/sentences';
import { TakeOutDialog } from '../_components/take-out-dialog';
import { SnapshotSection } from './_components/snapshot-section';

export const metadata: Metadata = { title: 'Cohort' };

export default async function CohortPage({ params }: PageProps<'/cohorts/[cohortId]'>) {
  const { actor } = await requirePermission('export:study');
  const cohort = (await getCohort(actor, (await params).cohortId)) ?? notFound();
  const { cohortId, siteId, siteIds, name, title, version, definition, voidReason } = cohort;
  const sites = sitesWhere(actor, 'export:study');
  const asked = sites.filter((site) => siteIds.includes(site.siteId));
  const keeper = asked.find((site) => site.siteId === siteId) ?? notFound();
  const vocabulary = await getCohortVocabulary(actor, sites);
  const names = vocabulary[definition.protocol];
  const formKey = `cohort-1:${cohortId}`;
  const { changedAt, ...form } = cohort;
  return (
    <>
      <PageHeader
        title={name}
        description={`${title} · ${[...new Set(asked.map(({ siteName }) => siteName))].join(', ')} · changed on ${changedAt.toISOString().slice(0, 10)} by ${cohort.changedBy}`}
        actions={
          voidReason === null ? (
            <TakeOutDialog cohortId={cohortId} version={version} name={name} />
          ) : undefined
        }
      />
      {voidReason === null ? (
        <AmendCohortForm
          key={version}
          cohort={form}
          choices={cohortChoices(sites, vocabulary)}
          place={{ formKey, siteId }}
          draft={await findDraft(actor, formKey)}
        />
      ) : (
        <div className="flex max-w-3xl flex-col gap-4">
          <Notice tone="info" title="This cohort was taken out of the list">
            {voidReason}
          </Notice>
          {names === undefined ? null : (
            <div>
              Who was in: <Sentences sentence={describeCondition(definition.condition, names)} />
            </div>
          )}
        </div>
      )}
      <div className="pt-8">
        <SnapshotSection
          actor={actor}
          cohort={{ id: cohortId, version }}
          mayTake={voidReason === null}
          today={siteToday(keeper.timeZone)}
        />
      </div>
    </>
  );
}
