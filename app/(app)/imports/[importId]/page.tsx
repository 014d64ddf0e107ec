import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { Notice } from '@/app/_components/ui/notice';
import { PageHeader } from '@/app/_components/ui/page-header';
import { CopyHash } from '@/app/(app)/_components/copy-hash';
import { instantText } from '@/app/(app)/_components/instant-text';
import { LookAgain } from '@/app/(app)/_components/jobs/look-again';
import { WorkerNotice } from '@/app/(app)/_components/jobs/worker-notice';
import { isUnderWay } from '@/lib/core/job';
import { byteSize } from '@/lib/export/byte-size';
import { columnLetters } from '@/lib/import/file-profile';
import { importKindDefinitions } from '@/lib/import/import-kinds';
import { importPermission } from '@/lib/server/imports/import-run';
import { getImport, type ImportView } from '@/lib/server/imports/queries';
import { isWorkerRunning } from '@/lib/server/jobs/queries';
import { requirePermission } from '@/lib/server/page';
import { CheckStep } from './_components/check-step';
import { ColumnsStep } from './_components/columns-step';
import { FileStep } from './_components/file-step';
import {
  columnQuestions,
  type ImportStep,
  stepNames,
  stepPath,
  stepsOf,
  stepToOpen,
} from './_components/import-steps';
import { layoutFacts } from './_components/layout-facts';
import { QuestionsStep } from './_components/questions-step';
import { RecordStep } from './_components/record-step';
import { rowsText } from './_components/row-counts';
import { StepLinks } from './_components/step-links';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage({
  params,
  searchParams,
}: PageProps<'/imports/[importId]'>) {
  const { actor } = await requirePermission(importPermission);
  const { importId } = await params;
  const view = await getImport(actor, importId);
  if (view === null) {
    notFound();
  }
  const step = stepToOpen(view, (await searchParams)['step']);
  const isWorked = step === 'check' || step === 'record';
  const isRunning = !isWorked || view.status === 'committed' || (await isWorkerRunning(actor));
  return (
    <>
      <PageHeader title={view.fileName} description={describe(view)} />
      <div className="flex flex-wrap items-center gap-2 pb-4 text-dense text-muted">
        SHA-256 <CopyHash sha256={view.fileSha256} name="the file" />
      </div>
      <LookAgain isUnderWay={view.jobs.some(({ status }) => isUnderWay(status))} />
      <div className="flex flex-col gap-4">
        <Before view={view} />
        {isRunning ? null : <WorkerNotice what="Files are checked and recorded" />}
        <StepLinks view={view} current={step} />
        <section aria-labelledby="step" className="flex flex-col gap-4">
          <h2 id="step" className="font-semibold text-large">
            {stepNames[step]}
          </h2>
          <Step key={view.version} view={view} step={step} />
        </section>
      </div>
    </>
  );
}

function describe(view: ImportView): string {
  const { kind, sourceName, fileBytes, profile, uploadedAt, uploadedByName } = view;
  const title = importKindDefinitions[kind].title;
  const from = sourceName === '' ? 'source not named' : `from ${sourceName}`;
  const size = [
    byteSize(fileBytes),
    ...(profile.format === 'fhir-bundle' ? [] : [rowsText(profile.rows)]),
  ];
  return `${title}, ${from}: ${size.join(', ')}, brought on ${instantText(uploadedAt)} by ${uploadedByName}`;
}

/** Who brings a file twice learns it before anything else. */
function Before({ view: { committedBefore } }: { view: ImportView }) {
  const [last] = committedBefore;
  return last === undefined ? null : (
    <Notice
      tone="amber"
      title={
        <Link href={`/imports/${last.id}` as Route} className="underline">
          This file was imported on {instantText(last.committedAt)}
        </Link>
      }
    >
      What is there already is left as it is.
    </Notice>
  );
}

function Step({ view, step }: { view: ImportView; step: ImportStep }) {
  const { id: importId, version, status, kind, sourceName, sources, profile, settings } = view;
  if (status === 'committed' && step !== 'record') {
    return (
      <EmptyState
        title="This file has been recorded"
        action={<LinkButton href={stepPath(importId, 'record')}>Go to Record</LinkButton>}
      >
        Nothing about it can be changed any more. What it recorded is corrected where it stands.
      </EmptyState>
    );
  }
  switch (step) {
    case 'file':
      return (
        <FileStep
          importId={importId}
          version={version}
          sourceName={sourceName}
          sources={sources}
          facts={layoutFacts(view)}
          next={stepsOf(view)[1] ?? 'check'}
        />
      );
    case 'columns':
      return (
        <ColumnsStep
          importId={importId}
          version={version}
          kind={kind}
          columns={profile.columns.map(({ column, title, examples, filled }) => ({
            column,
            title,
            examples,
            filled,
            letters: columnLetters(column),
          }))}
          rows={profile.rows}
          mapping={settings.mapping}
        />
      );
    case 'questions': {
      const questions = columnQuestions(view);
      return questions.length === 0 ? (
        <EmptyState
          title="The file leaves nothing open"
          action={
            <LinkButton variant="primary" href={stepPath(importId, 'check')}>
              Go on
            </LinkButton>
          }
        >
          Its dates, numbers and units can be read in one way only.
        </EmptyState>
      ) : (
        <QuestionsStep
          importId={importId}
          version={version}
          questions={questions}
          answers={settings.answers}
        />
      );
    }
    case 'check':
      return <CheckStep view={view} />;
    case 'record':
      return <RecordStep view={view} />;
  }
}
