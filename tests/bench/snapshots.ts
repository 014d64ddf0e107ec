// Freezing the men of a large clinic and reading them as CSV, and what both leave to other requests meanwhile.
import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { datasetNames } from '@/lib/analysis/datasets';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { streamDataset } from '@/lib/server/snapshots/stream-dataset';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { verifySnapshot } from '@/lib/server/snapshots/verify-snapshot';
import { type LargeClinic, openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, milliseconds, reported, seconds } from './figure';

const enrollments = 10_000;
/** As long as a request may wait for the event loop. */
const delayTarget = 50;

export async function measureSnapshots(): Promise<readonly Figure[]> {
  const clinic = await openLargeClinic(enrollments);
  try {
    const cohortId = await everybody(clinic);
    // The first one compiles the program.
    await freeze(clinic, cohortId, 'Warm', '2020-01-01');
    const frozen = await observed(() => freeze(clinic, cohortId, 'Measured', null));
    const read = await observed(() => readAll(clinic, frozen.result));
    const verified = await observed(() =>
      verifySnapshot(clinic.physician, frozen.result).then((isSame) => {
        if (!isSame) {
          throw new Error('the hash does not hold');
        }
      }),
    );
    const men = counted(enrollments);
    return [
      reported(`A snapshot of ${men} men`, seconds(frozen.ms)),
      ...delays('while it is taken', frozen),
      reported(`Its datasets as CSV (${counted(read.result / 1e6)} MB)`, seconds(read.ms)),
      ...delays('while they are read', read),
      reported('Its hash made again', seconds(verified.ms)),
      ...delays('meanwhile', verified),
    ];
  } finally {
    await clinic.close();
  }
}

function delays(when: string, { delayMs, heldMs }: Observed<unknown>): Figure[] {
  return [
    {
      name: `Longest wait for the event loop ${when}`,
      measured: milliseconds(delayMs),
      target: `≤ ${milliseconds(delayTarget)}`,
      isMet: delayMs <= delayTarget,
    },
    reported('Processor time of its longest turn', milliseconds(heldMs)),
  ];
}

interface Observed<Result> {
  readonly result: Result;
  readonly ms: number;
  readonly delayMs: number;
  /** Processor time of the longest piece of work between two turns of the event loop, collecting garbage included. */
  readonly heldMs: number;
}

/** On a machine that others use, too, the loop also waits for the processor: the processor time tells the two apart. */
async function observed<Result>(work: () => Promise<Result>): Promise<Observed<Result>> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  let last = process.cpuUsage();
  let heldMs = 0;
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(last);
    heldMs = Math.max(heldMs, (user + system) / 1000);
    last = process.cpuUsage();
  }, 1);
  delays.enable();
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  delays.disable();
  clearInterval(timer);
  return { result, ms, delayMs: delays.max / 1e6, heldMs };
}

async function everybody({ physician, siteId }: LargeClinic): Promise<string> {
  const { cohortId } = await saveCohort.execute(
    physician,
    {
      siteId,
      siteIds: [siteId],
      name: 'Everybody',
      definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
    },
    { submissionId: randomUUID() },
  );
  return cohortId;
}

async function freeze(
  { physician }: LargeClinic,
  cohortId: string,
  name: string,
  cutOff: string | null,
): Promise<string> {
  const input = { cohortId, version: 1, name, cutOff };
  const options = { submissionId: randomUUID() };
  return (await takeSnapshot.execute(physician, input, options)).snapshotId;
}

/** @returns bytes */
async function readAll({ physician }: LargeClinic, snapshotId: string): Promise<number> {
  let bytes = 0;
  for (const dataset of datasetNames) {
    for await (const piece of streamDataset(physician, snapshotId, dataset)) {
      bytes += piece.length;
    }
  }
  return bytes;
}
