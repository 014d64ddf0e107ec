// The drug on its own page: what is refused stands beside its field, and what was typed stays.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';

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
  expect(await day.inputValue()).toBe('2026-01-04');

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
    expect(await page.getByLabel('Note').inputValue()).toBe("<b>'; DROP TABLE record; -- 🙂");

    await page.getByLabel('First day without the drug').fill('2026-05-01');
    await page.getByRole('button', { name: 'Put on hold' }).dblclick();
    await page.getByRole('heading', { name: 'On hold since 1 May 2026' }).waitFor();
    const holds = page.getByRole('table', { name: 'Holds' });
    expect(await holds.getByRole('row').count()).toBe(2);
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
    expect(await page.getByRole('button', { name: 'Hold' }).count()).toBe(0);

    await press(other, 'Stop therapy');
    await other.getByText('Therapy has been stopped').first().waitFor();
    expect(await other.getByLabel('Last dose on').inputValue()).toBe('2026-05-09');
  });
});
