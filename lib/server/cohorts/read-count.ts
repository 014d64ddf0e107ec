import 'server-only';
import type { CohortDefinition } from '@/lib/cohort/condition';
import type { CohortCount } from '@/lib/cohort/count';
import { invariant } from '@/lib/core/invariant';
import type { Transaction } from '../db/transaction';
import { countSql } from './cohort-sql';

export async function readCount(
  tx: Transaction,
  definition: CohortDefinition,
  siteIds: readonly string[],
): Promise<CohortCount> {
  const [row] = await tx.$queryRaw<CohortCount[]>(countSql(definition, siteIds));
  invariant(row, 'a count is one row');
  return row;
}
