// What a physician does with a protocol before anybody is on it: read the schedule, compare, simulate. By keyboard.
import { beforeAll, expect, test } from 'vitest';
import { openApplication } from '@/tests/support/browser';
import { type Clinic, openClinic } from '@/tests/support/clinic';
import { releaseEarlier } from '@/tests/support/earlier-version';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-11-22' });

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(database.owner);
  await releaseEarlier(database.owner, 'gonadotropin-noa', '1.0');
});

const openAs = (context = {}) =>
  openPage({ as: { userId: clinic.physician.userId, sessionVersion: 1 }, context });

test('the schedule of activities shows what is asked when, with its source, and an earlier version of it', async () => {
  const page = await openAs();
  const keyboard = keyboardOf(page);
  await page.goto('/protocols');
  await keyboard.activate(page.getByRole('link', { name: 'hCG with or without FSH' }));
  const grid = page.getByRole('table', { name: 'Schedule of activities' });
  const row = grid.getByRole('row', { name: 'FSH re-test decision' });
  await row.getByText('asked on a branch only').waitFor();
  await row.getByText('Proposal of this program').waitFor();
  await page.getByText('569 men, doi 10.1186/s12958-022-00934-1', { exact: false }).waitFor();
  await keyboard.activate(page.getByRole('link', { name: '1.0' }));
  await page.getByText('which new enrollments do not take any more').waitFor();
  expect(await page.getByRole('link', { name: 'Change settings' }).count()).toBe(0);
});

test('two profiles are compared, and what differs is named before and after', async () => {
  const page = await openAs();
  const keyboard = keyboardOf(page);
  await page.goto('/protocols/gonadotropin-noa/differences');
  await page.getByRole('heading', { name: 'Differences' }).waitFor();
  const newest = page.getByLabel('Before').getByRole('option', { name: 'clinic' }).first();
  const label = (await newest.textContent()) ?? '';
  await keyboard.choose(page.getByLabel('Before'), label);
  await keyboard.choose(page.getByLabel('After'), label.replace('clinic', 'as published'));
  await keyboard.activate(page.getByRole('button', { name: 'Compare' }));
  await page.getByText('2 elements differ').waitFor();
  const setting = page.getByRole('row', { name: 'FSH above the range at month 1' });
  await expect
    .poll(() => setting.locator('del').innerText())
    .toBe('hCG for another month, then test again');
  await expect
    .poll(() => setting.locator('ins').innerText())
    .toBe('hCG for another month, then semen (literal)');
  await keyboard.choose(page.getByLabel('After'), label);
  await keyboard.activate(page.getByRole('button', { name: 'Compare' }));
  await page.getByText('Nothing differs').waitFor();
});

test('both FSH futures of a start stand side by side, as a list and as a calendar', async () => {
  const page = await openAs();
  const keyboard = keyboardOf(page);
  await page.goto('/protocols/gonadotropin-noa/simulate');
  await keyboard.fill(page.getByLabel('First dose on'), '2026-12-01');
  await keyboard.activate(page.getByRole('button', { name: 'Simulate', exact: true }));
  const plan = page.getByRole('table', { name: 'Simulated plan' });
  const cellsOf = async (name: string) =>
    await plan.getByRole('row', { name }).getByRole('cell').allInnerTexts();
  await plan
    .getByRole('row', { name: 'hCG injections', exact: false })
    .getByText('2026-12-01')
    .first()
    .waitFor();
  await expect
    .poll(() => cellsOf('uFSH injections'))
    .toEqual([
      '2027-01-01 Fri',
      'uFSH injections',
      'Injections',
      '2027-01-01 to 2027-01-02',
      'asked',
      'not asked',
    ]);
  expect((await cellsOf('FSH re-test decision')).slice(-2)).toEqual(['not asked', 'asked']);
  const futureB = page.getByRole('group', { name: 'Future B' });
  await keyboard.choose(futureB.getByLabel('FSH decision at month 1'), 'Stop gonadotropins');
  await keyboard.activate(page.getByRole('button', { name: 'Simulate', exact: true }));
  await page.getByText('FSH decision at month 1: Stop gonadotropins, from 1 Jan 2027').waitFor();
  await keyboard.activate(
    page.getByRole('group', { name: 'As' }).getByRole('link', { name: 'Calendar' }),
  );
  const january = page.getByRole('table', { name: 'Jan 2027' });
  await january.getByText('only future A').first().waitFor();
  await expect.poll(() => page.getByLabel('First dose on').inputValue()).toBe('2026-12-01');
});

test('a date that does not exist is named at its field', async () => {
  const page = await openAs();
  const keyboard = keyboardOf(page);
  await page.goto('/protocols/isotretinoin-noa/simulate');
  await keyboard.fill(page.getByLabel('First dose on'), '2027-02-29');
  await keyboard.activate(page.getByRole('button', { name: 'Simulate', exact: true }));
  await page.getByText('Enter a date that exists').waitFor();
  await page.getByRole('heading', { name: 'Without a date yet' }).waitFor();
});
