// A coordinator says who is in by keyboard, sees the count follow, and is told why nobody is.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-10-01' });
const clinic = await openClinic(database.owner);

const idiopathic = {
  kind: 'finding',
  on: '2026-01-04',
  content: { finding: 'etiology', answer: 'idiopathic' },
} as const;

await importMan(clinic, { records: [firstDose, idiopathic], cohortTag: 'S0' });
await importMan(clinic, { records: [firstDose, idiopathic] });
await importMan(clinic, { records: [firstDose] });

const as = { userId: clinic.coordinator.userId, sessionVersion: 1 };

const count = (page: Page) => page.getByRole('region', { name: 'Count' }).getByRole('status');
const sentence = (page: Page, text: string) =>
  page.getByRole('listitem').filter({ hasText: text }).last();

test('who is in is written by keyboard, and the count follows each condition', async () => {
  const page = await openPage({ as });
  const keyboard = keyboardOf(page);
  await page.goto('/cohorts');
  await page.getByText('No cohort is defined yet').waitFor();
  await keyboard.activate(page.getByRole('link', { name: 'Define a cohort' }));
  await page.getByRole('heading', { name: 'New cohort' }).waitFor();
  await page.getByText('3 of 3 men on this protocol').waitFor();

  await keyboard.fill(page.getByLabel('Name', { exact: true }), 'Idiopathic men');
  await keyboard.activate(page.getByRole('button', { name: 'Add condition' }));
  await keyboard.choose(page.getByLabel('What is asked'), 'Etiology');
  await page.getByText('1 condition is not finished and not counted.').waitFor();
  await keyboard.activate(page.getByRole('checkbox', { name: 'Idiopathic' }), 'Space');
  await expect.poll(() => count(page).innerText()).toContain('2 of 3 men on this protocol');
  await keyboard.activate(page.getByRole('button', { name: 'Done' }));
  await expect.poll(() => sentence(page, 'Etiology is Idiopathic').innerText()).toContain('2 men');
  await expectAccessible(page);

  // The focus is on the condition that was just finished; the next one begins behind it.
  await keyboard.activate(page.getByRole('button', { name: 'Add condition' }));
  await keyboard.choose(page.getByLabel('What is asked'), 'Age at consent');
  await keyboard.fill(page.getByLabel('At least', { exact: true }), '90');
  await page.getByText('No man by itself: Age at consent is at least 90 years.').waitFor();
  await expectAccessible(page);
  await keyboard.fill(page.getByLabel('At least', { exact: true }), '18');
  await expect.poll(() => count(page).innerText()).toContain('2 of 3');
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Idiopathic men' }).waitFor();
  await page.getByText('Age at consent is at least 18 years').waitFor();

  await page.goto('/cohorts');
  const row = page.getByRole('row').filter({ hasText: 'Idiopathic men' });
  await expect.poll(() => row.innerText()).toContain('2 of 3');
});

test('a condition is edited and removed in place, and a second opener is told of the change', async () => {
  const page = await openPage({ as });
  const keyboard = keyboardOf(page);
  await page.goto('/cohorts');
  await keyboard.activate(page.getByRole('link', { name: 'Idiopathic men' }));
  await page.getByRole('heading', { name: 'Idiopathic men' }).waitFor();
  const other = await openPage({ as });
  await other.goto(page.url());

  await keyboard.activate(page.getByRole('button', { name: 'Remove: Age at consent' }));
  await keyboard.activate(page.getByRole('button', { name: 'Edit: Etiology is Idiopathic' }));
  await keyboard.choose(page.getByLabel('How', { exact: true }), 'is not recorded');
  await expect.poll(() => count(page).innerText()).toContain('1 of 3');
  await keyboard.press('Control+Enter');
  await page.getByText('Cohort changed.').first().waitFor();
  await page.reload();
  await page.getByText('Etiology is not recorded').waitFor();

  await other.getByLabel('Name', { exact: true }).fill('Renamed');
  await other.getByRole('button', { name: 'Save changes' }).click();
  await other
    .getByRole('alert')
    .getByText(/Somebody has changed the cohort since you opened it/)
    .waitFor();
  await expect.poll(() => other.getByLabel('Name', { exact: true }).inputValue()).toBe('Renamed');
  // The draft of an older version is no dead end either: it is saved over what stands.
  await other.getByRole('button', { name: 'Save mine over it' }).click();
  await other.getByText('Cohort changed.').first().waitFor();
  await other.getByRole('heading', { name: 'Renamed' }).waitFor();
  await other.getByLabel('Name', { exact: true }).fill('Idiopathic men');
  await other.getByRole('button', { name: 'Save changes' }).click();
  await other.getByRole('heading', { name: 'Idiopathic men' }).waitFor();
});

test('what is not finished is refused beside its field', async () => {
  const page = await openPage({ as });
  const keyboard = keyboardOf(page);
  await page.goto('/cohorts/new');
  await keyboard.fill(page.getByLabel('Name', { exact: true }), 'Unfinished');
  await keyboard.activate(page.getByRole('button', { name: 'Add group' }));
  await keyboard.choose(page.getByLabel('What is asked'), 'Age at consent');
  await keyboard.fill(page.getByLabel('At least', { exact: true }), 'old');
  await keyboard.press('Control+Enter');
  await page.getByText('Enter a number, not "old"').first().waitFor();
  await expectAccessible(page);
  await keyboard.activate(page.getByRole('button', { name: 'Remove', exact: true }));
  await keyboard.press('Control+Enter');
  await page.getByText('A group needs a condition.').first().waitFor();
  await keyboard.activate(page.getByRole('button', { name: 'Remove group' }));
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Unfinished' }).waitFor();
  await page.getByText('No condition: everybody on the protocol.').waitFor();
});

test('a cohort is taken out with a reason', async () => {
  const page = await openPage({ as });
  await page.goto('/cohorts');
  await page.getByRole('link', { name: 'Unfinished' }).click();
  await page.getByRole('button', { name: 'Take out' }).click();
  await page.getByLabel('Why is it taken out?').fill('Asked nothing');
  await page.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
  await page.getByRole('heading', { name: 'Cohorts', exact: true }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Unfinished' }).count()).toBe(0);
});
