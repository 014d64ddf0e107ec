import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, courseOfMan, importMan, openClinic } from '@/tests/support/clinic';

const { database, openPage } = await openApplication({ today: '2026-05-10' });
const clinic: Clinic = await openClinic(database.owner);

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

type Identity = Readonly<
  Record<'Family name' | 'Given name' | 'Birth date' | 'Record number', string>
>;

const aMan = (name: string): Identity => ({
  'Family name': name,
  'Given name': 'Otto',
  'Birth date': '1986-02-03',
  'Record number': `R-${name}`,
});

async function openForm(actor: Actor): Promise<Page> {
  const page = await openPage(sessionOf(actor));
  await page.goto('/patients/new');
  await page.getByRole('combobox', { name: 'Protocol' }).selectOption('isotretinoin-noa');
  await page
    .getByRole('complementary', { name: 'Eligibility' })
    .getByText('Cannot be said yet')
    .waitFor();
  return page;
}

async function fillIdentity(page: Page, identity: Identity): Promise<void> {
  for (const [label, text] of Object.entries(identity)) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  }
  await page.getByRole('textbox', { name: 'Consent on' }).fill('2026-05-10');
  await page.getByRole('textbox', { name: 'Enrolled on' }).fill('2026-05-10');
}

async function answer(page: Page, question: string, choice: string): Promise<void> {
  await page
    .getByRole('combobox', { name: `${question} (optional)`, exact: true })
    .selectOption(choice);
}

/** Everything that the criteria ask, but hormonal therapy. */
async function answerTheRest(page: Page): Promise<void> {
  await answer(page, 'Obstruction excluded', 'Yes');
  await answer(page, 'Ejaculated sperm adequate for IVF-ICSI', 'No');
  for (const question of [
    /^Hypersensitivity/,
    /^Psychiatric history/,
    /vitamin A/i,
    /tetracycline/i,
  ]) {
    await page.getByRole('combobox', { name: question }).first().selectOption('No');
  }
  for (const [index, date] of ['2026-02-20', '2026-04-01'].entries()) {
    await page.getByRole('button', { name: 'Add a sample' }).click();
    await page.getByRole('textbox', { name: 'Collected on' }).nth(index).fill(date);
    for (const group of ['Neat sample', 'Pellet after centrifugation']) {
      await page
        .getByRole('group', { name: group })
        .nth(index)
        .getByRole('radio', { name: 'No sperm seen' })
        .check();
    }
  }
}

const enroll = (page: Page) => page.getByRole('button', { name: 'Enroll', exact: true }).click();

test('a man who is not eligible: why, and from which date; then he is, and is enrolled', async () => {
  const page = await openForm(clinic.nurse);
  const panel = page.getByRole('complementary', { name: 'Eligibility' });
  await fillIdentity(page, aMan('Waiting'));
  await answerTheRest(page);
  await answer(page, 'Clomiphene, anastrozole, hCG or FSH', 'Now');
  await answer(page, 'Positive semen response to current hormonal therapy', 'No');
  const since = page.getByRole('textbox', { name: 'Current hormonal therapy since (optional)' });
  await since.fill('2026-04-15');
  await panel.getByText('Not eligible: 1 criterion not met').waitFor();
  await panel.getByText('Eligible from 15 Jul 2026.').waitFor();
  await enroll(page);
  await page
    .getByRole('alert')
    .getByText(/not eligible|criteri/i)
    .first()
    .waitFor();
  // No field of the form is to blame, and the button that was pressed is far below the message.
  const alert = page.getByRole('alert').filter({ hasText: /not eligible/i });
  const top = () => alert.evaluate((element) => element.getBoundingClientRect().top);
  await expect.poll(top).toBeGreaterThanOrEqual(0);
  await expectAccessible(page);

  await since.fill('2026-01-15');
  await panel.getByText('Eligible', { exact: true }).last().waitFor();
  await enroll(page);
  await page.getByRole('heading', { level: 1, name: 'Waiting, Otto' }).waitFor();
  await page.getByText('NYC-').first().waitFor();
});

/** What stands beside the field: its error and its hint. */
async function messageOf(field: Locator): Promise<string> {
  return await field.evaluate((box) =>
    (box.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
}

describe('bad input is refused beside its field, and what was typed stays', () => {
  async function refuse(page: Page, label: string, typed: string, message: RegExp) {
    const field = page.getByRole('textbox', { name: label, exact: true });
    await field.fill(typed);
    await enroll(page);
    await expect.poll(() => messageOf(field)).toMatch(message);
    await expect.poll(() => field.inputValue()).toBe(typed);
  }

  test('dates: impossible ones, a birth after enrollment, consent after enrollment, the future', async () => {
    const page = await openForm(clinic.nurse);
    await fillIdentity(page, aMan('Dates'));
    await refuse(page, 'Birth date', '1986-02-30', /date/i);
    await refuse(page, 'Birth date', '2026-05-11', /before enrollment/i);
    await refuse(page, 'Birth date', '', /date/i);
    await page.getByRole('textbox', { name: 'Birth date' }).fill('1986-02-03');
    await refuse(page, 'Consent on', '2026-05-11', /after enrollment/i);
  });

  test('a record number that the site has already', async () => {
    await importMan(clinic, {
      identity: {
        givenName: 'First',
        familyName: 'Owner',
        birthDate: '1980-01-01',
        recordNumber: 'R-TAKEN',
      },
    });
    const page = await openForm(clinic.nurse);
    await fillIdentity(page, { ...aMan('Second'), 'Record number': 'R-TAKEN' });
    await answerTheRest(page);
    await answer(page, 'Clomiphene, anastrozole, hCG or FSH', 'Never');
    await refuse(
      page,
      'Record number',
      'R-TAKEN',
      /Another patient of the site has this record number/,
    );
  });

  test.each([
    ['SQL', "Robert'); DROP TABLE patient;--"],
    ['HTML', '<b onmouseover=alert(1)>Bold</b>'],
    ['emoji', 'Żółw 🐢'],
  ])('%s as a name is a name', async (kind, familyName) => {
    const page = await openForm(clinic.nurse);
    await fillIdentity(page, { ...aMan(kind), 'Family name': familyName });
    await answerTheRest(page);
    await answer(page, 'Clomiphene, anastrozole, hCG or FSH', 'Never');
    await enroll(page);
    await page.getByRole('heading', { level: 1, name: `${familyName}, Otto` }).waitFor();
    await page.goto(`/patients?q=${encodeURIComponent(familyName)}`);
    await page.getByRole('link', { name: `${familyName}, Otto` }).waitFor();
  });

  test('a first dose before consent', async () => {
    const { patientId } = await importMan(clinic, {
      ...courseOfMan({ consentOn: '2026-05-05', enrolledOn: '2026-05-05', records: [] }),
    });
    const page = await openPage(sessionOf(clinic.nurse));
    await page.goto(`/patients/${patientId}/therapy`);
    await page.getByRole('button', { name: 'Start therapy' }).click();
    const dialog = page.getByRole('dialog');
    const first = dialog.getByRole('textbox', { name: 'First dose on' });
    await first.fill('2026-05-04');
    await dialog.getByRole('button', { name: 'Record regimen' }).click();
    await expect.poll(() => messageOf(first)).toMatch(/before (consent|enrollment)/i);
    await expect.poll(() => first.inputValue()).toBe('2026-05-04');
  });
});
