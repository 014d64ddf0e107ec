import { Notice } from '@/app/_components/ui/notice';

/** @param what the beginning of a sentence: "Exports are written" */
export function WorkerNotice({ what }: { what: string }) {
  return (
    <Notice tone="amber" title="The worker is not running">
      {what} by a process beside the web server, and none was heard of in the last half minute. What
      you ask for waits until it runs; tell whoever runs the program.
    </Notice>
  );
}
