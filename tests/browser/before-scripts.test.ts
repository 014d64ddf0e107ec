// On a slow network a page stands before its scripts run: it shows what is stored, and keeps what is typed.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { addUser, loadActor } from '@/tests/support/accounts';
import { openApplication } from '@/tests/support/browser';
import { importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { submit } from '@/tests/support/submit';

const { database, openPage } = await openApplication({ today: '2026-05-10' });
const clinic = await openClinic(database.owner, 'AAA');
const second = await openClinic(database.owner, 'BBB');
const user = await addUser(database.owner, 'physician', [clinic.site, second.site], {
  password: testPassword,
});
const physician = await loadActor(database.owner, user);

/** A page as the server sent it; its scripts arrive when they are let in. */
async function openWithoutScripts(path: string) {
  const page = await openPage({ as: { userId: user.userId, sessionVersion: 1 } });
  let letScriptsIn = () => {};
  const release = new Promise<void>((resolve) => {
    letScriptsIn = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await release;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  return { page, letScriptsIn };
}

const offersToSave = (page: Page) => page.getByText(/^Draft saved/);

test('settings are shown, typed over and approved, though the first attempt to approve sends nothing', async () => {
  const path = `/protocols/isotretinoin-noa/settings?site=${clinic.site.id}`;
  const { page, letScriptsIn } = await openWithoutScripts(path);
  const hold = page.getByLabel('A hold asks for a decision after');
  await expect.poll(() => hold.inputValue()).toBe('28');
  await hold.fill('35');
  await page.getByLabel('What changed, and why').fill('Longer holds');
  await page.getByLabel('Your password, to sign').fill(testPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Approve' }).click();
  const address = page.url();

  letScriptsIn();
  await offersToSave(page).waitFor();
  expect(page.url()).toBe(address);
  await expect.poll(() => hold.inputValue()).toBe('35');
  await expect
    .poll(() => page.getByLabel('What changed, and why').inputValue())
    .toBe('Longer holds');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Version 2, approved by').waitFor();
  await page.goto(path);
  await expect.poll(() => hold.inputValue()).toBe('35');
});

test('the end of an enrollment: what was chosen before the scripts ran asks the next question', async () => {
  const { patientId } = await importMan(clinic);
  const { page, letScriptsIn } = await openWithoutScripts(`/patients/${patientId}/end`);
  await page.getByRole('radio', { name: /^Lost to follow-up/ }).check();
  await page.getByRole('radio', { name: /^Withdrawn/ }).check();
  await page.getByLabel('Ended on').fill('2026-05-09');
  await page.getByLabel('Last dose').fill('2026-05-08');
  await page.getByRole('textbox', { name: 'Reason' }).fill('He moved away');

  letScriptsIn();
  await page.getByLabel('Why he is withdrawn').selectOption({ label: 'His own decision' });
  await expect.poll(() => page.getByRole('radio', { name: /^Withdrawn/ }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'End enrollment' }).click();
  await page.getByText('The enrollment has ended').first().waitFor();
  const { rows } = await database.owner.query(
    'SELECT status, ended_on::text AS on FROM enrollment WHERE patient_id = $1',
    [patientId],
  );
  expect(rows).toEqual([{ status: 'withdrawn', on: '2026-05-09' }]);
});

test('a cohort: what is stored stands in every field, and each change of it is kept', async () => {
  const { cohortId } = await submit(saveCohort, physician, {
    siteId: second.site.id,
    siteIds: [second.site.id, clinic.site.id],
    name: 'Everybody',
    note: 'For the report of\nthis year',
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
    smallestCell: '',
  });
  const { page, letScriptsIn } = await openWithoutScripts(`/cohorts/${cohortId}`);
  const name = page.getByLabel('Name', { exact: true });
  const note = page.getByLabel('Note');
  const protocol = page.getByLabel('Protocol', { exact: true });
  const site = (code: string) => page.getByRole('checkbox', { name: code });
  await expect.poll(() => note.inputValue()).toBe('For the report of\nthis year');
  await expect.poll(() => name.inputValue()).toBe('Everybody');
  await expect.poll(() => protocol.inputValue()).toBe('isotretinoin-noa');
  await expect.poll(() => site('AAA').isChecked()).toBe(true);
  await expect.poll(() => site('BBB').isChecked()).toBe(true);

  await note.fill('For the report of next year');
  await protocol.selectOption('gonadotropin-noa');
  await site('AAA').uncheck();
  letScriptsIn();
  await offersToSave(page).waitFor();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Cohort changed.').first().waitFor();
  const { rows } = await database.owner.query(
    'SELECT name, note, definition FROM cohort WHERE id = $1',
    [cohortId],
  );
  expect(rows).toMatchObject([
    {
      name: 'Everybody',
      note: 'For the report of next year',
      definition: { protocol: 'gonadotropin-noa' },
    },
  ]);
  await page.reload();
  await expect.poll(() => site('BBB').isChecked()).toBe(true);
  expect(await site('AAA').isChecked()).toBe(false);
});

test('a page that nobody touched before its scripts ran is not taken for changed', async () => {
  const { cohortId } = await submit(saveCohort, physician, {
    siteId: second.site.id,
    siteIds: [second.site.id, clinic.site.id],
    name: 'Untouched',
    note: 'As it is',
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
    smallestCell: '',
  });
  const { page, letScriptsIn } = await openWithoutScripts(`/cohorts/${cohortId}`);
  await page.getByLabel('Note').waitFor();
  letScriptsIn();
  await page.getByText(/ men on this protocol$/).waitFor();
  page.on('dialog', () => expect.fail('It asks before it is left.'));
  await page.getByRole('link', { name: 'Cohorts' }).first().click();
  await page.getByRole('heading', { name: 'Cohorts', exact: true }).waitFor();
});

test('a visit: a box that was ticked opens its section, and the dates follow the day that was typed', async () => {
  const { patientId } = await importMan(clinic);
  const { page, letScriptsIn } = await openWithoutScripts(`/patients/${patientId}/visits/new`);
  const visitOn = page.getByLabel('Visit on');
  await expect.poll(() => visitOn.inputValue()).toBe('2026-05-10');
  await visitOn.fill('2026-05-08');
  await page.getByRole('checkbox', { name: 'A supply is dispensed' }).check();
  await page.getByLabel('Low mood').selectOption({ label: 'Mild' });
  const triglycerides = page.getByRole('textbox', { name: 'Triglycerides', exact: true });
  const unit = page.getByLabel('Unit of Triglycerides');
  await triglycerides.fill('1.2');
  await unit.selectOption({ label: 'mmol/L' });
  await page.getByLabel('Laboratory', { exact: true }).fill('Central');
  const note = page.getByRole('textbox', { name: /^Note/ }).last();
  await note.fill('Came a day early');

  letScriptsIn();
  await expect.poll(() => page.getByLabel('Prescribed on').inputValue()).toBe('2026-05-08');
  await expect.poll(() => note.evaluate((field) => field === document.activeElement)).toBe(true);
  const before = page.getByRole('complementary', { name: 'What this visit does' });
  await before.getByText('Depression').waitFor();
  await page.getByRole('checkbox', { name: 'A supply is dispensed' }).uncheck();
  await page.getByRole('button', { name: 'Save visit' }).click();
  await page.getByRole('heading', { name: 'Visit of 8 May 2026 saved' }).waitFor();
  const { rows } = await database.owner.query(
    `SELECT r.collected_on::text AS on, l.value_text AS value, l.unit
       FROM record r JOIN lab_result l ON l.record_id = r.id WHERE r.patient_id = $1`,
    [patientId],
  );
  expect(rows).toEqual([{ on: '2026-05-08', value: '1.2', unit: 'mmol/L' }]);
});
