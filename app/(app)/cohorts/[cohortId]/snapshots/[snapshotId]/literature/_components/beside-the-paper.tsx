import type { Route } from 'next';
import { LinkButton } from '@/app/_components/ui/link-button';
import { Notice } from '@/app/_components/ui/notice';
import type { Actor } from '@/lib/auth/actor';
import type { PublishedPaper } from '@/lib/literature/published-paper';
import { compareWithPaper } from '@/lib/server/literature/compare-with-paper';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { StatisticsProblem } from '@/lib/server/statistics/statistics-problem';
import { PaperReport } from '../../_components/literature/paper-report';

interface Props {
  actor: Actor;
  snapshot: SnapshotView;
  paper: PublishedPaper;
  path: Route;
}

export async function BesideThePaper({ actor, snapshot, paper, path }: Props) {
  const outcome = await compareWithPaper(actor, snapshot, paper).catch((thrown: unknown) => {
    if (thrown instanceof StatisticsProblem) {
      return thrown;
    }
    throw thrown;
  });
  if (outcome instanceof StatisticsProblem) {
    return (
      <Notice
        tone="red"
        title="There is no comparison"
        action={<LinkButton href={path}>Try again</LinkButton>}
      >
        {outcome.message}
      </Notice>
    );
  }
  return <PaperReport {...outcome} />;
}
