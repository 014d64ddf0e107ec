import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { submit } from '@/tests/support/submit';

const { database, openPage } = await openApplication({ today: '2026-03-20' });

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

test('a day is closed by keyboard: who moves, who is asked for, and a second person', async () => {
  const clinic = await openClinic(database.owner, 'CAL');
  // Month 3 of both is Friday 2026-04-10; one has agreed to come on that day.
  const agreed = await importMan(clinic);
  await importMan(clinic);
  await submit(rescheduleOccurrence, clinic.nurse, {
    enrollmentId: agreed.enrollmentId,
    occurrenceKey: 'semen#1',
    plannedOn: '2026-04-10',
    reason: 'Agreed by telephone',
  });
  const page = await openPage(sessionOf(clinic.nurse));
  const keyboard = keyboardOf(page);
  await page.goto('/calendar?month=2026-04');
  await keyboard.activate(page.getByRole('link', { name: '10 Apr 2026: 2 planned' }));
  await page.getByRole('heading', { name: 'Friday, 10 Apr 2026' }).waitFor();
  await page
    .getByText(
      '2 men are concerned. 1 date agreed with the man falls on a closed day. 11 items move',
    )
    .waitFor();
  const table = page.getByRole('table', { name: 'From which day to which' });
  await expect
    .poll(() => table.getByRole('row').filter({ hasText: '2026-04-09' }).count())
    .toBe(11);
  await expectAccessible(page);

  // Somebody else has the same page open.
  const other = await openPage(sessionOf(clinic.physician));
  await other.goto('/calendar/2026-04-10');
  await other.getByLabel('Why is the clinic closed?').fill('Conference');

  const man = page.getByRole('group', { name: /Semen with pellet 1/ });
  await expect.poll(() => man.getByLabel('Agreed day').inputValue()).toBe('2026-04-09');
  await keyboard.fill(man.getByLabel('Agreed day'), '2026-04-27');
  await keyboard.fill(page.getByLabel('Why is the clinic closed?'), 'Public holiday');
  await keyboard.press('Control+Enter');
  await page
    .getByRole('alert')
    .getByText(/outside the window, from 2026-03-27 to 2026-04-24: say why/)
    .waitFor();
  await expectAccessible(page);
  await keyboard.fill(man.getByLabel('Reason for a day outside the window'), 'Abroad until then');
  await keyboard.press('Control+Enter');
  await page.getByText('Closed: Public holiday').first().waitFor();
  await page.getByText('11 moved inside their windows, 1 agreed anew').first().waitFor();

  await other.getByRole('button', { name: 'Close this day' }).click();
  await other
    .getByRole('alert')
    .getByText(/closed already: Public holiday/)
    .waitFor();
  await expect
    .poll(() => other.getByLabel('Why is the clinic closed?').inputValue())
    .toBe('Conference');
  await other.getByRole('button', { name: 'Show the calendar as it is now' }).click();
  await other.getByText('Closed: Public holiday').first().waitFor();

  await keyboard.fill(page.getByLabel('Why is the clinic open after all?'), 'Not a holiday here');
  await keyboard.press('Control+Enter');
  await page.getByText('The day is open again: 11 moved back').first().waitFor();
  await keyboard.activate(page.getByRole('link', { name: 'Back to the month' }));
  await page.getByRole('link', { name: '27 Apr 2026: 1 planned' }).waitFor();
});

test('closing a day with nothing to move says so', async () => {
  const clinic = await openClinic(database.owner, 'CALB');
  const page = await openPage(sessionOf(clinic.nurse));
  const keyboard = keyboardOf(page);
  await page.goto('/calendar/2026-12-24');
  await page.getByText('Nobody is planned on this day: closing it moves nobody.').waitFor();
  await keyboard.tabTo(page.getByLabel('Why is the clinic closed?'));
  await keyboard.press('Control+Enter');
  await page.getByText('Say why the clinic is closed.').first().waitFor();
  await keyboard.fill(page.getByLabel('Why is the clinic closed?'), 'Christmas Eve');
  await keyboard.press('Control+Enter');
  await page.getByText('Closed. Nobody was planned on this day.').first().waitFor();
});

test('the weekdays are changed by keyboard, after a look at what moves', async () => {
  const clinic = await openClinic(database.owner, 'CALC');
  await importMan(clinic);
  const page = await openPage(sessionOf(clinic.administrator));
  const keyboard = keyboardOf(page);
  await page.goto('/calendar');
  await keyboard.activate(page.getByRole('button', { name: 'Change weekdays…' }));
  const dialog = page.getByRole('dialog');
  await keyboard.activate(dialog.getByRole('checkbox', { name: 'Saturday' }), 'Space');
  await keyboard.activate(dialog.getByRole('checkbox', { name: 'Sunday' }), 'Space');
  await keyboard.activate(dialog.getByRole('button', { name: 'Show what changes' }));
  await dialog.getByText('1 man is concerned.').waitFor();
  await keyboard.fill(dialog.getByLabel('Reason'), 'No clinic on the week end');
  await expectAccessible(page);
  await keyboard.activate(dialog.getByRole('button', { name: 'Save' }));
  await page.getByText(/open Monday to Friday, since 20 Mar 2026/).waitFor();
  await page.goto('/calendar/2026-05-09');
  await page.getByText('No clinic on Saturdays').waitFor();
  await page.getByText('Nobody is planned on this day.').waitFor();
});

test('who may only read sees the month and what a closing would do, and is offered no change', async () => {
  const clinic = await openClinic(database.owner, 'CALD');
  await importMan(clinic);
  const page = await openPage(sessionOf(clinic.coordinator));
  await page.goto('/calendar/2026-04-10');
  await page.getByText('1 man is concerned. 6 items move inside their windows.').waitFor();
  expect(await page.getByRole('button', { name: 'Close this day' }).count()).toBe(0);
  await page.goto('/calendar/2026-02-30');
  await page.getByText(/Nothing to show here|not found/i).waitFor();
});
