import 'server-only';
import { prisma } from './db/client';
import { logFailure } from './log';

export async function isDatabaseReachable(): Promise<boolean> {
  try {
    await prisma().$queryRaw`SELECT 1`;
    return true;
  } catch (error) {
    logFailure('database-unreachable', error);
    return false;
  }
}
