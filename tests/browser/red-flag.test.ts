import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-05-10' });
const clinic: Clinic = await openClinic(database.owner);

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** In month 3, his next supply due, enrolled in the REMS with everything documented. */
async function manWhoNeedsASupply(): Promise<string> {
  const { patientId } = await importMan(clinic, {
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: [
      {
        kind: 'rems-check',
        on: '2026-02-05',
        content: {
          enrolledOn: '2026-02-05',
          category: 'cannot-become-pregnant',
          consentOn: '2026-02-05',
          counseledOn: '2026-02-05',
          coupleCounseledOn: '2026-02-05',
          bloodDonationAcknowledged: true,
          noSharingAcknowledged: true,
        },
      },
      ...recordsOfTreatment(day('2026-02-08'), day('2026-04-20')),
    ],
  });
  return `/patients/${patientId}`;
}

test('a red flag and its hold block dispensing until a physician decides', async () => {
  const path = await manWhoNeedsASupply();
  const nurse = await openPage(sessionOf(clinic.nurse));
  const physician = await openPage(sessionOf(clinic.physician));

  await nurse.goto(`${path}/visits/new`);
  await nurse.getByRole('textbox', { name: 'Triglycerides', exact: true }).fill('612');
  await nurse.getByRole('checkbox', { name: 'Triglycerides 612 is right' }).check();
  await nurse.getByRole('button', { name: 'Save visit' }).click();
  await nurse.getByText(/Red flag raised: .*612/).waitFor();

  await enterSupply(nurse, path);
  await nurse.getByRole('button', { name: 'Save visit' }).click();
  await nurse
    .getByRole('alert')
    .getByText(/red flag/i)
    .first()
    .waitFor();
  await expectAccessible(nurse);

  const elsewhere = await openPage(sessionOf(clinic.nurse));
  await elsewhere.goto(`${path}/flags`);
  await elsewhere.getByText(/dispensing is blocked .* only a physician can close it/).waitFor();
  expect(await elsewhere.getByRole('button', { name: /Say what was done/ }).count()).toBe(0);

  await physician.goto(`${path}/therapy`);
  await physician.getByRole('button', { name: 'Hold', exact: true }).click();
  await physician.getByLabel('Reason').selectOption('Laboratory result');
  await physician.getByRole('button', { name: 'Put on hold' }).click();
  await physician.getByText('Therapy is on hold').first().waitFor();
  await closeFlag(physician, path, 'Dose held');

  await nurse.getByRole('button', { name: 'Save visit' }).click();
  await nurse
    .getByRole('alert')
    .getByText(/on hold/i)
    .first()
    .waitFor();

  await physician.goto(`${path}/therapy`);
  await physician.getByRole('button', { name: 'Resume' }).click();
  const dialog = physician.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('The repeat sample was fasting: 180 mg/dL');
  await dialog.getByRole('button', { name: 'Resume' }).click();
  await physician.getByText('Therapy goes on').first().waitFor();

  await nurse.getByRole('button', { name: 'Save visit' }).click();
  await nurse.getByText(/Dispensing 4 done/).waitFor();
});

async function enterSupply(page: Page, path: string): Promise<void> {
  await page.goto(`${path}/visits/new`);
  await page.getByRole('checkbox', { name: 'Counseled today' }).check();
  await page.getByRole('checkbox', { name: 'A supply is dispensed' }).check();
  await page.getByRole('textbox', { name: 'Authorization number' }).fill('4711');
  await page.getByRole('textbox', { name: 'Dispense by' }).fill('2026-05-15');
  await page.getByRole('textbox', { name: 'Quantity' }).fill('60');
  await page.getByRole('textbox', { name: 'Strength' }).fill('20');
  await page.getByRole('textbox', { name: 'Lasts' }).fill('30');
}

async function closeFlag(page: Page, path: string, disposition: string): Promise<void> {
  await page.goto(`${path}/flags`);
  await page.getByRole('button', { name: /Say what was done/ }).click();
  await page.getByRole('combobox', { name: 'What was done' }).selectOption(disposition);
  await page.getByLabel('Your password, to sign').fill(testPassword);
  await page.getByRole('button', { name: 'Sign and close flag' }).click();
  await page.getByText(/^Closed .* by Test physician/).waitFor();
}
