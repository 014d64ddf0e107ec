import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { frozenScope, type PlanOptions } from '@/lib/analysis/plan-options';
import type { AnalysisResults } from '@/lib/analysis/results';
import { standardPlan } from '@/lib/analysis/standard-plan';
import { standardTables } from '@/lib/analysis/tables/standard-tables';
import type { StatTable } from '@/lib/analysis/tables/stat-table';
import type { Actor } from '@/lib/auth/actor';
import type { SnapshotView } from '../snapshots/queries';
import { resultsOf } from './results-of';
import { StatisticsProblem } from './statistics-problem';

export type SnapshotTables =
  | {
      readonly ok: true;
      readonly tables: readonly StatTable[];
      readonly results: AnalysisResults;
    }
  /** R gave no answer; the sentence is for the screen. */
  | { readonly ok: false; readonly sentence: string };

/** The standard tables of a snapshot, with others attended to between two of them. */
export async function tablesOf(
  actor: Actor,
  { id, definition }: Pick<SnapshotView, 'id' | 'definition'>,
  options: PlanOptions,
): Promise<SnapshotTables> {
  const scope = frozenScope(definition);
  const { smallestCell } = definition.cohort;
  try {
    const results = await resultsOf(actor, id, standardPlan(scope, options));
    const tables: StatTable[] = [];
    for (const table of standardTables({ scope, options, smallestCell, results })) {
      tables.push(table);
      await nextTurn();
    }
    return { ok: true, tables, results };
  } catch (error) {
    if (error instanceof StatisticsProblem) {
      return { ok: false, sentence: error.message };
    }
    throw error;
  }
}
