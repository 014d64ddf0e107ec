import { expect, test } from 'vitest';
import { safeHarborIdentifiers } from '@/lib/deidentification/safe-harbor-identifiers';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();

test('the identifiers of Safe Harbor are 18, A to R', () => {
  expect(safeHarborIdentifiers.map(({ letter }) => letter).join('')).toBe('ABCDEFGHIJKLMNOPQR');
});

const kept = safeHarborIdentifiers.flatMap((identifier) => identifier.kept);

test('what they say is kept is a column', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public'`,
  );
  const columns = rows.map(({ name }) => name);
  expect(kept.filter((column) => !columns.includes(column))).toEqual([]);
});

test('every column that holds an identity is one of them', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_name = 'patient_identity'
       AND column_name NOT IN ('patient_id', 'site_id', 'version')`,
  );
  expect(rows.map(({ name }) => name).filter((column) => !kept.includes(column))).toEqual([]);
});
