import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { changePassword } from '@/lib/server/accounts/change-password';
import { setAccountDisabled } from '@/lib/server/accounts/set-account-disabled';
import { createToken } from '@/lib/server/api/create-token';
import { listTokens } from '@/lib/server/api/queries';
import { revokeToken } from '@/lib/server/api/revoke-token';
import { trySql } from '@/tests/support/act-as';
import { callApi, tokenFor } from '@/tests/support/api';
import { type Clinic, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner, app } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(owner);
});

const input = { name: 'Nightly copy', scopes: ['patient:read'], days: '30' };

async function newToken() {
  return await submit(createToken, clinic.nurse, input);
}

test('a token acts as its person, with no more than its scopes', async () => {
  const { token } = await newToken();
  const { status, json } = await callApi('/account', { token });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    userId: clinic.nurse.userId,
    scopes: ['patient:read'],
    sites: [{ siteId: clinic.site.id, role: 'staff', permissions: ['patient:read'] }],
  });
});

test('its text is shown once: neither the table nor the submission holds it', async () => {
  const submissionId = randomUUID();
  const { token } = await submit(createToken, clinic.nurse, input, submissionId);
  const { rows } = await owner.query(
    `SELECT t::text FROM api_token t UNION ALL SELECT s::text FROM submission s
     UNION ALL SELECT a::text FROM audit_event a`,
  );
  expect(JSON.stringify(rows)).not.toContain(token);
  const again = submit(createToken, clinic.nurse, input, submissionId);
  expect(await refusalOf(again)).toMatchObject({ code: 'CONFLICT' });
});

test('the database shows a token and its use to its person only', async () => {
  const { token } = await newToken();
  await callApi('/account', { token });
  const count = async (userId: string | null, table: string) => {
    const answer = await trySql(app, userId, `SELECT FROM ${table}`);
    return 'rowCount' in answer ? answer.rowCount : answer;
  };
  for (const table of ['api_token', 'api_token_use']) {
    expect(await count(clinic.nurse.userId, table)).toBeGreaterThan(0);
    expect(await count(clinic.physician.userId, table)).toBe(0);
    expect(await count(null, table)).toBe(0);
  }
});

test('the list says when a token was used last, and what became of it', async () => {
  const { tokenId, token } = await newToken();
  const own = async () => (await listTokens(clinic.nurse)).find(({ id }) => id === tokenId);
  expect(await own()).toMatchObject({ state: 'live', lastUsedAt: null, name: 'Nightly copy' });
  await callApi('/account', { token });
  expect(await own()).toMatchObject({ lastUsedAt: expect.any(Date) });
  await submit(revokeToken, clinic.nurse, { tokenId });
  expect(await own()).toMatchObject({ state: 'revoked' });
});

test('nobody revokes another person’s token', async () => {
  const { tokenId, token } = await newToken();
  const refused = submit(revokeToken, clinic.physician, { tokenId });
  expect(await refusalOf(refused)).toMatchObject({ code: 'NOT_FOUND' });
  expect((await callApi('/account', { token })).status).toBe(200);
});

test('a scope that no role of the person allows cannot be given', async () => {
  const asked = submit(createToken, clinic.nurse, { ...input, scopes: ['export:study'] });
  expect(await refusalOf(asked)).toMatchObject({
    code: 'INVALID_INPUT',
    fields: { scopes: ['Your role does not allow: export:study.'] },
  });
});

test('a revoked, an expired and an unknown token are told apart', async () => {
  const revoked = await newToken();
  await submit(revokeToken, clinic.nurse, { tokenId: revoked.tokenId });
  const expired = await newToken();
  await owner.query(
    `UPDATE api_token SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day'
     WHERE id = $1`,
    [expired.tokenId],
  );
  const details = [];
  for (const token of [revoked.token, expired.token, `srt_${'A'.repeat(43)}`, 'Bearer']) {
    const { status, json, headers } = await callApi('/account', { token });
    expect(headers.get('www-authenticate')).toContain('invalid_token');
    details.push([status, json.code, json.detail]);
  }
  expect(details).toEqual([
    [401, 'UNAUTHENTICATED', 'This token has been revoked.'],
    [401, 'UNAUTHENTICATED', 'This token has expired.'],
    [401, 'UNAUTHENTICATED', 'This token is not known here.'],
    [401, 'UNAUTHENTICATED', 'Send a personal access token: Authorization: Bearer srt_…'],
  ]);
});

test('a changed password leaves tokens alone; a disabled account loses them for good', async () => {
  const { token } = await newToken();
  await submit(changePassword, clinic.nurse, {
    currentPassword: testPassword,
    newPassword: 'another password of mine',
    repeatedPassword: 'another password of mine',
  });
  expect((await callApi('/account', { token })).status).toBe(200);
  const { rows } = await owner.query<{ id: string }>(
    'SELECT id FROM site_membership WHERE user_id = $1',
    [clinic.nurse.userId],
  );
  const disable = (isDisabled: boolean) =>
    submit(setAccountDisabled, clinic.administrator, {
      membershipId: rows[0]?.id,
      isDisabled,
      reason: 'On leave',
    });
  await disable(true);
  expect((await callApi('/account', { token })).status).toBe(401);
  await disable(false);
  expect((await callApi('/account', { token })).json.detail).toBe('This token has been revoked.');
});

test('more requests than a minute allows are refused with the time to wait, and cost no trail', async () => {
  const token = await tokenFor(clinic.physician);
  process.env['API_REQUESTS_PER_MINUTE'] = '3';
  try {
    // The minute may turn between two requests: seven of them exceed the limit in one of two minutes.
    const answers = [];
    for (let asked = 0; asked < 8; asked += 1) {
      answers.push(await callApi('/account', { token }));
    }
    const refused = answers.filter(({ status }) => status === 429);
    const [first] = refused;
    expect(answers[0]?.headers.get('ratelimit-remaining')).toBe('2');
    expect(first?.json).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    const wait = Number(first?.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
  } finally {
    delete process.env['API_REQUESTS_PER_MINUTE'];
  }
  const { rows } = await owner.query(
    "SELECT FROM audit_event WHERE event = 'refused' AND after ->> 'code' = 'RATE_LIMITED'",
  );
  expect(rows).toEqual([]);
});
