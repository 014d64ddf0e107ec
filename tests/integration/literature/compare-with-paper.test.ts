// The first line of what the statistics are for: the demo's historical cohorts, frozen in a database, computed by R and
// compared with the printed digits, all through the program.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { papers } from '@/lib/literature/papers';
import type { PublishedPaper } from '@/lib/literature/published-paper';
import { closeDatabase } from '@/lib/server/db/client';
import { compareWithPaper } from '@/lib/server/literature/compare-with-paper';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';
import { endR } from '@/lib/server/statistics/run-plan';
import { loadActor } from '../../support/accounts';
import { openTestDatabase } from '../../support/database';
import { expectAsPrinted } from '../../support/published-comparison';

const { owner } = await openTestDatabase({ holds: 'demo-history' });

// R computes for 673 men, on a machine that other tests share.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let coordinator: Actor;

beforeAll(async () => {
  const { rows } = await owner.query<{ id: string; email: string }>(
    `SELECT id, email FROM user_account WHERE email = 'coordinator@demo.example'`,
  );
  const [person] = rows;
  coordinator = await loadActor(owner, { userId: person?.id ?? '', email: person?.email ?? '' });
});

afterAll(async () => {
  await endR();
  await closeDatabase();
});

async function snapshotOf({ protocol }: PublishedPaper): Promise<SnapshotView> {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT s.id FROM cohort_snapshot s JOIN cohort c ON c.id = s.cohort_id
     WHERE c.protocol_code = $1`,
    [protocol],
  );
  const snapshot = await getSnapshot(coordinator, rows[0]?.id ?? '');
  if (snapshot === null) {
    throw new Error(`no snapshot of ${protocol}`);
  }
  return snapshot;
}

it.each(papers)('$id: every figure that can be is the printed one', async (paper) => {
  const { comparison, tests } = await compareWithPaper(coordinator, await snapshotOf(paper), paper);
  expectAsPrinted(comparison);
  expect(comparison.sections.some(({ isSuppressed }) => isSuppressed)).toBe(false);
  expect(tests).toHaveLength(paper.recomputations.length);
  expect(tests.flatMap(({ methods }) => methods.filter(({ text }) => text === ''))).toEqual([]);
});
