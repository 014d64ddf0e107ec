import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';

const { database, openPage } = await openApplication({ today: '2026-05-10' });
const clinic: Clinic = await openClinic(database.owner);

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** On isotretinoin since January, with one triglyceride value. */
async function manWithTriglycerides(value: string, on: string): Promise<void> {
  await importMan(clinic, {
    records: [
      firstDose,
      {
        kind: 'lab-report',
        on,
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'triglycerides', value, unit: 'mg/dL' }],
          confirmed: ['triglycerides'],
        },
      },
    ],
  });
}

const section = (page: Page, name: RegExp) => page.getByRole('region', { name });

test('a flag for staff that nobody acts on in time reaches the physician, marked', async () => {
  // Staff has seven days: until 27 April, and until 15 May.
  await manWithTriglycerides('350', '2026-04-20');
  await manWithTriglycerides('360', '2026-05-08');
  await manWithTriglycerides('620', '2026-05-05');

  const nurse = await openPage(sessionOf(clinic.nurse));
  await nurse.goto('/today');
  const forStaff = section(nurse, /^Flags for staff/);
  await forStaff.getByText('act 2026-05-15, in 5 d').waitFor();
  await expect.poll(() => forStaff.getByRole('listitem').count()).toBe(1);
  await section(nurse, /^Needs a decision/)
    .getByText('past its time to act, escalated')
    .waitFor();
  await section(nurse, /^Red flags/)
    .getByText('past its time to act: 5 days, by 2026-05-05')
    .waitFor();
  await expectAccessible(nurse);

  const physician = await openPage(sessionOf(clinic.physician));
  await physician.goto('/decisions');
  await expect
    .poll(() => physician.getByRole('heading', { level: 2 }).allInnerTexts())
    .toEqual([expect.stringContaining('Red flags'), expect.stringContaining('Needs a decision')]);
  await section(physician, /^Red flags/)
    .getByText('Past its time to act: 5 days', { exact: true })
    .waitFor();
  const escalated = section(physician, /^Needs a decision/)
    .getByRole('listitem')
    .first();
  await escalated.getByText('Past its time to act: 13 days', { exact: true }).waitFor();
  await escalated.getByText('Escalated to a physician').waitFor();
  await expectAccessible(physician);

  await section(physician, /^Red flags/)
    .getByRole('link', { name: 'Triglycerides' })
    .click();
  await physician.getByRole('link', { name: 'Put on hold: Triglycerides' }).waitFor();
  await physician.locator('summary', { hasText: 'History' }).click();
  await physician.getByText(/Raised, red: Triglycerides: 620 mg\/dL/).waitFor();
  await physician.getByRole('button', { name: /Say what was done/ }).click();
  await physician.getByRole('combobox', { name: 'What was done' }).selectOption('Dose held');
  await physician.getByText('Record the hold with his therapy').waitFor();
  await expectAccessible(physician);
});
