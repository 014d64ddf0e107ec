// The drug on its own page: what is refused stands beside its field, and what was typed stays.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';

const { database, openPage } = await openApplication({ today: '2026-05-10' });

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(database.owner);
});

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

async function openTherapy(patientId: string): Promise<Page> {
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`/patients/${patientId}/therapy`);
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('therapy starts with one choice and a day that is not before consent', async () => {
  const { patientId } = await importMan(clinic, { records: [] });
  const page = await openTherapy(patientId);
  await press(page, 'Start therapy');
  await expectAccessible(page);
  const day = page.getByLabel('First dose on');
  await day.fill('2026-01-04');
  await press(page, 'Record regimen');
  await page.getByText('This is before enrollment on 2026-01-05').first().waitFor();
  await expect.poll(() => day.inputValue()).toBe('2026-01-04');

  await day.fill('2026-05-01');
  await press(page, 'Record regimen');
  await page.getByText('The regimen is recorded').waitFor();
  await page.getByText('Planned: Monthly check 1, 1 Jun 2026').waitFor();
  await page.getByRole('heading', { name: 'On therapy since 1 May 2026' }).waitFor();
});

describe('a man on therapy', () => {
  test('is held, resumed and given less, by keyboard where it matters', async () => {
    const { patientId } = await importMan(clinic);
    const page = await openTherapy(patientId);
    await press(page, 'Hold');
    await page.getByLabel('First day without the drug').fill('2026-12-24');
    await page.getByLabel('Reason').selectOption('laboratory-result');
    await page.getByLabel('Note').fill("<b>'; DROP TABLE record; -- 🙂");
    await press(page, 'Put on hold');
    await page.getByText('This is in the future; today is 2026-05-10.').first().waitFor();
    await expect
      .poll(() => page.getByLabel('Note').inputValue())
      .toBe("<b>'; DROP TABLE record; -- 🙂");

    await page.getByLabel('First day without the drug').fill('2026-05-01');
    await page.getByRole('button', { name: 'Put on hold' }).dblclick();
    await page.getByRole('heading', { name: 'On hold since 1 May 2026, 10 days' }).waitFor();
    await expect
      .poll(() => page.locator(':focus').allInnerTexts())
      .toEqual([expect.stringContaining('Therapy is on hold')]);
    const holds = page.getByRole('table', { name: 'Holds' });
    await expect.poll(() => holds.getByRole('row').count()).toBe(2);
    await holds.getByText("<b>'; DROP TABLE record; -- 🙂").waitFor();

    await press(page, 'Resume');
    await press(page, 'Resume');
    await page.getByText('Say why the drug is given again.').first().waitFor();
    await page.getByLabel('Reason').fill('Values are normal');
    await page.getByLabel('First day with the drug again').press('Enter');
    await page.getByRole('heading', { name: 'On therapy since 10 Jan 2026' }).waitFor();

    await press(page, 'Change dose');
    await page.getByLabel('Amount').fill('1,5');
    await page.getByLabel('Reason').fill('Dry lips');
    await page.keyboard.press('Tab');
    await page.getByRole('dialog').getByRole('button', { name: 'Change dose' }).click();
    await page.getByText('Use a point for decimals').first().waitFor();
    await page.getByLabel('Amount').fill('10');
    await page.getByRole('dialog').getByRole('button', { name: 'Change dose' }).click();
    await page.getByRole('table', { name: 'Doses' }).getByText('Dry lips').waitFor();
  });

  test('is stopped once; the second tab hears of it beside the field', async () => {
    const { patientId } = await importMan(clinic);
    const page = await openTherapy(patientId);
    const other = await openTherapy(patientId);
    for (const tab of [page, other]) {
      await press(tab, 'Stop');
      await tab.getByLabel('Last dose on').fill('2026-05-09');
      await tab.getByLabel('Reason').selectOption('completed');
    }
    await expectAccessible(page);
    await press(page, 'Stop therapy');
    await page.getByRole('heading', { name: 'Stopped; last dose 9 May 2026' }).waitFor();
    await page.getByText('No blood donation up to and including 9 Jun 2026').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Hold' }).count()).toBe(0);

    await press(other, 'Stop therapy');
    await other.getByText('Therapy has been stopped').first().waitFor();
    await expect.poll(() => other.getByLabel('Last dose on').inputValue()).toBe('2026-05-09');
  });
});

describe('what is typed into a dialog', () => {
  test('is not dropped by Escape without asking', async () => {
    const { patientId } = await importMan(clinic);
    const page = await openTherapy(patientId);
    await press(page, 'Hold');
    await page.getByLabel('Note').fill('Lips bleed');
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByLabel('Note').inputValue()).toBe('Lips bleed');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press(page, 'Change dose');
    await page.getByText('mg/kg is not known: weight unknown').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('is not dropped by Escape without asking on the other pages either', async () => {
    const { patientId } = await importMan(clinic);
    const page = await openPage(sessionOf(clinic.nurse));
    await page.goto(`/patients/${patientId}/schedule`);
    const change = page.getByRole('button', { name: /^Change: / }).first();
    await change.click();
    await page.getByRole('menuitem', { name: 'Waive…' }).click();
    const reason = page.getByLabel('Reason');
    await reason.fill('Moves to another city');
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.keyboard.press('Escape');
    await expect.poll(() => reason.inputValue()).toBe('Moves to another city');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectFocusOn(page, 'Change');
  });
});

/** Closed by a key, a dialog gives the focus back to what opened it. */
async function expectFocusOn(page: Page, text: string) {
  await expect.poll(() => page.locator(':focus').allInnerTexts()).toEqual([text]);
}

test('the calendar of injections is walked by arrow keys, and Enter says what happened', async () => {
  const injection = (
    drug: 'hcg' | 'ufsh',
    on: string,
    startsAfterDays: number,
    amount: number,
  ) => ({
    kind: 'dose' as const,
    on,
    content: {
      drug,
      amount,
      unit: '[IU]' as const,
      route: 'intramuscular' as const,
      timesPerDay: 1,
      everyDays: 4,
      startsAfterDays,
    },
  });
  const { patientId } = await importMan(clinic, {
    protocol: 'gonadotropin-noa',
    arm: 'gonadotropins',
    records: [injection('ufsh', '2026-04-20', 0, 150), injection('hcg', '2026-04-20', 2, 2000)],
  });
  const page = await openTherapy(patientId);
  // uFSH on 20, 24, 28 April and 2, 6, 10 May; hCG two days after each.
  await page.getByText('6 of 6 planned given, 0 missed; adherence 100%').waitFor();
  await page.getByRole('button', { name: '2026-05-10: uFSH 150 IU, given' }).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const walked = page.getByRole('button', { name: '2026-05-06: uFSH 150 IU, given' });
  await expect
    .poll(() => walked.evaluate((button) => button === document.activeElement))
    .toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('planned for 6 May 2026').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Reason').focus();
  await page.keyboard.type('Travel');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('The injection of 2026-05-06 is recorded').waitFor();
  await page.getByText('5 of 6 planned given, 1 missed; adherence 83%').waitFor();
  await page
    .getByRole('table', { name: 'Exceptions of uFSH' })
    .getByRole('row', { name: '2026-05-06 Missed not given Travel' })
    .waitFor();
  await expectAccessible(page);
});

test('the ledger says what should be left, and an entry is voided to be entered again', async () => {
  const supply = (on: string) => ({
    kind: 'dispensing' as const,
    on,
    content: {
      prescribedOn: on,
      authorizationPresent: true,
      quantity: 60,
      strengthMg: 20,
      daysSupply: 30,
    },
  });
  const { patientId } = await importMan(clinic, {
    records: [
      firstDose,
      supply('2026-04-12'),
      supply('2026-05-08'),
      { kind: 'drug-return', on: '2026-05-08', content: { quantity: 10, strengthMg: 20 } },
    ],
  });
  const page = await openTherapy(patientId);
  const ledger = page.getByRole('table', { name: 'Ledger of capsules' });
  // 26 days of 2 capsules are taken by 8 May, 8 are left; 10 came back, so one day was missed.
  await ledger
    .getByRole('row', { name: /2026-05-08 Returned −10 20 mg none none 0 2 more than expected/ })
    .waitFor();
  await page
    .getByText(/Expected to be left on 2026-05-10.*56 capsules of 20 mg, 28 days/)
    .waitFor();
  await ledger.getByRole('link', { name: '2026-04-12' }).click();
  await press(page, 'Void and enter again');
  await page.getByRole('dialog').getByRole('textbox').fill('Another man’s supply');
  await press(page, 'Void record');
  await page.getByRole('link', { name: 'Enter it again with a visit' }).waitFor();
  await page.goto(`/patients/${patientId}/therapy`);
  await ledger.getByText(/: Another man’s supply/).waitFor();
});

test('another drug shows at once what flag it raises, and is ended in one step', async () => {
  const { patientId } = await importMan(clinic);
  const page = await openTherapy(patientId);
  await press(page, 'Add a drug');
  await page.getByLabel('Drug', { exact: true }).fill('Doxycycline');
  await page.getByLabel('Kind').selectOption('tetracycline');
  await press(page, 'Add drug');
  await page.getByText('Doxycycline is recorded').waitFor();
  const drugs = page.getByRole('table', { name: 'Other drugs' });
  await drugs.getByText('Red').waitFor();
  await expectAccessible(page);
  await drugs.getByRole('button', { name: 'Stopped on: Doxycycline' }).click();
  await page.getByLabel('Stopped on', { exact: true }).fill('2026-05-09');
  await press(page, 'Save');
  await drugs.getByRole('cell', { name: '2026-05-09' }).waitFor();
});

test('a red flag leads to a hold that names it, and then to its closing', async () => {
  const { patientId, enrollmentId } = await importMan(clinic, {
    records: [
      firstDose,
      {
        kind: 'lab-report',
        on: '2026-05-08',
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'triglycerides', value: '512', unit: 'mg/dL' }],
          confirmed: ['triglycerides'],
        },
      },
    ],
  });
  const { rows } = await database.owner.query<{ id: string; message: string }>(
    "SELECT id, message FROM flag WHERE enrollment_id = $1 AND severity = 'red'",
    [enrollmentId],
  );
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`/patients/${patientId}/therapy?change=hold&flag=${rows[0]?.id}`);
  const dialog = page.getByRole('dialog');
  await expect.poll(() => dialog.getByLabel('Reason').inputValue()).toBe('red-flag');
  await expect.poll(() => dialog.getByLabel('Note').inputValue()).toBe(rows[0]?.message);
  await press(page, 'Put on hold');
  await page.getByRole('heading', { name: /On hold since 10 May 2026/ }).waitFor();
  await page.getByRole('link', { name: /Close .* with what was done/ }).click();
  await page.waitForURL(`**/patients/${patientId}/flags`);
});
