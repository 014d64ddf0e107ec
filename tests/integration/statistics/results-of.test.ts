import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analysis } from '@/lib/analysis/analysis';
import { closeDatabase } from '@/lib/server/db/client';
import { resultsOf, resultsTextOf } from '@/lib/server/statistics/results-of';
import { endR, rProcessId } from '@/lib/server/statistics/run-plan';
import { openTestDatabase } from '@/tests/support/database';
import { type KnownClinic, openKnownClinic } from '@/tests/support/known-clinic';

const { owner } = await openTestDatabase();

let clinic: KnownClinic;

beforeAll(async () => {
  clinic = await openKnownClinic(owner, 'HERE', '1980-01-01');
});

afterAll(async () => {
  endR();
  await closeDatabase();
});

const ages = (id: string): readonly Analysis[] => [
  { id, method: 'describe', arguments: { variables: ['age_at_consent'] } },
];

test('R reads the frozen data, and what it said is kept', async () => {
  const { coordinator, snapshotId } = clinic;
  const results = await resultsOf(coordinator, snapshotId, ages('first'));
  const n = { analysis: 'first', row: 'age_at_consent', column: 'all', statistic: 'n' };
  expect(results.figure(n)).toEqual({ kind: 'number', value: 1, precision: 'closed' });

  endR();
  const again = await resultsOf(coordinator, snapshotId, ages('first'));
  expect(again.rows).toEqual(results.rows);
  expect(rProcessId()).toBeUndefined();
});

test('whoever asks for what is being computed waits for it', async () => {
  const { coordinator, snapshotId } = clinic;
  const texts = await Promise.all(
    [1, 2, 3].map(() => resultsTextOf(coordinator, snapshotId, ages('shared'))),
  );
  expect(new Set(texts).size).toBe(1);
  const { rows } = await owner.query(
    'SELECT count(*)::int AS kept FROM snapshot_result WHERE results LIKE \'%"shared"%\'',
  );
  expect(rows).toEqual([{ kept: 1 }]);
});

test('another plan is computed anew', async () => {
  const { coordinator, snapshotId } = clinic;
  const other = await resultsOf(coordinator, snapshotId, ages('other'));
  expect(other.of('other').length).toBeGreaterThan(1);
});

test('who may not export the study is refused, also what others have had computed', async () => {
  const { nurse, snapshotId } = clinic;
  await expect(resultsOf(nurse, snapshotId, ages('first'))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});
