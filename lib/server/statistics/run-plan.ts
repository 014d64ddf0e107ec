import 'server-only';
import type { Analysis } from '@/lib/analysis/analysis';
import type { DatasetName } from '@/lib/analysis/datasets';
import { datasetsRead } from '@/lib/analysis/datasets-read';
import { planCsv } from '@/lib/analysis/plan-csv';
import { RProcess } from './r-process';
import { StatisticsProblem } from './statistics-problem';

export interface RLimits {
  /** For one plan, with the start of R and the transfer of the data. */
  readonly seconds: number;
  readonly megabytes: number;
  /** How long R waits for another plan before it ends and gives its memory back. */
  readonly idleSeconds: number;
}

export interface RFolder {
  /** The same key means the same data: R keeps what it has read for the next plan. */
  readonly dataKey: string;
  readonly dictionary: string;
  /** A dataset as CSV, in pieces; asked for only when the plan reads it and R does not hold it yet. */
  readonly dataset: (name: DatasetName) => AsyncIterable<Uint8Array>;
  readonly plan: readonly Analysis[];
}

/** More than can be answered while somebody still waits for it. */
const waitingLimit = 20;

interface Queue {
  process: RProcess | null;
  idle: NodeJS.Timeout | null;
  waiting: number;
  last: Promise<unknown>;
}

// On globalThis, because the build puts a copy of this module into several bundles; there must be one R per process.
const holder: { sertoliR?: Queue } = globalThis as typeof globalThis & { sertoliR?: Queue };

function queue(): Queue {
  holder.sertoliR ??= { process: null, idle: null, waiting: 0, last: Promise.resolve() };
  return holder.sertoliR;
}

/**
 * The text of results.csv, as R computed it from the folder. One plan at a time; R starts with the first one and ends
 * after a while without any.
 * @throws StatisticsProblem
 */
export async function runPlan(folder: RFolder, limits: RLimits): Promise<string> {
  const own = queue();
  if (own.waiting >= waitingLimit) {
    throw new StatisticsProblem('R is busy with other tables. Try again in a minute.');
  }
  own.waiting += 1;
  const turn = own.last.then(() => runNext(own, folder, limits));
  own.last = turn.catch(() => {});
  try {
    return await turn;
  } finally {
    own.waiting -= 1;
  }
}

async function runNext(own: Queue, folder: RFolder, limits: RLimits): Promise<string> {
  clearTimeout(own.idle ?? undefined);
  if (own.process === null || own.process.hasEnded) {
    own.process = new RProcess(limits.megabytes);
  }
  const { process } = own;
  const work = {
    dataKey: folder.dataKey,
    dictionary: folder.dictionary,
    datasets: new Map(datasetsRead(folder.plan).map((name) => [name, () => folder.dataset(name)])),
    plan: planCsv(folder.plan),
  };
  try {
    return await process.run(work, limits.seconds);
  } finally {
    process.rest();
    own.idle = setTimeout(() => process.end('R was idle.'), limits.idleSeconds * 1000);
    own.idle.unref();
  }
}

/** The process that R runs in now, if it does. */
export function rProcessId(): number | undefined {
  const { process } = queue();
  return process?.hasEnded === false ? process.pid : undefined;
}

/** Ends R at once. */
export function endR(): void {
  queue().process?.end('R was ended.');
}
