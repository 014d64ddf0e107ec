import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Analysis } from '@/lib/analysis/analysis';
import type { DatasetName } from '@/lib/analysis/datasets';
import { dictionaryCsv } from '@/lib/analysis/dictionary-csv';
import { planCsv } from '@/lib/analysis/plan-csv';
import { AnalysisResults, type ResultRow } from '@/lib/analysis/results';
import { readResultRows } from '@/lib/analysis/results-csv';
import { frozenDefinitionSchema } from '@/lib/analysis/snapshot';
import type { Actor } from '@/lib/auth/actor';
import { programVersion } from '@/lib/core/program-version';
import { AppError } from '../app-error';
import { requireEverySite } from '../cohorts/cohort-row';
import { inReadTransaction, inTransaction } from '../db/transaction';
import { getRLimits } from '../env';
import { streamDataset } from '../snapshots/stream-dataset';
import { rSources } from './r-files';
import { runPlan } from './run-plan';
import { StatisticsProblem } from './statistics-problem';

/** Enough for every choice that a person tries out; the oldest give way. */
const keptResults = 100;

// On globalThis, because the build puts a copy of this module into several bundles.
const holder: { sertoliResults?: Map<string, Promise<string>> } =
  globalThis as typeof globalThis & {
    sertoliResults?: Map<string, Promise<string>>;
  };

/**
 * What R says about the data of a snapshot, computed once and kept.
 *
 * @throws StatisticsProblem whose message is a sentence for the screen; NOT_FOUND for a snapshot of other clinics, FORBIDDEN
 *   where the actor may not export the study at each of its own.
 */
export async function resultsOf(
  actor: Actor,
  snapshotId: string,
  plan: readonly Analysis[],
): Promise<AnalysisResults> {
  return await parse(await resultsTextOf(actor, snapshotId, plan));
}

/** The same as R wrote it, which is expected-results.csv of the folder. */
export async function resultsTextOf(
  actor: Actor,
  snapshotId: string,
  plan: readonly Analysis[],
): Promise<string> {
  const key = await keyOf(plan);
  const { snapshot, kept } = await inReadTransaction(actor, async (tx) => ({
    snapshot: await tx.cohortSnapshot.findUnique({
      where: { id: snapshotId },
      select: { id: true, siteIds: true, hash: true, definition: true },
    }),
    kept: await tx.snapshotResult.findUnique({
      where: { snapshotId_key: { snapshotId, key } },
      select: { results: true },
    }),
  }));
  if (!snapshot) {
    throw new AppError('NOT_FOUND');
  }
  requireEverySite(snapshot.siteIds, actor);
  return kept?.results ?? (await computeOnce(actor, snapshot, plan, key));
}

interface Snapshot {
  readonly id: string;
  readonly hash: string;
  readonly definition: unknown;
}

/** Whoever asks for what is being computed waits for it. */
function computeOnce(
  actor: Actor,
  snapshot: Snapshot,
  plan: readonly Analysis[],
  key: string,
): Promise<string> {
  holder.sertoliResults ??= new Map();
  const running = holder.sertoliResults;
  const name = `${snapshot.id} ${key}`;
  const own =
    running.get(name) ??
    compute(actor, snapshot, plan, key).finally(() => {
      running.delete(name);
    });
  running.set(name, own);
  return own;
}

async function compute(
  actor: Actor,
  { id, hash, definition }: Snapshot,
  plan: readonly Analysis[],
  key: string,
): Promise<string> {
  const folder = {
    dataKey: hash,
    dictionary: dictionaryCsv(frozenDefinitionSchema.parse(definition).columns),
    dataset: (name: DatasetName) => streamDataset(actor, id, name),
    plan,
  };
  const results = await runPlan(folder, getRLimits());
  await parse(results);
  await inTransaction(actor, { requestId: randomUUID() }, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO snapshot_result (snapshot_id, key, results)
      VALUES (${id}::uuid, ${key}, ${results})
      ON CONFLICT DO NOTHING`;
    await tx.$executeRaw`
      DELETE FROM snapshot_result WHERE snapshot_id = ${id}::uuid AND key NOT IN (
        SELECT key FROM snapshot_result WHERE snapshot_id = ${id}::uuid
        ORDER BY computed_at DESC LIMIT ${keptResults})`;
  });
  return results;
}

async function keyOf(plan: readonly Analysis[]): Promise<string> {
  const hash = createHash('sha256').update(programVersion).update(planCsv(plan));
  for (const { path, text } of await rSources()) {
    hash.update(`${path}\n${text}`);
  }
  return hash.digest('hex');
}

/** Methods are tested to answer in this form; if one does not, its page says so and nothing is kept. */
async function parse(results: string): Promise<AnalysisResults> {
  const rows: ResultRow[] = [];
  try {
    for (const row of readResultRows(results)) {
      rows.push(row);
      // Other requests go on between some thousand lines.
      if (rows.length % 1000 === 0) {
        await nextTurn();
      }
    }
  } catch (cause) {
    throw new StatisticsProblem('R gave an answer that cannot be read.', { cause });
  }
  return new AnalysisResults(rows);
}
