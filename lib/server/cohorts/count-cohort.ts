import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { type CohortCount, countCohortInputSchema } from '@/lib/cohort/count';
import type { Command } from '../command';
import { inReadTransaction } from '../db/transaction';
import { parseInput } from '../parse-input';
import { requireEverySite } from './cohort-row';
import { readCount } from './read-count';

/** What a definition would let in while it is still being written; nothing is stored. */
export const countCohort: Command<CohortCount> = {
  name: 'cohort.count',
  execute: (actor, input) => count(actor, input),
};

async function count(actor: Actor, input: unknown): Promise<CohortCount> {
  const { siteIds, definition } = parseInput(countCohortInputSchema, input);
  requireEverySite(siteIds, actor);
  return await inReadTransaction(actor, (tx) => readCount(tx, definition, siteIds));
}
