// A record is corrected or voided, never overwritten: both values of a stale edit, and every earlier version.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';

const { database, openPage } = await openApplication({ today: '2026-05-10' });

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(database.owner);
});

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

async function reportOfMan(): Promise<string> {
  const { patientId } = await importMan(clinic, {
    records: [
      firstDose,
      {
        kind: 'lab-report',
        on: '2026-02-10',
        content: {
          laboratory: 'Central',
          results: [
            { analyte: 'ast', value: '16', unit: 'U/L' },
            { analyte: 'alt', value: '29', unit: 'U/L' },
          ],
        },
      },
    ],
  });
  const { rows } = await database.owner.query<{ id: string }>(
    "SELECT id FROM record WHERE patient_id = $1 AND kind = 'lab-report'",
    [patientId],
  );
  return `/patients/${patientId}/records/${rows[0]?.id}`;
}

async function openForm(path: string, actor: Actor): Promise<Page> {
  const page = await openPage(sessionOf(actor));
  await page.goto(path);
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  return page;
}

async function correct(page: Page, ast: string, reason: string): Promise<void> {
  await page.getByLabel('AST', { exact: true }).fill(ast);
  await page.getByLabel('Why is it changed?').fill(reason);
  await page.keyboard.press('Control+Enter');
}

test('a stale edit is refused with both values, and a person decides', async () => {
  const path = await reportOfMan();
  const mine = await openForm(path, clinic.nurse);
  const theirs = await openForm(path, clinic.physician);
  await correct(theirs, '17', 'Read again');
  await theirs.getByText('The correction is saved').waitFor();

  await correct(mine, '18', 'Typing error');
  const both = mine.getByRole('table', { name: 'Yours and what is stored' });
  await both.getByRole('cell', { name: /^18 U\/L/ }).waitFor();
  await both.getByRole('cell', { name: /^17 U\/L/ }).waitFor();
  await expectAccessible(mine);
  await expect.poll(() => mine.getByLabel('AST', { exact: true }).inputValue()).toBe('18');

  await mine.getByRole('button', { name: 'Save mine over it' }).click();
  await mine.getByText('The correction is saved').waitFor();
  const versions = mine.getByRole('listitem').filter({ hasText: 'Version 3' });
  await versions.getByText('Reason: Typing error').waitFor();
  await expect.poll(() => versions.innerText()).toMatch(/AST: 17 U\/L .* 18 U\/L/);
});

test('taking the stored values ends the conflict without losing the reason', async () => {
  const path = await reportOfMan();
  const mine = await openForm(path, clinic.nurse);
  const theirs = await openForm(path, clinic.physician);
  await correct(theirs, '17', 'Read again');
  await theirs.getByText('The correction is saved').waitFor();
  await correct(mine, '18', 'Typing error');
  await mine.getByRole('button', { name: 'Use theirs' }).click();
  await expect.poll(() => mine.getByLabel('AST', { exact: true }).inputValue()).toBe('17');
  await expect.poll(() => mine.getByLabel('Why is it changed?').inputValue()).toBe('Typing error');
  await expect
    .poll(() => mine.getByRole('table', { name: 'Yours and what is stored' }).count())
    .toBe(0);
});

test('a voided record keeps what it said, and can no longer be corrected', async () => {
  const path = await reportOfMan();
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(path);
  await page.getByRole('button', { name: 'Void', exact: true }).click();
  await page.getByRole('button', { name: 'Void record' }).click();
  await page.getByText('Say why the record is changed.').first().waitFor();
  await page.getByRole('textbox').fill('Report of another patient');
  await page.getByRole('button', { name: 'Void record' }).dblclick();
  await page.getByText('Voided: it counts for nothing').waitFor();
  await page.getByRole('definition').filter({ hasText: '16 U/L' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Correct' }).count()).toBe(0);
});

test('a coordinator reads a record and is offered no correction', async () => {
  const page = await openPage(sessionOf(clinic.coordinator));
  await page.goto(await reportOfMan());
  await page.getByRole('heading', { name: /^Lab report/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Correct' }).count()).toBe(0);
});

test('findings from before enrollment are saved with their source, or not at all', async () => {
  const { patientId } = await importMan(clinic);
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`/patients/${patientId}/history/new`);
  await page.getByRole('button', { name: 'Procedure', exact: true }).click();
  await page.getByLabel('Performed on').fill('2026-03-01');
  await page.getByLabel('Source').fill('Letter of 2025');
  await page.keyboard.press('Control+Enter');
  await page.getByText('This is after enrollment on 2026-01-05').first().waitFor();
  await expect.poll(() => page.getByLabel('Source').inputValue()).toBe('Letter of 2025');

  await page.getByLabel('Performed on').fill('2025-03-01');
  await page.getByRole('button', { name: 'Finding', exact: true }).click();
  await page.getByLabel('Found on').fill('2025-03-01');
  await page.getByLabel('Question').selectOption({ label: 'Karyotype' });
  await page.getByLabel('Answer').selectOption({ label: '46,XY' });
  await page.getByRole('button', { name: 'Save history' }).click();
  await page.getByText('2 findings saved').waitFor();
});
