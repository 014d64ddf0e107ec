// PostgreSQL refuses to run as root. Started by root (a container, a CI machine) it runs as "nobody".
import { chownSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export type ServiceAccount = { readonly uid: number; readonly gid: number };

/** The account to run PostgreSQL as, or null when the current user will do. */
export function serviceAccount(): ServiceAccount | null {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

export function giveTo(account: ServiceAccount | null, file: string): void {
  if (account) {
    chownSync(file, account.uid, account.gid);
  }
}

/** Whether an unprivileged account can enter every folder on the way to the file. */
export function isReachable(account: ServiceAccount | null, file: string): boolean {
  if (!account) {
    return true;
  }
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    const { mode, uid } = statSync(folder);
    const canEnter = uid === account.uid ? mode & 0o100 : mode & 0o001;
    if (!canEnter) {
      return false;
    }
    if (folder === path.dirname(folder)) {
      return true;
    }
  }
}
