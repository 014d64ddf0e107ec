import type { PlanOptions } from '@/lib/analysis/plan-options';
import type { Actor } from '@/lib/auth/actor';
import { paperOf } from '@/lib/literature/papers';
import { printedColumn } from '@/lib/literature/printed-beside';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { tablesOf } from '@/lib/server/statistics/tables-of';
import { NoStatistics } from '../../_components/tables/no-statistics';
import { StatTableView } from '../../_components/tables/stat-table-view';

type Props = { actor: Actor; snapshot: SnapshotView; options: PlanOptions };

/** Waits for R; the page around it is shown meanwhile. */
export async function TablesList({ actor, snapshot, options }: Props) {
  const answer = await tablesOf(actor, snapshot, options);
  const paper = paperOf(snapshot.protocolCode);
  return answer.ok ? (
    <div className="flex flex-col gap-10">
      {answer.tables.map((table, index) => (
        <StatTableView
          key={table.id}
          table={table}
          number={index + 1}
          isCopyable
          heading="h2"
          printed={paper === null ? null : printedColumn(paper, table.id, options.outcome)}
        />
      ))}
    </div>
  ) : (
    <NoStatistics sentence={answer.sentence} />
  );
}
