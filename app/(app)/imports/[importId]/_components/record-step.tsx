import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { Notice } from '@/app/_components/ui/notice';
import { instantText } from '@/app/(app)/_components/instant-text';
import { isUnderWay } from '@/lib/core/job';
import type { ImportView } from '@/lib/server/imports/queries';
import { JobPanel } from '../../_components/job-panel';
import { AskCommit } from './ask-commit';
import { stepPath } from './import-steps';
import { IssueTable } from './issue-table';
import { RowCounts, rowsText } from './row-counts';

export function RecordStep({ view }: { view: ImportView }) {
  const { id, version, status, counts, committedAt, committedByName } = view;
  const job = view.jobs.find(({ kind }) => kind === 'import-commit');
  if (status === 'committed' && counts !== null && committedAt !== null) {
    return (
      <div className="flex flex-col gap-6">
        <Notice
          tone="done"
          title={`This file was imported on ${instantText(committedAt)} by ${committedByName ?? 'somebody of another site'}.`}
        >
          {rowsText(counts.ready)} recorded. The same file can come again: what is there already is
          left as it is.
        </Notice>
        <RowCounts counts={counts} isRecorded />
        <IssueTable view={view} />
      </div>
    );
  }
  if (view.jobs.some((one) => isUnderWay(one.status)) && job !== undefined) {
    return <JobPanel job={job} running="Recording" done="Recorded" />;
  }
  if (status !== 'checked' || counts === null) {
    return (
      <EmptyState
        title="The file is not checked yet"
        action={
          <LinkButton variant="primary" href={stepPath(id, 'check')}>
            Go to Check
          </LinkButton>
        }
      >
        What would be recorded stands here after a check.
      </EmptyState>
    );
  }
  const held = counts.errors + counts.warnings;
  return (
    <div className="flex flex-col gap-6">
      {job === undefined ? null : <JobPanel job={job} running="Recording" done="Recorded" />}
      <RowCounts counts={counts} isRecorded={false} />
      {counts.ready === 0 ? (
        <p>No row is ready to be recorded.</p>
      ) : (
        <div className="flex flex-col gap-3">
          <AskCommit
            importId={id}
            version={version}
            mode={held === 0 ? 'all' : 'valid'}
            label={
              held === 0
                ? `Record all ${rowsText(counts.ready)}`
                : `Record the ${rowsText(counts.ready)} that are valid`
            }
          />
          <p className="max-w-prose text-muted">
            {held === 0
              ? 'All of them are recorded in one go, or none if something goes wrong.'
              : `Not all can be recorded: ${rowsText(held)} held back. Correct them in the file and bring it again; what has been recorded by then is left as it is.`}
          </p>
        </div>
      )}
    </div>
  );
}
