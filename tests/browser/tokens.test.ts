import { beforeAll, expect, test } from 'vitest';
import { addSite, addUser, type TestSite } from '@/tests/support/accounts';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication();
const { owner } = database;

let site: TestSite;

beforeAll(async () => {
  site = await addSite(owner, 'HOME');
});

test('a token is made, copied, used by a program and revoked, by keyboard', async () => {
  const user = await addUser(owner, 'staff', [site], { displayName: 'Ana Silva' });
  const page = await openPage({ as: { userId: user.userId, sessionVersion: 1 } });
  await page.goto('/account');
  const form = page.getByRole('form', { name: 'New access token' });
  const keyboard = keyboardOf(page);
  await page.getByText('No program acts in your name.').waitFor();

  await keyboard.activate(form.getByRole('button', { name: 'Make the token' }));
  await form.getByText('Say what the token is for.').first().waitFor();
  await keyboard.fill(form.getByLabel('What it is for'), 'Nightly copy');
  await keyboard.activate(form.getByLabel(/^Record visits/), 'Space');
  await keyboard.pick(form.getByRole('group', { name: 'How long it lasts' }), '30 days');
  await keyboard.activate(form.getByRole('button', { name: 'Make the token' }));
  const token = await form.getByText(/^srt_/).innerText();
  await expectAccessible(page);

  const address = new URL('/api/v1/account', page.url());
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(address, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await answer.json()).toMatchObject({ scopes: ['patient:read', 'visit:record'] });
  const sessionCookie = (await page.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  const withCookie = await fetch(address, { headers: { cookie: sessionCookie } });
  expect(withCookie.status).toBe(401);

  await page.reload();
  expect(await page.getByText(/srt_/).count()).toBe(0);
  const row = page.getByRole('row', { name: /Nightly copy/ });
  expect(await row.innerText()).toMatch(/patient:read, visit:record\s+works/);
  await keyboard.activate(row.getByRole('button', { name: 'Revoke Nightly copy' }));
  await row.getByText('revoked').waitFor();
  // The button is gone; who goes on with Tab goes on from the table.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
    .toBe('region');
  expect((await fetch(address, { headers })).status).toBe(401);
});

test('the page for people lists what programs can ask, and leads to its parts', async () => {
  const user = await addUser(owner, 'staff', [site]);
  const page = await openPage({ as: { userId: user.userId, sessionVersion: 1 } });
  await page.goto('/api-reference');
  await page.getByRole('heading', { name: 'POST /api/v1/patients', exact: true }).waitFor();
  await page.getByRole('link', { name: 'PatientList', exact: true }).first().click();
  await page.waitForURL(/#PatientList$/);
  const description = await fetch(new URL('/api/v1/openapi.json', page.url()));
  expect([description.status, (await description.json()).openapi]).toEqual([200, '3.1.0']);
});
