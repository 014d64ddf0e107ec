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

async function openSchedule(actor: Actor) {
  const { patientId } = await importMan(clinic, {
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: recordsOfTreatment(day('2026-02-08'), day('2026-04-20')),
  });
  const page = await openPage(sessionOf(actor));
  await page.goto(`/patients/${patientId}/schedule`);
  const row = page.getByRole('row').filter({ hasText: 'Semen with pellet 1' });
  await row.waitFor();
  return { page, row };
}

test('a date is moved with a reason, and the reason stands below the schedule', async () => {
  const { page, row } = await openSchedule(clinic.nurse);
  await row.getByRole('button', { name: 'Change: Semen with pellet 1' }).click();
  await page.getByRole('menuitem', { name: 'Reschedule…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule: Semen with pellet 1' });
  await dialog.getByRole('button', { name: 'Reschedule' }).click();
  await dialog.getByText('Say why the date is moved.').first().waitFor();
  await expectAccessible(page);

  await dialog.getByLabel('New date').fill('2026-05-21');
  await dialog.getByLabel('Reason').fill('He is abroad until the 20th');
  await dialog.getByRole('button', { name: 'Reschedule' }).click();
  await row.getByText('2026-05-21').waitFor();
  await row.getByText('2026-05-08').waitFor();
  const changes = page.getByRole('region', { name: 'Changed by hand' });
  await changes.getByText(/moved to 2026-05-21: He is abroad until the 20th/).waitFor();
});

test('whoever may only read is offered no change', async () => {
  const { row, page } = await openSchedule(clinic.coordinator);
  expect(await row.getByRole('button').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Log visit' }).count()).toBe(0);
});
