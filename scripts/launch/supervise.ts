// Holds the parts of a running program together: starts the database, lets the caller start the
// rest, and on a signal or a failure stops everything in order, the database last.
import type { ChildProcess } from 'node:child_process';
import { type Claim, claimCluster } from './claim.ts';
import { openDataFolder, type Secrets } from './data-folder.ts';
import { type Connections, prepareDatabase } from './database.ts';
import { openPostgres, stopPostgres } from './embedded-postgres.ts';
import { LaunchProblem } from './problem.ts';
import { aborted, stopOnSignal } from './stop-on-signal.ts';
import { end } from './web-server.ts';

export type Launch = {
  readonly folder: string;
  readonly secrets: Secrets;
  readonly connections: Connections;
  /** Aborted as soon as the program has to stop. */
  readonly signal: AbortSignal;
  /** Stops the child with the program, and the program when the child ends by itself. */
  readonly keep: (child: ChildProcess, endedMessage: string) => void;
  /** Stops something else with the program, before the database. */
  readonly stopWith: (stop: () => Promise<void>) => void;
};

const databaseName = 'sertoli';

/**
 * Resolves after an orderly stop that a signal asked for.
 * @param serve starts the rest; it ends early, by throwing, when its signal is aborted
 */
export async function supervise(
  folder: string,
  serve: (launch: Launch) => Promise<void>,
): Promise<void> {
  const stop = stopOnSignal();
  const { cluster, secrets } = openDataFolder(folder);
  const { port } = await openPostgres(cluster);
  const claim = await claimCluster(cluster, port);
  const databaseLost = new LaunchProblem(
    'The database ended unexpectedly. Nothing that was saved is lost: start again.',
  );
  claim.lost.then(() => stop.abort(databaseLost));
  const stops: (() => Promise<void>)[] = [];
  const stopWith = (stopIt: () => Promise<void>) => {
    stops.push(stopIt);
  };
  const keep = (child: ChildProcess, endedMessage: string) => {
    stopWith(() => end(child));
    child.once('exit', () => stop.abort(new LaunchProblem(endedMessage)));
  };
  const passwords = { owner: secrets.ownerPassword, app: secrets.appPassword };
  try {
    const connections = await prepareDatabase(cluster, port, databaseName, passwords);
    const launch = { folder, secrets, connections, signal: stop.signal, keep, stopWith };
    await serve(launch);
    await aborted(stop.signal);
  } catch (error) {
    await blameDatabase(claim, databaseLost);
    if (!stop.signal.aborted) {
      throw error;
    }
  } finally {
    stop.abort();
    await Promise.all(stops.map((stopIt) => stopIt()));
    await claim.release();
    await stopPostgres(cluster);
  }
  if (stop.signal.reason instanceof LaunchProblem) {
    throw stop.signal.reason;
  }
}

/** A step may notice the lost database before the claim does; the cause is what the user needs. */
async function blameDatabase(claim: Claim, databaseLost: LaunchProblem): Promise<void> {
  if (await claim.isLost()) {
    throw databaseLost;
  }
}
