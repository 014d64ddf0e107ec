import 'server-only';
import type { FlowGroup } from '@/lib/analysis/flow';
import { isEverybodyEnrolled } from '@/lib/analysis/flow-scope';
import { AnalysisResults } from '@/lib/analysis/results';
import type { Actor } from '@/lib/auth/actor';
import {
  clinicFigures,
  comparePaper,
  differencePlan,
  groupingsOf,
  type PaperComparison,
} from '@/lib/literature/comparison';
import { literaturePlan } from '@/lib/literature/literature-plan';
import type { PublishedPaper } from '@/lib/literature/published-paper';
import { type RecomputedTest, recomputedTests } from '@/lib/literature/recomputations';
import { type SnapshotView, snapshotGroups } from '../snapshots/queries';
import { resultsOf } from '../statistics/results-of';

export interface BesidePaper {
  readonly comparison: PaperComparison;
  readonly tests: readonly RecomputedTest[];
}

/**
 * A snapshot beside the paper of its protocol. R is asked twice, since the differences need the clinic's figures.
 * @throws StatisticsProblem
 */
export async function compareWithPaper(
  actor: Actor,
  snapshot: SnapshotView,
  paper: PublishedPaper,
): Promise<BesidePaper> {
  const { members, screening, definition } = snapshot;
  const results = await resultsOf(actor, snapshot.id, literaturePlan(paper));
  const groups = new Map<string, readonly FlowGroup[]>();
  for (const columns of groupingsOf(paper)) {
    groups.set(columns.join(' '), await groupsBy(actor, snapshot, columns));
  }
  const clinic = clinicFigures(paper, {
    results,
    groupsBy: (columns) => groups.get(columns.join(' ')) ?? [],
    screened: isEverybodyEnrolled(definition.cohort.definition.condition) ? screening : null,
    enrolled: members,
  });
  const plan = differencePlan(paper, clinic);
  const differences =
    plan.length === 0 ? new AnalysisResults([]) : await resultsOf(actor, snapshot.id, plan);
  const { smallestCell } = definition.cohort;
  return {
    comparison: comparePaper(paper, clinic, { results, differences, smallestCell }),
    tests: recomputedTests(paper, results),
  };
}

/** A column that an older snapshot lacks is not known of anybody. */
function groupsBy(
  actor: Actor,
  snapshot: SnapshotView,
  columns: readonly string[],
): Promise<FlowGroup[]> {
  const known = columns.filter((name) =>
    snapshot.definition.columns.subjects.some((column) => column.name === name),
  );
  return snapshotGroups(actor, snapshot, known);
}
