import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { closeDatabase } from '@/lib/server/db/client';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { purgeFiles } from '@/lib/server/files/purge-files';
import { findStoredFile, readStoredFile } from '@/lib/server/files/read-stored-file';
import { type NewFile, writeStoredFile } from '@/lib/server/files/write-stored-file';
import { addSite, addUser, loadActor } from '@/tests/support/accounts';
import { trySql } from '@/tests/support/act-as';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf } from '@/tests/support/submit';

const { owner, app } = await openTestDatabase();
afterAll(closeDatabase);

const site = await addSite(owner, 'NYC');
const second = await addSite(owner, 'BOS');
const both = [site, second];
const person = async (
  ...given: Parameters<typeof addUser> extends [unknown, ...infer Rest] ? Rest : never
) => loadActor(owner, await addUser(owner, ...given));
const coordinator = await person('coordinator', both);
const physician = await person('physician', both);
const ofOneSite = await person('physician', [site]);
const namesAtOneSite = await person('physician', [site]);
await owner.query(
  "INSERT INTO site_membership (user_id, site_id, role) VALUES ($1, $2, 'coordinator')",
  [namesAtOneSite.userId, second.id],
);

const later = () => new Date(Date.now() + 86_400_000);

const facts = (changes: Partial<NewFile> = {}): NewFile => ({
  siteId: site.id,
  siteIds: both.map(({ id }) => id),
  name: 'rows.csv',
  mediaType: 'text/csv',
  holdsIdentity: false,
  expiresAt: later(),
  requestId: randomUUID(),
  ...changes,
});

async function* inBits(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

const write = (bytes: Uint8Array, changes?: Partial<NewFile>) =>
  writeStoredFile(coordinator, facts(changes), inBits(bytes, 700_001));

async function read(actor: Actor, fileId: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readStoredFile(actor, fileId)) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

test.each([0, 1, 1_048_575, 1_048_576, 1_048_577, 3_300_000])(
  'a file of %d bytes comes back as it was, with its hash and in pieces of a megabyte',
  async (length) => {
    const bytes = randomBytes(length);
    const stored = await write(bytes, { rows: () => 12 });
    expect(stored).toEqual({
      id: expect.any(String),
      bytes: length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect((await read(coordinator, stored.id)).equals(bytes)).toBe(true);
    const { rows } = await owner.query(
      'SELECT position, length(bytes) AS length FROM file_piece WHERE file_id = $1 ORDER BY position',
      [stored.id],
    );
    expect(rows.map(({ length: size }) => size)).toEqual([
      ...Array.from({ length: Math.floor(length / 1_048_576) }, () => 1_048_576),
      ...(length % 1_048_576 === 0 ? [] : [length % 1_048_576]),
    ]);
    expect(
      await inReadTransaction(coordinator, (tx) => findStoredFile(tx, stored.id)),
    ).toMatchObject({ rows: 12, bytes: length, isPurged: false });
  },
);

test('a file of two sites is for people of both', async () => {
  const { id } = await write(randomBytes(10));
  expect(await read(physician, id)).toHaveLength(10);
  expect(await refusalOf(read(ofOneSite, id))).toMatchObject({ code: 'NOT_FOUND' });
});

test('the bytes of a file with names are for those who may read names at every one of its sites', async () => {
  const { id } = await write(randomBytes(10), { holdsIdentity: true });
  expect(await read(physician, id)).toHaveLength(10);
  for (const { userId } of [coordinator, namesAtOneSite]) {
    expect(await trySql(app, userId, 'SELECT FROM file_piece WHERE file_id = $1', [id])).toEqual({
      rowCount: 0,
      rows: [],
    });
  }
});

test('a file that could not be written to its end is seen by nobody and dropped', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield randomBytes(2_000_000);
    throw new Error('the source broke');
  }
  const name = `broken-${randomUUID()}`;
  await expect(writeStoredFile(coordinator, facts({ name }), broken())).rejects.toThrow(
    'the source broke',
  );
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM stored_file WHERE name = $1', [
    name,
  ]);
  const id = String(rows[0]?.id);
  expect(await refusalOf(read(coordinator, id))).toMatchObject({ code: 'NOT_FOUND' });
  await purgeFiles();
  const pieces = await owner.query('SELECT FROM file_piece WHERE file_id = $1', [id]);
  expect(pieces.rowCount).toBe(0);
});

test('an expired file loses its bytes and keeps its row', async () => {
  const { id, sha256 } = await write(randomBytes(10));
  await owner.query(
    "UPDATE stored_file SET expires_at = now() - interval '1 second' WHERE id = $1",
    [id],
  );
  expect(await purgeFiles()).toBe(true);
  expect(await refusalOf(read(coordinator, id))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'This file is not kept any more.',
  });
  const { rows } = await owner.query('SELECT sha256, byte_count FROM stored_file WHERE id = $1', [
    id,
  ]);
  expect(rows).toEqual([{ sha256, byte_count: '10' }]);
});

test('files that have not expired stay', async () => {
  const { id } = await write(randomBytes(10));
  while (await purgeFiles()) {
    // The next ones.
  }
  expect(await read(coordinator, id)).toHaveLength(10);
});

test.each([
  ['a sealed file takes no further piece', 'INSERT INTO file_piece VALUES ($1, 2, $2)', ['\\x00']],
  [
    'a sealed file keeps its hash',
    'UPDATE stored_file SET sha256 = $2 WHERE id = $1',
    ['0'.repeat(64)],
  ],
] as const)('%s', async (_rule, sql, values) => {
  const { id, sha256 } = await write(randomBytes(10));
  const answer = await trySql(app, coordinator.userId, sql, [id, ...values]);
  expect([{ refused: '42501' }, { rowCount: 0, rows: [] }]).toContainEqual(answer);
  const { rows } = await owner.query('SELECT sha256 FROM stored_file WHERE id = $1', [id]);
  expect(rows).toEqual([{ sha256 }]);
});

test('a piece that is missing breaks the file off instead of shortening it', async () => {
  const { id } = await write(randomBytes(2_500_000));
  await owner.query('DELETE FROM file_piece WHERE file_id = $1 AND position = 2', [id]);
  await expect(read(coordinator, id)).rejects.toThrow('a piece of the file is gone');
});
