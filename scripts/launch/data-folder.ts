// The folder that holds the embedded database, and the secrets made for it on first start.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { claimCluster } from './claim.ts';
import { type Cluster, runningPort, stopPostgres } from './embedded-postgres.ts';
import { inProject, projectFolder } from './project.ts';
import { isReachable, serviceAccount } from './service-account.ts';

export type Secrets = {
  readonly superuserPassword: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  /** Signs the sessions; keeping it keeps people signed in over a restart. */
  readonly authSecret: string;
};

/** The data folder for this project, unless SERTOLI_DATA names another. */
export function chooseDataFolder(): string {
  const named = process.env['SERTOLI_DATA'];
  if (named) {
    return path.resolve(named);
  }
  const own = inProject('.data');
  if (isReachable(serviceAccount(), own)) {
    return own;
  }
  // Started by root from a folder that only root may enter.
  const mark = createHash('sha256').update(projectFolder).digest('hex').slice(0, 8);
  return `/var/lib/sertoli-${mark}`;
}

export function openDataFolder(folder: string): { cluster: Cluster; secrets: Secrets } {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const secrets = keepSecrets(path.join(folder, 'secrets.json'));
  return { cluster: { folder, superuserPassword: secrets.superuserPassword }, secrets };
}

/** Deletes all data, after stopping a database that an earlier run left behind. */
export async function discardDataFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) {
    return;
  }
  const { cluster } = openDataFolder(folder);
  const port = runningPort(cluster);
  if (port !== null) {
    const claim = await claimCluster(cluster, port);
    await claim.release();
    await stopPostgres(cluster);
  }
  rmSync(folder, { recursive: true, force: true });
}

function keepSecrets(file: string): Secrets {
  if (!existsSync(file)) {
    const secret = () => randomBytes(24).toString('base64url');
    const secrets: Secrets = {
      superuserPassword: secret(),
      ownerPassword: secret(),
      appPassword: secret(),
      authSecret: secret(),
    };
    // Renamed into place, so that an interrupted first start leaves no half-written file.
    writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}
