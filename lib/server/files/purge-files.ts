import 'server-only';
import { prisma } from '../db/client';

/** Drops the bytes of some files that have expired; whether there may be more of them. */
export async function purgeFiles(): Promise<boolean> {
  const [answer] = await prisma().$queryRaw<{ purged: number }[]>`
    SELECT app.purge_files() AS purged`;
  return (answer?.purged ?? 0) > 0;
}
