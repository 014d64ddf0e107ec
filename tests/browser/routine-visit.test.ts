import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { type Keyboard, keyboardOf } from '@/tests/support/keyboard';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-05-10' });
const monthly: Clinic = await openClinic(database.owner, 'MON');
const once: Clinic = await openClinic(database.owner, 'ONE');
await database.owner.query('UPDATE site SET rems_enrollment_only_from = $1 WHERE id = $2', [
  '2026-05-01',
  once.site.id,
]);

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** In month 3: his check and his next supply are due. */
async function manInMonthThree(clinic: Clinic, name: string, until = '2026-04-20') {
  return await importMan(clinic, {
    identity: {
      givenName: 'Ivo',
      familyName: name,
      birthDate: '1988-03-01',
      recordNumber: `R-${name}`,
    },
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: [
      {
        kind: 'rems-check',
        on: '2026-02-07',
        content: {
          enrolledOn: '2026-02-07',
          category: 'cannot-become-pregnant',
          consentOn: '2026-02-07',
          consentVersion: '2025-11',
          counseledOn: '2026-02-07',
          coupleCounseledOn: '2026-02-07',
          bloodDonationAcknowledged: true,
          noSharingAcknowledged: true,
        },
      },
      ...recordsOfTreatment(day('2026-02-08'), day(until)),
    ],
  });
}

const most = 15;

/** With the key that goes to the row on Today, and with the digits of the authorization as one. */
function countOf(keyboard: Keyboard, rules: string): number {
  const count = keyboard.activations() + 1;
  process.stdout.write(`A routine visit under ${rules} rules: ${count} activations.\n`);
  return count;
}

async function openFromToday(page: Page, keyboard: Keyboard, name: string) {
  await page.goto('/today');
  await page.getByText(`${name}, Ivo`).first().waitFor();
  // His is the only row of the site, so a key that the page did not hear yet may be pressed again.
  await expect
    .poll(async () => {
      await page.keyboard.press('j');
      return await focusedText(page);
    })
    .toBe(`Log visit: ${name}, Ivo`);
  await keyboard.press('Enter');
}

/** The name of a button, or what stands beside a box. */
async function focusedText(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const { activeElement } = document;
    const labels = activeElement instanceof HTMLInputElement ? activeElement.labels : null;
    return (
      activeElement?.getAttribute('aria-label') ??
      labels?.[0]?.textContent ??
      activeElement?.textContent ??
      ''
    );
  });
}

async function dispense(page: Page, keyboard: Keyboard) {
  await keyboard.activate(page.getByRole('checkbox', { name: 'A supply is dispensed' }), 'Space');
  await keyboard.fill(page.getByRole('textbox', { name: 'Authorization number' }), '4711081500');
  await keyboard.fill(page.getByRole('textbox', { name: 'Dispense by' }), '2026-06-08');
}

async function storedSupply(patientId: string) {
  const { rows } = await database.owner.query(
    `SELECT r.content, a.number FROM record r
     JOIN dispensing_authorization a ON a.record_id = r.id
     WHERE r.patient_id = $1`,
    [patientId],
  );
  return rows;
}

test('a routine monthly visit under the monthly rules, from Today to saved', async () => {
  const { patientId } = await manInMonthThree(monthly, 'Routine');
  const page = await openPage(sessionOf(monthly.nurse));
  const keyboard = keyboardOf(page);
  await openFromToday(page, keyboard, 'Routine');
  await expect.poll(() => focusedText(page)).toMatch(/^No change since 8 Apr 2026/);
  await keyboard.press('Space');
  await keyboard.activate(page.getByRole('checkbox', { name: 'Counseled today' }), 'Space');
  await dispense(page, keyboard);
  await expectAccessible(page);
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  await page.getByText('Monthly check 3 done on time').waitFor();
  expect(countOf(keyboard, 'monthly')).toBeLessThanOrEqual(most);
  expect(await storedSupply(patientId)).toEqual([
    {
      number: '4711081500',
      content: expect.objectContaining({
        prescribedOn: '2026-05-10',
        pickedUpOn: '2026-05-10',
        dispenseBy: '2026-06-08',
        quantity: 60,
        strengthMg: 20,
        daysSupply: 30,
        authorizationPresent: true,
      }),
    },
  ]);
});

test('the same under enrollment-only rules needs no answer about the REMS', async () => {
  const { patientId } = await manInMonthThree(once, 'Once');
  const page = await openPage(sessionOf(once.nurse));
  const keyboard = keyboardOf(page);
  await openFromToday(page, keyboard, 'Once');
  await expect.poll(() => focusedText(page)).toMatch(/^No change since 8 Apr 2026/);
  await keyboard.press('Space');
  await dispense(page, keyboard);
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  expect(countOf(keyboard, 'enrollment-only')).toBeLessThanOrEqual(most);
  expect(await storedSupply(patientId)).toHaveLength(1);
});

test('the first check ever: "none of these" answers every symptom, by one key', async () => {
  // First dose 2026-04-12: his first month has passed and nobody has asked him yet.
  const { patientId } = await importMan(monthly, {
    identity: {
      givenName: 'Ivo',
      familyName: 'First',
      birthDate: '1988-03-01',
      recordNumber: 'R-First',
    },
    consentOn: '2026-04-01',
    enrolledOn: '2026-04-01',
    records: [
      {
        kind: 'dose',
        on: '2026-04-12',
        content: {
          drug: 'isotretinoin',
          amount: 20,
          unit: 'mg',
          route: 'oral',
          timesPerDay: 2,
          everyDays: 1,
        },
      },
    ],
  });
  const page = await openPage(sessionOf(monthly.nurse));
  await page.goto(`/patients/${patientId}/visits/new`);
  await expect.poll(() => focusedText(page)).toBe('None of these');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  const { rows } = await database.owner.query<{ content: { answers: object; unchanged: boolean } }>(
    "SELECT content FROM record WHERE patient_id = $1 AND kind = 'symptom-check'",
    [patientId],
  );
  expect(rows[0]?.content.unchanged).toBe(false);
  const answers = Object.values(rows[0]?.content.answers ?? {});
  expect(answers.length).toBeGreaterThan(20);
  expect(new Set(answers)).toEqual(new Set(['none', 'no']));
});

test('what is missing leads to its box, wherever it stands in the form', async () => {
  const { patientId } = await importMan(monthly, {
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: recordsOfTreatment(day('2026-02-08'), day('2026-04-20')),
  });
  const page = await openPage(sessionOf(monthly.nurse));
  await page.goto(`/patients/${patientId}/visits/new`);
  await expect.poll(() => focusedText(page)).toMatch(/^No change since/);
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('checkbox', { name: 'Counseled today' }), 'Space');
  await dispense(page, keyboard);
  await keyboard.press('Control+Enter');
  await page.getByText(/^Dispensing is blocked/).waitFor();
  await expect.poll(() => focusedText(page)).toMatch(/^Enrolled in the REMS on/);
  await page.getByRole('button', { name: /^Acknowledged: the drug is never shared/ }).click();
  await expect.poll(() => focusedText(page)).toMatch(/^Acknowledged: the drug is never shared/);
});

test('a supply that the gate holds back says what is missing and where, and keeps what was typed', async () => {
  const { patientId } = await manInMonthThree(monthly, 'Gate');
  const page = await openPage(sessionOf(monthly.nurse));
  await page.goto(`/patients/${patientId}/visits/new`);
  await expect.poll(() => focusedText(page)).toMatch(/^No change since/);
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('checkbox', { name: 'A supply is dispensed' }), 'Space');
  await keyboard.fill(page.getByRole('textbox', { name: 'Quantity' }), '56');
  const before = page.getByRole('complementary', { name: 'What this visit does' });
  const sentences = [
    'New counseling: the last one, 2026-04-08, is more than 30 days old. See REMS check.',
    'The number of the pharmacy’s authorization. See Dispensing.',
  ];
  for (const sentence of sentences) {
    await before.getByText(sentence).waitFor();
  }
  await keyboard.press('Control+Enter');
  await page
    .getByText(/^Dispensing is blocked/)
    .first()
    .waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: 'Quantity' }).inputValue()).toBe('56');
  await expectAccessible(page);
  await keyboard.activate(page.getByRole('checkbox', { name: 'Counseled today' }), 'Space');
  await keyboard.fill(page.getByRole('textbox', { name: 'Authorization number' }), '4711');
  await keyboard.fill(page.getByRole('textbox', { name: 'Dispense by' }), '2026-06-08');
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  expect(await storedSupply(patientId)).toMatchObject([{ content: { quantity: 56 } }]);
});
