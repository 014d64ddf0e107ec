// The demo's names are the only ones a stranger could recognize: a coordinator sees none of them anywhere.
import { beforeAll, expect, test } from 'vitest';
import { demoAccounts } from '@/lib/demo/demo-accounts';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { loadDemo } from '@/lib/server/demo/load-demo';
import { epochSeconds, sessionCookieFor } from '@/lib/server/session-token';
import { openApplication } from '@/tests/support/browser';

const { address, database } = await openApplication();
const { owner, ownerUrl } = database;

let patientIds: readonly string[];
let details: readonly string[];

beforeAll(async () => {
  await loadDemo('living', ownerUrl, () => undefined);
  const { rows } = await owner.query<Record<string, string | null>>(
    `SELECT patient_id, family_name || ', ' || given_name AS name, given_name || ' ' || family_name AS called,
       birth_date::text, record_number, phone, email, rems_id
     FROM patient_identity ORDER BY record_number`,
  );
  patientIds = rows.map((row) => row['patient_id'] ?? '');
  details = rows.flatMap(({ patient_id: _, ...identity }) =>
    Object.values(identity).filter((detail) => detail !== null),
  );
});

async function sessionOf(role: string): Promise<string> {
  const email = demoAccounts.find((account) => account.role === role)?.email;
  const { rows } = await owner.query<{ id: string }>(
    'SELECT id FROM user_account WHERE email = $1',
    [email],
  );
  const at = epochSeconds();
  const { name, value } = await sessionCookieFor({
    userId: rows[0]?.id ?? '',
    sessionVersion: 1,
    signedInAt: at,
    lastSeenAt: at,
  });
  return `${name}=${value}`;
}

const lists = [
  '/today',
  '/decisions',
  '/patients',
  '/patients?page=2',
  '/audit',
  '/audit?page=2',
  '/export',
  ...protocolLibrary.map(({ code }) => `/export/${code}`),
];

const tabs = ['/schedule', '/labs', '/semen', '/flags', '/therapy', '/history'];

/** Every list, every man's timeline, and every tab of the first men. */
const paths = () => [
  ...lists,
  ...patientIds.map((id) => `/patients/${id}`),
  ...patientIds.slice(0, 8).flatMap((id) => tabs.map((tab) => `/patients/${id}${tab}`)),
];

async function detailsIn(path: string, cookie: string): Promise<readonly string[]> {
  const answer = await fetch(`${address}${path}`, { headers: { cookie }, redirect: 'manual' });
  expect([path, answer.status]).toEqual([path, 200]);
  const text = await answer.text();
  return details.filter((detail) => text.includes(detail));
}

test('the coordinator receives no name, birth date, record number or address', async () => {
  const cookie = await sessionOf('coordinator');
  expect(details.length).toBeGreaterThan(200);
  for (const path of paths()) {
    expect([path, await detailsIn(path, cookie)]).toEqual([path, []]);
  }
});

test('the physician does, so that the search above finds what is there', async () => {
  const cookie = await sessionOf('physician');
  expect((await detailsIn('/patients', cookie)).length).toBeGreaterThan(40);
});
