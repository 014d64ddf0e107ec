import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { type Keyboard, keyboardOf } from '@/tests/support/keyboard';
import { submit } from '@/tests/support/submit';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-05-10' });

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** In month 3 of isotretinoin and last seen in April: his monthly check and his semen analysis are due. */
async function manAt(clinic: Clinic, familyName: string) {
  return await importMan(clinic, {
    identity: {
      givenName: 'Ivo',
      familyName,
      birthDate: '1988-03-01',
      recordNumber: `R-${familyName}`,
    },
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: recordsOfTreatment(day('2026-02-08'), day('2026-04-20')),
  });
}

const dueOf = (page: Page) => page.getByRole('region', { name: /^Due/ });
const lineOf = (page: Page, name: string) =>
  dueOf(page).getByRole('listitem').filter({ hasText: name });

/** Goes to the man's line among what is due and presses `c`. */
async function call(page: Page, keyboard: Keyboard, name: string) {
  await keyboard.tabTo(lineOf(page, name).getByRole('link', { name: `Log visit: ${name}` }));
  await keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: `Contact: ${name}` });
  await dialog.waitFor();
  return dialog;
}

test('a man who does not answer is put off by keyboard, counted, and found again', async () => {
  const clinic = await openClinic(database.owner, 'ONE');
  await manAt(clinic, 'First');
  await manAt(clinic, 'Second');
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto('/today');
  const keyboard = keyboardOf(page);
  const dialog = await call(page, keyboard, 'First, Ivo');
  await expectAccessible(page);

  await keyboard.press('Control+Enter');
  await dialog.getByText('Choose what came of it.').first().waitFor();
  await keyboard.pick(dialog.getByRole('group', { name: 'What came of it' }), 'No answer');
  await keyboard.fill(dialog.getByLabel('Snooze until'), '2026-05-10');
  await keyboard.press('Control+Enter');
  await dialog.getByText('This is not after the contact on 2026-05-10.').first().waitFor();
  await keyboard.fill(dialog.getByLabel('Snooze until'), '2026-05-13');
  await keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });

  await expect.poll(() => page.getByText('First, Ivo').count()).toBe(0);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Contact: Second, Ivo');
  await page.getByRole('heading', { name: 'Due 1', exact: true }).waitFor();

  await keyboard.activate(page.getByRole('link', { name: 'Snoozed 1' }));
  const snoozed = page.getByRole('region', { name: /^Snoozed/ });
  await snoozed.getByText('snoozed until 2026-05-13, in 3 d').waitFor();
  await snoozed.getByText('No answer 2026-05-10').waitFor();
  await expectAccessible(page);

  const reader = await openPage(sessionOf(clinic.coordinator));
  await reader.goto('/today');
  await reader.getByRole('link', { name: 'Snoozed 1' }).waitFor();
  await reader.getByRole('heading', { name: 'Due 1', exact: true }).waitFor();
  expect(await reader.getByRole('button', { name: /^Contact/ }).count()).toBe(0);
});

test('an agreed date moves the plan, and his schedule says that he came back', async () => {
  const clinic = await openClinic(database.owner, 'TWO');
  const { patientId, enrollmentId } = await manAt(clinic, 'Third');
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto('/today');
  const keyboard = keyboardOf(page);
  const dialog = await call(page, keyboard, 'Third, Ivo');
  await keyboard.pick(
    dialog.getByRole('group', { name: 'What came of it' }),
    'Reached, date agreed',
  );
  await keyboard.fill(dialog.getByLabel('Agreed date'), '2026-05-12');
  await keyboard.fill(dialog.getByLabel('Note'), 'He asks for the afternoon');
  await keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });

  await page.goto(`/patients/${patientId}/schedule`);
  const contacts = page.getByRole('region', { name: 'Contacts' });
  await contacts.getByText('agreed 2026-05-12; He asks for the afternoon').waitFor();
  await contacts.getByText('not yet').waitFor();
  await page
    .getByRole('region', { name: 'Changed by hand' })
    .getByText(/moved to 2026-05-12: Agreed by phone on 2026-05-10/)
    .first()
    .waitFor();
  await expectAccessible(page);

  await submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: '2026-05-10',
    symptomCheck: { answers: { headache: 'none' } },
  });
  await page.reload();
  await contacts.getByText('2026-05-10, the same day').waitFor();

  await keyboard.activate(page.getByRole('button', { name: 'Void: contact on 2026-05-10' }));
  const voiding = page.getByRole('dialog', { name: 'Void: contact on 2026-05-10' });
  await keyboard.fill(voiding.getByLabel('Reason'), 'It was his brother');
  await keyboard.press('Control+Enter');
  await contacts.getByText('No contact is written down.').waitFor();
  await expect.poll(() => page.getByText(/moved to 2026-05-12/).count()).toBe(0);
});

test('what was typed into a contact and not saved is offered again', async () => {
  const clinic = await openClinic(database.owner, 'THREE');
  await manAt(clinic, 'Fourth');
  const page = await openPage(sessionOf(clinic.nurse));
  page.on('dialog', (asked) => void asked.accept());
  await page.goto('/today');
  const keyboard = keyboardOf(page);
  const dialog = await call(page, keyboard, 'Fourth, Ivo');
  await keyboard.fill(dialog.getByLabel('Note'), 'His sister answered');
  await dialog.getByText(/^Draft saved/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.reload();
  await call(page, keyboard, 'Fourth, Ivo');
  await keyboard.activate(dialog.getByRole('button', { name: 'Resume' }));
  await expect.poll(() => dialog.getByLabel('Note').inputValue()).toBe('His sister answered');
});

test('a filter is saved under a name, opened with one chip, renamed and deleted', async () => {
  const clinic = await openClinic(database.owner, 'FOUR');
  await manAt(clinic, 'Fifth');
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto('/today');
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('link', { name: 'Show only these: Due' }));
  await page.waitForURL('**/today?only=due');
  await keyboard.activate(page.getByRole('link', { name: 'Semen', exact: true }));
  await page.waitForURL('**/today?kind=semen-analysis&only=due');
  await keyboard.activate(page.getByRole('button', { name: 'Save this filter…' }));
  const dialog = page.getByRole('dialog', { name: 'Save this filter' });
  await keyboard.fill(dialog.getByLabel('Name'), 'My due semen');
  await keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });

  await page.goto('/today');
  await keyboard.activate(page.getByRole('link', { name: 'My due semen' }));
  await page.waitForURL('**/today?kind=semen-analysis&only=due');
  await expectAccessible(page);
  await keyboard.activate(page.getByRole('button', { name: 'Rename or delete…' }));
  const editing = page.getByRole('dialog', { name: 'Filter: My due semen' });
  await keyboard.fill(editing.getByLabel('Name'), 'Samples');
  await keyboard.press('Enter');
  await page.getByRole('link', { name: 'Samples' }).waitFor();
  await keyboard.activate(page.getByRole('button', { name: 'Rename or delete…' }));
  await keyboard.activate(page.getByRole('button', { name: 'Delete this filter' }));
  await page.getByRole('button', { name: 'Save this filter…' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Samples' }).count()).toBe(0);
});
