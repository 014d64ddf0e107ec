import { Ban, CircleAlert, CircleCheck, Clock, LoaderCircle, type LucideIcon } from 'lucide-react';
import { StateBadge } from '@/app/_components/ui/state-badge';
import type { Tone } from '@/app/_components/ui/tone';
import type { JobStatus } from '@/lib/core/job';

type Props = {
  job: {
    readonly status: JobStatus;
    readonly isStopping: boolean;
    readonly isSilent: boolean;
    readonly done: number;
    readonly total: number;
  };
  /** What it does: "Writing". */
  running: string;
  /** What it has done: "Written". */
  done: string;
  /** What its progress counts: "men"; without it the share is shown. */
  counted?: string;
  /** Names the progress bar for screen readers. */
  label: string;
};

const looks: Readonly<Record<JobStatus, readonly [Tone, LucideIcon]>> = {
  queued: ['upcoming', Clock],
  running: ['info', LoaderCircle],
  done: ['done', CircleCheck],
  failed: ['red', CircleAlert],
  canceled: ['waived', Ban],
};

/** What a job of the worker is at: a word, and while it runs how far it is. */
export function JobState({ job, running, done, counted, label }: Props) {
  const [tone, icon] = looks[job.status];
  const words = { queued: 'Waiting', running, done, failed: 'Failed', canceled: 'Canceled' };
  return (
    <>
      <StateBadge tone={tone} icon={icon}>
        {job.isStopping ? 'Stopping' : words[job.status]}
      </StateBadge>
      {job.status === 'running' ? (
        <span className="flex items-center gap-2 pt-1">
          <progress
            className="h-1.5 w-24"
            aria-label={label}
            value={job.done}
            max={Math.max(job.total, 1)}
          />
          <span className="whitespace-nowrap text-muted">
            {job.total === 0 ? 'beginning' : shareOf(job, counted)}
          </span>
        </span>
      ) : null}
      {job.isSilent ? (
        <span className="block pt-1 text-muted">
          Its worker was not heard of for half a minute. Another try begins by itself.
        </span>
      ) : null}
    </>
  );
}

function shareOf({ done, total }: Props['job'], counted: string | undefined): string {
  return counted === undefined
    ? `${Math.floor((100 * done) / total)} %`
    : `${done} of ${total} ${counted}`;
}
