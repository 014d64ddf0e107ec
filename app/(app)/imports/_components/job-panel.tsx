import { JobState } from '@/app/(app)/_components/jobs/job-state';
import { isUnderWay } from '@/lib/core/job';
import type { JobView } from '@/lib/server/jobs/queries';
import { CancelImportJob } from './cancel-import-job';

type Props = {
  job: JobView;
  /** "Checking", "Checked". */
  running: string;
  done: string;
};

export function JobPanel({ job, running, done }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p>
        <JobState job={job} running={running} done={done} label={`${running} the rows`} />
        <span className="block pt-1 text-dense text-muted">Asked for by {job.requestedBy}</span>
      </p>
      {isUnderWay(job.status) && !job.isStopping ? <CancelImportJob jobId={job.id} /> : null}
      {job.error === null ? null : (
        <p role="alert" className="basis-full text-red">
          {job.error.message}
        </p>
      )}
    </div>
  );
}
