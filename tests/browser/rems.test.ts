import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-06-01' });
const clinic: Clinic = await openClinic(database.owner);
// On therapy from 2026-01-10.
const { patientId } = await importMan(clinic);

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

test('an administrator sees what a date would change, sets it by keyboard, and sees it stand', async () => {
  const page = await openPage(sessionOf(clinic.administrator));
  await page.goto('/admin');
  const rems = page.getByRole('region', { name: 'REMS rule sets' });
  await rems.getByText('Start of the enrollment-only rules not confirmed').waitFor();
  await rems.getByText('iPLEDGE REMS (clinic’s reading), monthly', { exact: false }).waitFor();
  await rems.getByText('not started here').waitFor();
  await expectAccessible(page);
  const keyboard = keyboardOf(page);
  await keyboard.activate(rems.getByRole('button', { name: /^Change REMS rules/ }));
  const dialog = page.getByRole('dialog');
  await keyboard.fill(dialog.getByRole('textbox', { name: /^Enrollment-only from/ }), '2026-02-01');
  await keyboard.activate(dialog.getByRole('button', { name: 'Show what changes' }));
  await dialog
    .getByText(/approved on 2026-02-09/)
    .first()
    .waitFor();
  await keyboard.fill(dialog.getByRole('textbox', { name: /^Enrollment-only from/ }), '2026-08-08');
  await keyboard.activate(dialog.getByRole('button', { name: 'Show what changes' }));
  await dialog.getByText('1 of 1 plan would change: 3 REMS checks no longer asked for.').waitFor();
  await expectAccessible(page);
  await keyboard.fill(dialog.getByRole('textbox', { name: /^Reason/ }), 'Letter of the REMS');
  await keyboard.activate(dialog.getByRole('button', { name: 'Save' }));
  await rems.getByText('from 8 Aug 2026').waitFor();
});

test('the REMS id is entered on the therapy page, and a coordinator never reads it', async () => {
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`/patients/${patientId}/therapy`);
  await page.getByRole('button', { name: 'Enter REMS id' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^REMS id/ }).fill('R-4711-0815');
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Enrolled today');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('main').getByText('R-4711-0815').waitFor();
  await expectAccessible(page);
  const other = await openPage(sessionOf(clinic.coordinator));
  await other.goto(`/patients/${patientId}/therapy`);
  await other.getByText('not shown: it is read with names').waitFor();
  expect(await other.content()).not.toContain('R-4711-0815');
});

test('a pregnancy of the partner is recorded with a visit and shown with the days since the last dose', async () => {
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`/patients/${patientId}/visits/new`);
  const field = page.getByRole('textbox', { name: /^Partner pregnant, known since/ });
  await field.fill('2026-05-20');
  await page.getByRole('button', { name: 'Save visit' }).click();
  await page.getByRole('heading', { name: 'Visit of 1 Jun 2026 saved' }).waitFor();
  await page.goto(`/patients/${patientId}/therapy`);
  await page.getByRole('link', { name: 'known 2026-05-20, while he took the drug' }).waitFor();
});
