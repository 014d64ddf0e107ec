import { beforeAll, describe, expect, test } from 'vitest';
import { addSite, addUser, type TestSite } from '@/tests/support/accounts';
import { expectAccessible, openApplication } from '@/tests/support/browser';

const { database, openPage } = await openApplication();
const { owner } = database;

const password = 'correct horse battery';
let site: TestSite;

beforeAll(async () => {
  site = await addSite(owner, 'HOME');
});

const aSessionOf = (user: { userId: string }) => ({ userId: user.userId, sessionVersion: 1 });

describe('the account', () => {
  test('a new password ends all other sessions and not this one', async () => {
    const user = await addUser(owner, 'staff', [site], { displayName: 'Ana Silva', password });
    const here = await openPage({ as: aSessionOf(user) });
    const elsewhere = await openPage({ as: aSessionOf(user) });
    await elsewhere.goto('/account');
    await elsewhere.getByRole('heading', { name: 'Ana Silva' }).waitFor();

    await here.goto('/account');
    await here.getByLabel('Current password').fill(password);
    await here.getByLabel('New password', { exact: true }).fill('a new and longer phrase');
    await here.getByLabel('New password again').fill('a new and longer phrase');
    await here.getByRole('button', { name: 'Change password' }).click();
    await here
      .getByText('Password changed. Your other sessions have ended.', { exact: true })
      .waitFor();

    await here.reload();
    await here.getByRole('heading', { name: 'Ana Silva' }).waitFor();
    await elsewhere.reload();
    await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('a session that ended while typing gets a message, and what was typed stays', async () => {
    const user = await addUser(owner, 'staff', [site], { password });
    const page = await openPage({ as: aSessionOf(user) });
    await page.goto('/account');
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password', { exact: true }).fill('a new and longer phrase');
    await page.getByLabel('New password again').fill('a new and longer phrase');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your session ended. Sign in in another tab, then save again.').waitFor();
    await expect.poll(() => page.getByLabel('Current password').inputValue()).toBe(password);
  });

  test('a wrong current password is refused beside its field', async () => {
    const user = await addUser(owner, 'staff', [site], { password });
    const page = await openPage({ as: aSessionOf(user) });
    await page.goto('/account');
    await page.getByLabel('Current password').fill('not my password');
    await page.getByLabel('New password', { exact: true }).fill('a new and longer phrase');
    await page.getByLabel('New password again').fill('a new and longer phrase');
    await page.keyboard.press('Enter');
    const field = page.getByLabel('Current password');
    await page.getByText('This is not your current password.').first().waitFor();
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('administration', () => {
  test.each(['staff', 'physician', 'coordinator'] as const)(
    'is closed to the role %s, and the attempt is in the audit trail',
    async (role) => {
      const user = await addUser(owner, role, [site]);
      const page = await openPage({ as: aSessionOf(user) });
      const answer = await page.goto('/admin');
      expect(answer?.status()).toBe(403);
      await page.getByRole('heading', { name: 'Your role does not open this page' }).waitFor();
      expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
      const { rows } = await owner.query(
        `SELECT after ->> 'detail' AS permission FROM audit_event
         WHERE event = 'refused' AND actor_id = $1`,
        [user.userId],
      );
      expect(rows[0]).toEqual({ permission: 'user:administer' });
    },
  );

  test('a person is added, given the names, and shut out again', async () => {
    const administrator = await addUser(owner, 'administrator', [site]);
    const page = await openPage({ as: aSessionOf(administrator) });
    await page.goto('/admin');
    await page.getByRole('button', { name: 'Add person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Dana Weiss');
    await dialog.getByLabel('E-mail').fill('dana@example.org');
    await dialog.getByLabel('Role').selectOption({ label: 'Research coordinator' });
    await dialog.getByLabel('First password').fill('a first password');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    const row = page.getByRole('row', { name: /Dana Weiss/ });
    await row.getByText('study ids only').waitFor();

    await row.getByRole('button', { name: 'Role: Dana Weiss' }).click();
    await dialog.getByLabel('May read names').check();
    await dialog.getByLabel('Reason').fill('runs the recall calls');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row.getByText('reads names (granted)').waitFor();

    await row.getByRole('button', { name: 'Disable: Dana Weiss' }).click();
    await dialog.getByLabel('Reason').fill('left the clinic');
    await dialog.getByRole('button', { name: 'Disable account' }).click();
    await row.getByText('disabled').waitFor();
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing on the pages in the %s theme',
    async (colorScheme) => {
      const administrator = await addUser(owner, 'administrator', [site]);
      const page = await openPage({ as: aSessionOf(administrator), context: { colorScheme } });
      await page.goto('/account');
      await page.getByRole('heading', { name: 'Change password' }).waitFor();
      await expectAccessible(page);
      await page.goto('/admin');
      await page.getByRole('heading', { name: 'Administration' }).waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Add person' }).click();
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page);
    },
  );
});
