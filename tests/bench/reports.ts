// The two reports over a site with ten thousand men, beside the working list of the same database.
import { sitesWhere } from '@/lib/auth/can';
import { readDeviationSearch } from '@/lib/outcomes/deviation-search';
import { readOutcomeSearch } from '@/lib/outcomes/outcome-search';
import { listDeviations } from '@/lib/server/deviations/queries';
import { getOutcomes } from '@/lib/server/outcomes/queries';
import { listWork } from '@/lib/server/worklist/queries';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, milliseconds, percentile, reported } from './figure';

const enrollments = 10_000;
const runs = 9;

export async function measureReports(): Promise<readonly Figure[]> {
  const clinic = await openLargeClinic(enrollments);
  try {
    const { nurse } = clinic;
    const sites = sitesWhere(nurse, 'patient:read');
    const asked = {
      work: () => listWork(nurse, sites, readWorklistSearch({})),
      deviations: () => listDeviations(nurse, sites, readDeviationSearch({})),
      outcomes: () => getOutcomes(nurse, sites, readOutcomeSearch({})),
    };
    const taken = { work: [] as number[], deviations: [] as number[], outcomes: [] as number[] };
    // They take turns, so that whatever else the machine does falls on all of them; the first turn warms up.
    for (let run = -1; run < runs; run += 1) {
      for (const name of ['work', 'deviations', 'outcomes'] as const) {
        const time = await timed(asked[name]);
        if (run >= 0) {
          taken[name].push(time);
        }
      }
    }
    const { total } = await asked.deviations();
    const work = percentile(taken.work, 0.5);
    const line = (what: string, times: readonly number[]) => {
      const [median, late] = [percentile(times, 0.5), percentile(times, 0.95)];
      return reported(
        `${what} at ${counted(enrollments)} enrollments: p50 / p95 of ${runs} runs`,
        `${milliseconds(median)} / ${milliseconds(late)}, ${(median / work).toFixed(1)} × the query of Today`,
      );
    };
    return [
      line(`Query of /deviations (${counted(total)} deviations)`, taken.deviations),
      line('Query of /outcomes', taken.outcomes),
    ];
  } finally {
    await clinic.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
