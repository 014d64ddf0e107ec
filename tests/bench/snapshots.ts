// Freezing the men of a large clinic and reading them as CSV, and what both leave to other requests meanwhile.
import { randomUUID } from 'node:crypto';
import { datasetNames } from '@/lib/analysis/datasets';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { streamDataset } from '@/lib/server/snapshots/stream-dataset';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { verifySnapshot } from '@/lib/server/snapshots/verify-snapshot';
import { type LargeClinic, openLargeClinic } from './clinic-of-thousands';
import { delays, observed } from './event-loop';
import { counted, type Figure, reported, seconds } from './figure';

const enrollments = 10_000;

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
