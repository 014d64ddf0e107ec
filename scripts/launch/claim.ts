// One launcher per data folder: it holds a lock inside the database for as long as it lives, so
// nothing is left behind when it is killed. The same connection tells when the server goes away.
import pg from 'pg';
import { type Cluster, superuserUrl } from './embedded-postgres.ts';
import { LaunchProblem } from './problem.ts';

export type Claim = {
  /** Resolves when the database server goes away while it is claimed. */
  readonly lost: Promise<void>;
  readonly isLost: () => Promise<boolean>;
  readonly release: () => Promise<void>;
};

const claimKey = 1_948_306;

export async function claimCluster(cluster: Cluster, port: number): Promise<Claim> {
  const client = new pg.Client({
    connectionString: superuserUrl(cluster, port),
    keepAlive: true,
  });
  let released = false;
  const lost = new Promise<void>((resolve) => {
    const report = () => (released ? undefined : resolve());
    client.on('error', report);
    client.on('end', report);
  });
  await client.connect();
  try {
    // The server may take a moment to notice that a killed launcher's connection is gone.
    await client.query("SET lock_timeout = '2s'");
    await client.query('SELECT pg_advisory_lock($1)', [claimKey]);
  } catch (error) {
    released = true;
    await client.end();
    throw isLockTimeout(error)
      ? new LaunchProblem(
          `Another launcher is already running on ${cluster.folder}: stop it first.`,
        )
      : error;
  }
  return {
    lost,
    isLost: () => client.query('SELECT').then(isFalse, isTrue),
    release: async () => {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

const isLockTimeout = (error: unknown) =>
  error instanceof pg.DatabaseError && error.code === '55P03';

const isTrue = () => true;
const isFalse = () => false;
