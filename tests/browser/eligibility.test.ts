// A man whom a criterion keeps out: staff enroll him with a reason, a physician signs or declines; and the
// settings that the criteria are judged by, changed and approved.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import type { EnrollPatientInput } from '@/lib/enrollment/enroll-patient';
import { enrollPatient } from '@/lib/server/patients/enroll-patient';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, openClinic, testPassword } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { submit } from '@/tests/support/submit';

const { database, openPage } = await openApplication({ today: '2026-05-12' });
const clinic: Clinic = await openClinic(database.owner);

const open = async ({ userId }: Actor, path: string): Promise<Page> => {
  const page = await openPage({ as: { userId, sessionVersion: 1 } });
  await page.goto(path);
  return page;
};

type Findings = NonNullable<EnrollPatientInput['findings']>;

const answer = (finding: string, value: string) =>
  ({ kind: 'finding', on: '2026-05-12', content: { finding, answer: value } }) as Findings[number];

const pellet = (on: string): Findings[number] => ({
  kind: 'semen-analysis',
  on,
  content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
});

/** Enrolled by the nurse although he has a psychiatric history. */
async function requestFor(familyName: string) {
  return await submit(enrollPatient, clinic.nurse, {
    siteId: clinic.site.id,
    patient: {
      kind: 'new',
      identity: {
        givenName: 'Otto',
        familyName,
        birthDate: '1986-02-03',
        recordNumber: `R-${familyName}`,
      },
    },
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    consentOn: '2026-05-12',
    enrolledOn: '2026-05-12',
    findings: [
      answer('obstruction-excluded', 'yes'),
      answer('hormonal-therapy', 'never'),
      answer('adequate-ejaculated-sperm', 'no'),
      answer('hypersensitivity-isotretinoin', 'no'),
      answer('psychiatric-history', 'yes'),
      answer('vitamin-a', 'no'),
      answer('tetracyclines', 'no'),
      pellet('2026-03-20'),
      pellet('2026-04-20'),
    ],
    overrideReason: 'Stable for ten years; his psychiatrist agrees.',
  });
}

/** What stands beside the field: its error and its hint. */
async function messageOf(field: Locator): Promise<string> {
  return await field.evaluate((box) =>
    (box.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
}

const firstDose = async (page: Page, patientId: string) => {
  await page.goto(`/patients/${patientId}/therapy`);
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('button', { name: 'Start therapy' }));
  const dialog = page.getByRole('dialog');
  await keyboard.fill(dialog.getByRole('textbox', { name: 'First dose on' }), '2026-05-12');
  await keyboard.activate(dialog.getByRole('button', { name: 'Record regimen' }));
  return dialog;
};

describe('an eligibility override, by keyboard', () => {
  test('the first dose waits until a physician has signed', async () => {
    const { patientId, studyId } = await requestFor('Waiting');
    const nurse = await open(clinic.nurse, `/patients/${patientId}/eligibility`);
    await nurse.getByText('A physician has not signed this yet').waitFor();
    const refused = await firstDose(nurse, patientId);
    await refused
      .getByText(/no physician has signed/)
      .first()
      .waitFor();

    const physician = await open(clinic.physician, '/decisions');
    const keyboard = keyboardOf(physician);
    const waiting = physician.getByRole('listitem').filter({ hasText: studyId });
    await keyboard.activate(waiting.getByRole('link', { name: 'Eligibility override to sign' }));
    await physician.getByRole('heading', { name: 'Override to sign' }).waitFor();
    await physician.getByText('Stable for ten years; his psychiatrist agrees.').waitFor();
    await physician.getByText('Psychiatric history: Yes (2026-05-12).').waitFor();
    await expectAccessible(physician);
    const decision = physician.getByRole('group', { name: 'Decision' });
    await keyboard.pick(decision, /treated although/);
    const password = physician.getByLabel('Your password, to sign');
    await keyboard.fill(password, 'not my password');
    await keyboard.press('Control+Enter');
    await expect.poll(() => messageOf(password)).toMatch(/not your current password/);
    await keyboard.fill(password, testPassword);
    await keyboard.press('Control+Enter');
    await physician.getByRole('heading', { name: 'Override signed' }).waitFor();
    await physician.getByText(clinic.physician.displayName).first().waitFor();
    await expectAccessible(physician);

    await firstDose(nurse, patientId);
    await nurse.getByText('20 mg').first().waitFor();
  });

  test('a physician declines with a reason, and the enrollment ends', async () => {
    const { patientId } = await requestFor('Declined');
    const page = await open(clinic.physician, `/patients/${patientId}/eligibility`);
    const keyboard = keyboardOf(page);
    await keyboard.pick(page.getByRole('group', { name: 'Decision' }), /Decline/);
    await keyboard.fill(page.getByLabel('Your password, to sign'), testPassword);
    await keyboard.press('Control+Enter');
    const reason = page.getByRole('textbox', { name: 'Reason' });
    await expect.poll(() => messageOf(reason)).toMatch(/Say why you decline/);
    await keyboard.fill(reason, 'Too early after the last episode.');
    await keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Override declined' }).waitFor();
    await page
      .getByText(/ended|withdrawn/i)
      .first()
      .waitFor();
  });
});

test('the form says who has to sign, and what is typed for a signature is not kept as a draft', async () => {
  const page = await open(clinic.physician, '/patients/new');
  await page.getByRole('combobox', { name: 'Protocol' }).selectOption('isotretinoin-noa');
  await page
    .getByRole('combobox', { name: /^Psychiatric history/ })
    .first()
    .selectOption('Yes');
  await page.getByRole('combobox', { name: /^Hypersensitivity/ }).selectOption('No');
  const panel = page.getByRole('complementary', { name: 'Eligibility' });
  await panel.getByText('Not eligible: 1 criterion not met').waitFor();
  await panel
    .getByRole('textbox', { name: /Reason to enroll him/ })
    .fill('His psychiatrist agrees.');
  await panel.getByLabel('Your password, to sign').fill('a password of mine');
  await page
    .getByText(/Draft kept|Draft saved/i)
    .first()
    .waitFor();
  const { rows } = await database.owner.query('SELECT content::text FROM draft');
  expect(rows.map(({ content }) => content).join()).toContain('psychiatrist agrees');
  expect(rows.map(({ content }) => content).join()).not.toContain('a password of mine');
  await expectAccessible(page);
});

test('settings outside their range are refused beside the setting; approved ones make a new version', async () => {
  const page = await open(clinic.physician, '/protocols');
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('link', { name: /^hCG with or without FSH/ }));
  await page.getByRole('heading', { name: 'Approved versions' }).waitFor();
  await keyboard.activate(page.getByRole('link', { name: 'Change settings' }));
  const upper = page.getByRole('textbox', { name: 'FSH range for adding uFSH: upper bound' });
  await keyboard.fill(upper, '60');
  const password = page.getByLabel('Your password, to sign');
  await keyboard.fill(password, testPassword);
  await keyboard.press('Control+Enter');
  await expect.poll(() => messageOf(upper)).toMatch(/Allowed: 0 to 50 mIU\/mL/);
  await expect.poll(() => upper.inputValue()).toBe('60');
  await expectAccessible(page);
  await keyboard.fill(upper, '12,4');
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Approved versions' }).waitFor();
  await page.getByText(`Version 2, approved by ${clinic.physician.displayName}`).waitFor();
  await page.getByText('12.4 mIU/mL (changed)').waitFor();
});
