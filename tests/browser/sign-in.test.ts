import { beforeAll, describe, expect, test } from 'vitest';
import { epochSeconds, sessionCookieFor } from '@/lib/server/session-token';
import { addSite, addUser, type TestSite, type TestUser } from '@/tests/support/accounts';
import { expectAccessible, openApplication } from '@/tests/support/browser';

const { address, database, openPage } = await openApplication();
const { owner } = database;

const password = 'correct horse battery';
let site: TestSite;
let ana: TestUser;

beforeAll(async () => {
  site = await addSite(owner, 'HOME');
  ana = await addUser(owner, 'staff', [site], {
    email: 'ana@example.org',
    displayName: 'Ana Silva',
    password,
  });
});

const themes = ['light', 'dark'] as const;

describe('signing in', () => {
  test('a page asked for while nobody is signed in opens after the sign-in', async () => {
    const page = await openPage();
    await page.goto('/account');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('E-mail').fill('ana@example.org');
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ana Silva' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account');
  });

  test('a wrong password is refused in words; the address stays, the password goes', async () => {
    await addUser(owner, 'staff', [site], { email: 'ben@example.org', password });
    const page = await openPage();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('ben@example.org');
    await page.getByLabel('Password').fill('a wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('E-mail or password is wrong').waitFor();
    await expect.poll(() => page.getByLabel('E-mail').inputValue()).toBe('ben@example.org');
    await expect.poll(() => page.getByLabel('Password').inputValue()).toBe('');
    await expect
      .poll(() => page.getByLabel('Password').evaluate((box) => box.matches(':focus')))
      .toBe(true);
  });

  test('before the scripts of the page run nothing is sent, and what was typed stays', async () => {
    const page = await openPage({ context: { javaScriptEnabled: false } });
    await page.goto('/sign-in');
    const navigations: string[] = [];
    page.on('request', (request) => {
      if (request.isNavigationRequest()) {
        navigations.push(request.url());
      }
    });
    await page.getByLabel('E-mail').fill('ana@example.org');
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.getByLabel('E-mail').inputValue()).toBe('ana@example.org');
    await expect.poll(() => page.getByLabel('Password').inputValue()).toBe(password);
    expect(navigations).toEqual([]);
    expect(page.url()).toBe(`${address}/sign-in`);
  });

  test('a locked account says how long to wait and holds the button back', async () => {
    const { userId } = await addUser(owner, 'staff', [site], {
      email: 'cleo@example.org',
      password,
    });
    await owner.query(
      "UPDATE user_credential SET failed_attempts = 9, locked_until = now() + interval '5 minutes' WHERE user_id = $1",
      [userId],
    );
    const page = await openPage();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('cleo@example.org');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Too many attempts on this account' });
    await alert.waitFor();
    await expect.poll(() => alert.innerText()).toMatch(/Try again in (5 min|4 min \d+ s)/);
    const button = page.getByRole('button', { name: 'Sign in' });
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
  });

  test('an address that is none is refused beside its field, without asking the server', async () => {
    const page = await openPage();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill("' OR 1=1 --");
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter an e-mail address such as name@clinic.org.').waitFor();
    await page.getByText('Enter your password.').waitFor();
  });

  test('a foreign address to return to is not followed', async () => {
    const page = await openPage();
    await page.goto('/sign-in?next=//evil.example/account');
    await page.getByLabel('E-mail').fill('ana@example.org');
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${address}/today`);
  });

  test('signing out ends the session and is in the audit trail', async () => {
    const page = await openPage({ as: { userId: ana.userId, sessionVersion: 1 } });
    await page.goto('/account');
    await page.getByRole('button', { name: 'Ana Silva' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/account');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const { rows } = await owner.query(
      "SELECT actor_id FROM audit_event WHERE event = 'signed-out' AND row_id = $1",
      [ana.userId],
    );
    expect(rows).toEqual([{ actor_id: ana.userId }]);
  });

  test.each(themes)('axe finds nothing on the form in the %s theme', async (colorScheme) => {
    const page = await openPage({ context: { colorScheme } });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your password.').waitFor();
    await expectAccessible(page);
  });
});

describe('the time limits of a session', () => {
  async function visitWith(signedInAgo: number, lastSeenAgo: number) {
    const page = await openPage();
    const at = epochSeconds();
    const { name, value } = await sessionCookieFor({
      userId: ana.userId,
      sessionVersion: 1,
      signedInAt: at - signedInAgo,
      lastSeenAt: at - lastSeenAgo,
    });
    await page.context().addCookies([{ name, value, url: address }]);
    await page.goto('/account');
    const after = (await page.context().cookies()).find((cookie) => cookie.name === name)?.value;
    return { path: new URL(page.url()).pathname, isRenewed: after !== value };
  }

  const minute = 60;
  const hour = 3600;

  test.each([
    ['active within the minute: open, cookie unchanged', 5 * minute, 10, '/account', false],
    ['active a while ago: open, activity noted', hour, 20 * minute, '/account', true],
    ['idle for half an hour: ended', hour, 30 * minute, '/sign-in', false],
    ['signed in twelve hours ago, busy since: ended', 12 * hour, 10, '/sign-in', false],
  ])('%s', async (_case, signedInAgo, lastSeenAgo, path, isRenewed) => {
    expect(await visitWith(signedInAgo, lastSeenAgo)).toEqual({ path, isRenewed });
  });
});

describe('without a session', () => {
  test.each([['/account'], ['/admin'], ['/'], ['/no-such-page']])(
    '%s shows the sign-in form only',
    async (path) => {
      const answer = await fetch(`${address}${path}`, { redirect: 'manual' });
      expect(answer.status).toBe(307);
      expect(answer.headers.get('location')).toMatch(/\/sign-in/);
    },
  );

  test('a forged cookie is no session', async () => {
    const answer = await fetch(`${address}/account`, {
      redirect: 'manual',
      headers: { cookie: 'next-auth.session-token=eyJhbGciOiJkaXIifQ..forged' },
    });
    expect(answer.headers.get('location')).toMatch(/\/sign-in/);
  });

  test('the health check answers to anyone', async () => {
    const answer = await fetch(`${address}/api/health`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });
});
