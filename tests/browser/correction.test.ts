import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-05-10' });
const clinic: Clinic = await openClinic(database.owner);

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

async function openLabReport(actor: Actor, path: string): Promise<Page> {
  const page = await openPage(sessionOf(actor));
  await page.goto(path);
  await page.getByRole('button', { name: 'Correct' }).click();
  await page.getByRole('textbox', { name: 'Triglycerides', exact: true }).waitFor();
  return page;
}

async function labReportPath(): Promise<string> {
  const { patientId } = await importMan(clinic, {
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: recordsOfTreatment(day('2026-02-08'), day('2026-04-20')),
  });
  const { rows } = await database.owner.query<{ id: string }>(
    "SELECT id FROM record WHERE patient_id = $1 AND kind = 'lab-report' ORDER BY collected_on DESC LIMIT 1",
    [patientId],
  );
  return `/patients/${patientId}/records/${rows[0]?.id}`;
}

async function correct(page: Page, value: string, reason: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Triglycerides', exact: true }).fill(value);
  await page.getByRole('textbox', { name: 'Why is it changed?' }).fill(reason);
  await page.getByRole('button', { name: 'Save correction' }).click();
}

test('a stale edit is refused with both values, and a person decides', async () => {
  const path = await labReportPath();
  const nurse = await openLabReport(clinic.nurse, path);
  const physician = await openLabReport(clinic.physician, path);
  await correct(physician, '131', 'The laboratory sent a correction');
  await physician.getByText('The correction is saved').waitFor();

  await correct(nurse, '113', 'Digits were swapped');
  const both = nurse.getByRole('table', { name: 'Yours and what is stored' });
  const row = both.getByRole('row').filter({ hasText: 'Triglycerides' });
  await row.waitFor();
  await expect
    .poll(async () => (await row.getByRole('cell').allInnerTexts()).join(' '))
    .toMatch(/113.*131/);
  await expect
    .poll(() => nurse.getByRole('textbox', { name: 'Triglycerides', exact: true }).inputValue())
    .toBe('113');
  await expectAccessible(nurse);

  await nurse.getByRole('button', { name: 'Save mine over it' }).click();
  await nurse.getByText('The correction is saved').waitFor();
  const versions = nurse.getByRole('listitem').filter({ hasText: /^Version/ });
  await versions.filter({ hasText: 'Digits were swapped' }).waitFor();
  await versions.filter({ hasText: 'The laboratory sent a correction' }).waitFor();
  await versions.filter({ hasText: 'As first recorded' }).waitFor();
});
