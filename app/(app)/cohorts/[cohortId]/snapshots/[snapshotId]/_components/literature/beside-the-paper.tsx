import type { Actor } from '@/lib/auth/actor';
import type { PublishedPaper } from '@/lib/literature/published-paper';
import { compareWithPaper } from '@/lib/server/literature/compare-with-paper';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { StatisticsProblem } from '@/lib/server/statistics/statistics-problem';
import { NoStatistics } from '../tables/no-statistics';
import { PaperReport } from './paper-report';

type Props = { actor: Actor; snapshot: SnapshotView; paper: PublishedPaper };

/** Waits for R; the page around it is shown meanwhile. */
export async function BesideThePaper({ actor, snapshot, paper }: Props) {
  const answer = await compareWithPaper(actor, snapshot, paper).catch((error: unknown) => {
    if (error instanceof StatisticsProblem) {
      return error;
    }
    throw error;
  });
  return answer instanceof StatisticsProblem ? (
    <NoStatistics title="There is no comparison now" sentence={answer.message} />
  ) : (
    <PaperReport {...answer} />
  );
}
