import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { defaultOptions, frozenScope } from '@/lib/analysis/plan-options';
import type { Actor } from '@/lib/auth/actor';
import { closeDatabase } from '@/lib/server/db/client';
import { type SnapshotView, snapshotGroups } from '@/lib/server/snapshots/queries';
import { endR } from '@/lib/server/statistics/run-plan';
import { snapshotArchive } from '@/lib/server/statistics/snapshot-archive';
import { unpackArchive } from '@/tests/support/analysis-archive';
import { openTestDatabase } from '@/tests/support/database';
import { type DemoHistory, findDemoHistory } from '@/tests/support/demo-history';
import { runScript } from '@/tests/support/r';

const { owner } = await openTestDatabase({ holds: 'demo-history' });
afterAll(async () => {
  endR();
  await closeDatabase();
});

// 673 men on a machine that other tests share.
vi.setConfig({ hookTimeout: 300_000, testTimeout: 180_000 });

let actor: Actor;
let snapshots: DemoHistory['snapshots'];

beforeAll(async () => {
  ({ actor, snapshots } = await findDemoHistory(owner));
});

function snapshotOf(paper: string): SnapshotView {
  const view = snapshots.get(paper);
  if (view === undefined) {
    throw new Error(`${paper} was not frozen.`);
  }
  return view;
}

/** Men by the values of the columns, as "a / b": 12. */
async function countsOf(paper: string, ...columns: string[]): Promise<Record<string, number>> {
  const groups = await snapshotGroups(actor, snapshotOf(paper), columns);
  return Object.fromEntries(
    groups.map(({ values, men }) => [
      columns.map((column) => String(values[column])).join(' / '),
      men,
    ]),
  );
}

const published: readonly (readonly [
  paper: string,
  where: string,
  columns: string,
  men: Readonly<Record<string, number>>,
])[] = [
  ['S0', 'Results', 'status', { completed: 30, withdrawn: 1 }],
  [
    'S0',
    'Results, etiology',
    'completed etiology',
    {
      'true / idiopathic': 23,
      'true / cryptorchidism': 3,
      'true / genetic': 3,
      'true / trauma': 1,
      'false / null': 1,
    },
  ],
  [
    'S0',
    'Table 2: 24 of 26 and 3 of 4 with procedures, 11 and 2 of them with sperm',
    'completed semen_category prior_procedure prior_sperm',
    {
      'true / azoospermia / true / true': 11,
      'true / azoospermia / true / false': 13,
      'true / azoospermia / false / null': 2,
      'true / cryptozoospermia / true / true': 2,
      'true / cryptozoospermia / true / false': 1,
      'true / cryptozoospermia / false / null': 1,
      'false / azoospermia / false / null': 1,
    },
  ],
  [
    'S0',
    'Table 3, with the drop-out in no row of it',
    'response_category ejaculated_sperm',
    {
      'noa-prior-sperm / true': 2,
      'noa-prior-sperm / false': 6,
      'noa-prior-no-sperm / true': 3,
      'noa-prior-no-sperm / false': 9,
      'noa-prior-cryptozoospermia / true': 2,
      'noa-prior-cryptozoospermia / false': 4,
      'cryptozoospermia / true': 4,
      'null / null': 1,
    },
  ],
  [
    'S0',
    'Table 4: 27 men with a pattern',
    'baseline_histology ejaculated_sperm',
    {
      'sertoli-cell-only / false': 2,
      'mixed / true': 3,
      'mixed / false': 11,
      'early-maturation-arrest / true': 3,
      'early-maturation-arrest / false': 3,
      'late-maturation-arrest / true': 3,
      'late-maturation-arrest / false': 2,
      'null / true': 2,
      'null / false': 1,
      'null / null': 1,
    },
  ],
  [
    'S0',
    'Results: 11 complete and 6 partial responses',
    'complete_response partial_response',
    { 'true / false': 11, 'false / true': 6, 'false / false': 13, 'null / null': 1 },
  ],
  [
    'S0',
    'Results: 6 of 7 repeated retrievals enough for all eggs, 5 to freeze',
    'retrieval_attempted retrieval_sufficient sperm_frozen',
    {
      'true / true / true': 5,
      'true / true / false': 1,
      'true / false / false': 1,
      'false / null / null': 24,
    },
  ],
  [
    'S1',
    'patient flow',
    'arm ejaculated_sperm sperm_retrieved',
    {
      'gonadotropins / true / null': 27,
      'gonadotropins / false / true': 115,
      'gonadotropins / false / false': 253,
      'none / null / true': 34,
      'none / null / false': 140,
    },
  ],
  [
    'S1',
    'live births of the men with sperm retrieved: 54 of 107 and 14 of 31',
    'sperm_retrieved arm live_birth',
    {
      'true / gonadotropins / true': 54,
      'true / gonadotropins / false': 53,
      'true / gonadotropins / null': 8,
      'true / none / true': 14,
      'true / none / false': 17,
      'true / none / null': 3,
      'false / gonadotropins / null': 253,
      'false / none / null': 140,
      // The paper prints no outcome of the cycles with ejaculated sperm; three had no embryo.
      'null / gonadotropins / null': 24,
      'null / gonadotropins / false': 3,
    },
  ],
  [
    'S2',
    'Results: 8 of 33 after micro-TESE, 19 of 40 after TESE',
    'prior_retrieval_kind sperm_retrieved',
    {
      'micro-tese / true': 8,
      'micro-tese / false': 25,
      'tese / true': 19,
      'tese / false': 21,
    },
  ],
  [
    'S2',
    'Table 2',
    'histology sperm_retrieved',
    {
      'sertoli-cell-only / true': 8,
      'sertoli-cell-only / false': 35,
      'hypospermatogenesis / true': 11,
      'hypospermatogenesis / false': 3,
      'maturation-arrest / true': 8,
      'maturation-arrest / false': 8,
    },
  ],
  [
    'S2',
    'Table 1: hormone therapy in 2 and 8',
    'prior_hormone_therapy sperm_retrieved',
    { 'true / true': 2, 'true / false': 8, 'false / true': 25, 'false / false': 38 },
  ],
];

test.each(published)('%s, %s', async (paper, _, columns, men) => {
  expect(await countsOf(paper, ...columns.split(' '))).toEqual(men);
});

test.each(['S0', 'S1', 'S2'])(
  'a stock R computes the figures of the folder of %s',
  async (paper) => {
    const snapshot = snapshotOf(paper);
    const options = defaultOptions(frozenScope(snapshot.definition));
    const archive = await snapshotArchive({ actor, snapshot, options });
    const folder = unpackArchive(new Uint8Array(await new Response(archive).arrayBuffer()));
    try {
      runScript(folder, 'run.R');
      expect(runScript(folder, 'compare.R')).toMatch(/All \d+ figures agree/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
