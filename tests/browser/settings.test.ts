// A physician of two clinics changes the settings of one: what he types and approves stays there. By keyboard.
import { expect, test } from 'vitest';
import { addUser } from '@/tests/support/accounts';
import { openApplication } from '@/tests/support/browser';
import { openClinic, testPassword } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-11-22' });
const first = await openClinic(database.owner, 'AAA');
const second = await openClinic(database.owner, 'BBB');
const { userId } = await addUser(database.owner, 'physician', [first.site, second.site], {
  password: testPassword,
});

const settingsAt = (siteId: string) => `/protocols/isotretinoin-noa/settings?site=${siteId}`;

test('settings typed for one site are offered and approved there only', async () => {
  const page = await openPage({ as: { userId, sessionVersion: 1 } });
  const keyboard = keyboardOf(page);
  const hold = page.getByLabel('A hold asks for a decision after');
  const offer = page.getByText('A change of these settings');

  await page.goto(settingsAt(second.site.id));
  await keyboard.fill(hold, '35');
  await page.getByText(/^Draft saved/).waitFor();

  await page.goto(settingsAt(first.site.id));
  await page.getByRole('heading', { name: 'AAA' }).waitFor();
  await expect.poll(() => hold.inputValue()).toBe('28');
  expect(await offer.count()).toBe(0);

  await page.goto(settingsAt(second.site.id));
  await offer.waitFor();
  await keyboard.activate(page.getByRole('button', { name: /^Resume/ }));
  await expect.poll(() => hold.inputValue()).toBe('35');
  await keyboard.fill(page.getByLabel('Your password, to sign'), testPassword);
  await keyboard.press('Control+Enter');
  await page.getByText('Version 2, approved by').waitFor();
  expect(new URL(page.url()).searchParams.get('site')).toBe(second.site.id);
});
