import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { siteToday } from '@/lib/server/clock';
import { callApi, tokenFor } from '@/tests/support/api';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();

let clinic: Clinic;
let enrollmentId: string;
let token: string;

beforeAll(async () => {
  clinic = await openClinic(owner);
  ({ enrollmentId } = await importMan(clinic));
  token = await tokenFor(clinic.nurse);
});

const visit = (note: string) => ({
  visitedOn: siteToday('America/New_York'),
  note,
  anotherContactConfirmed: true,
});

function record(key: string | null, note = 'By phone', as = token) {
  return callApi(`/enrollments/${enrollmentId}/visits`, {
    method: 'POST',
    token: as,
    body: visit(note),
    headers: key === null ? {} : { 'idempotency-key': key },
  });
}

const visits = async () => (await owner.query('SELECT FROM visit')).rowCount;

test('a write that is sent again with its key answers the first result and writes nothing', async () => {
  const before = Number(await visits());
  const key = randomUUID();
  const [first, second] = [await record(key), await record(key)];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.json).toEqual(first.json);
  expect(await visits()).toBe(before + 1);
});

test('sent twice at the same moment it is written once', async () => {
  const before = Number(await visits());
  const key = randomUUID();
  const answers = await Promise.all([record(key), record(key), record(key)]);
  expect(new Set(answers.map(({ json }) => json.visitId)).size).toBe(1);
  expect(await visits()).toBe(before + 1);
});

test('a replayed key with another body is refused, and nothing is written', async () => {
  const before = Number(await visits());
  const key = randomUUID();
  await record(key);
  const { status, json } = await record(key, 'Something else');
  expect([status, json.code, json.detail]).toEqual([
    409,
    'CONFLICT',
    'This idempotency key was used with another body. Nothing was written.',
  ]);
  expect(await visits()).toBe(before + 1);
});

test('the same key at another address is another body', async () => {
  const other = await importMan(clinic);
  const key = randomUUID();
  await record(key);
  const { status } = await callApi(`/enrollments/${other.enrollmentId}/visits`, {
    method: 'POST',
    token,
    body: visit('By phone'),
    headers: { 'idempotency-key': key },
  });
  expect(status).toBe(409);
});

test('two people may choose the same key, and without a key every request is a write', async () => {
  const before = Number(await visits());
  const key = 'nightly-1';
  await record(key);
  await record(key, 'By phone', await tokenFor(clinic.physician));
  await record(null);
  await record(null);
  expect(await visits()).toBe(before + 4);
});

test('a refused write leaves its key free for the corrected body', async () => {
  const key = randomUUID();
  const refused = await record(key, 'x'.repeat(10_001));
  expect([refused.status, Object.keys(refused.json.fieldErrors)]).toEqual([422, ['note']]);
  expect((await record(key)).status).toBe(201);
});

test.each(['', 'two words', 'x'.repeat(201)])('the key %j is refused', async (key) => {
  const { status, json } = await record(key);
  expect([status, json.code]).toEqual([422, 'INVALID_INPUT']);
});
