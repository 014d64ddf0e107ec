import { buttonStyle } from '@/app/_components/ui/button-style';
import { Notice } from '@/app/_components/ui/notice';
import type { PlanOptions } from '@/lib/analysis/plan-options';
import type { AnalysisResults } from '@/lib/analysis/results';
import type { Actor } from '@/lib/auth/actor';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { resultsOf } from '@/lib/server/statistics/results-of';
import { wholePlan } from '@/lib/server/statistics/snapshot-archive';
import { StatisticsProblem } from '@/lib/server/statistics/statistics-problem';

type Props = { actor: Actor; snapshot: SnapshotView; options: PlanOptions; href: string };

/** The link, once R has computed what stands in the folder; whoever follows it does not wait again. */
export async function ReadyArchive({ actor, snapshot, options, href }: Props) {
  const results = await computed({ actor, snapshot, options });
  if (typeof results === 'string') {
    return (
      <Notice tone="amber" title="The folder cannot be made now">
        {results}
      </Notice>
    );
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <a className={buttonStyle({ variant: 'primary' })} href={href} download>
        Download the folder (ZIP)
      </a>
      <p className="text-dense text-muted">{summary(results)}</p>
    </div>
  );
}

/** The results, or R's sentence. */
async function computed({ actor, snapshot, options }: Omit<Props, 'href'>) {
  try {
    return await resultsOf(actor, snapshot.id, wholePlan(snapshot, options));
  } catch (error) {
    if (error instanceof StatisticsProblem) {
      return error.message;
    }
    throw error;
  }
}

function summary({ rows }: AnalysisResults): string {
  const version =
    rows.find(({ statistic }) => statistic === 'version')?.text ?? 'of unknown version';
  const figures = rows.length.toLocaleString('en-US');
  return `${figures} expected results, computed by R ${version}.`;
}
