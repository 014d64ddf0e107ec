import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { isUnderWay } from '@/lib/core/job';
import type { ImportView } from '@/lib/server/imports/queries';
import { JobPanel } from '../../_components/job-panel';
import { AcceptUnusual } from './accept-unusual';
import { AskCheck } from './ask-check';
import { isStepDone, stepNames, stepPath, stepsOf } from './import-steps';
import { IssueTable } from './issue-table';
import { RowCounts } from './row-counts';

export function CheckStep({ view }: { view: ImportView }) {
  const { id, version, status, counts, settings } = view;
  const missing = stepsOf(view).find(
    (step) => step !== 'check' && step !== 'record' && !isStepDone(view, step),
  );
  if (missing !== undefined) {
    return (
      <EmptyState
        title="Something is left to be said first"
        action={
          <LinkButton variant="primary" href={stepPath(id, missing)}>
            Go to {stepNames[missing]}
          </LinkButton>
        }
      >
        The file can be checked once every step before this one is done.
      </EmptyState>
    );
  }
  const job = view.jobs.find(({ kind }) => kind === 'import-check');
  const isBusy = view.jobs.some((one) => isUnderWay(one.status));
  const isChecked = status === 'checked' && counts !== null;
  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-prose text-muted">
        A check asks every row what the screens would ask, and compares it with the records of the
        site. Nothing is recorded.
      </p>
      {job === undefined ? null : <JobPanel job={job} running="Checking" done="Checked" />}
      {isBusy || isChecked ? null : <AskCheck importId={id} version={version} isAgain={false} />}
      {isChecked && !isBusy ? (
        <>
          <RowCounts counts={counts} isRecorded={false} />
          {counts.warnings === 0 || settings.answers.acceptUnusual ? null : (
            <AcceptUnusual
              importId={id}
              version={version}
              answers={settings.answers}
              warnings={counts.warnings}
            />
          )}
          <div className="flex flex-wrap gap-3">
            <LinkButton variant="primary" href={stepPath(id, 'record')}>
              Go on
            </LinkButton>
            <AskCheck importId={id} version={version} isAgain />
          </div>
          <IssueTable view={view} />
        </>
      ) : null}
    </div>
  );
}
