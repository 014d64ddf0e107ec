// Every file of the published cohorts that leaves without identities is searched for everybody in the database.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { closeDatabase } from '@/lib/server/db/client';
import { openTestDatabase } from '@/tests/support/database';
import { type DemoHistory, findDemoHistory } from '@/tests/support/demo-history';
import type { IdentifierSearch } from '@/tests/support/identifier-search';
import {
  addDaysAndStudyIds,
  deidentifiedCases,
  searchForIdentities,
  writeExport,
} from '@/tests/support/searched-exports';

const { owner } = await openTestDatabase({ holds: 'demo-history' });
afterAll(closeDatabase);
// 673 men in every format, on a machine that other tests share.
vi.setConfig({ hookTimeout: 600_000, testTimeout: 600_000 });

let demo: DemoHistory;
let identities: IdentifierSearch;
const everything = new Map<string, IdentifierSearch>();

beforeAll(async () => {
  demo = await findDemoHistory(owner);
  identities = await searchForIdentities(owner);
  for (const [paper, { id }] of demo.snapshots) {
    const search = await searchForIdentities(owner);
    await addDaysAndStudyIds(owner, search, id);
    everything.set(paper, search);
  }
});

const papers = ['S0', 'S1', 'S2'] as const;

test.each(papers)('%s: there is much to be found', (paper) => {
  expect(everything.get(paper)?.size).toBeGreaterThan(500);
});

test.each(papers.flatMap((paper) => deidentifiedCases.map((which) => [paper, ...which] as const)))(
  '%s, %s, %s: nothing of anybody is found',
  async (paper, format, mode) => {
    const snapshot = demo.snapshots.get(paper);
    if (snapshot === undefined) {
      throw new Error(`${paper} was not frozen.`);
    }
    const search = mode === 'safe-harbor' ? everything.get(paper) : identities;
    expect(search?.in(await writeExport(demo.actor, snapshot, [format, mode]))).toEqual([]);
  },
);
