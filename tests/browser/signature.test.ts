import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import {
  type Clinic,
  firstDose,
  importMan,
  openClinic,
  testPassword,
} from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-05-12' });
const clinic: Clinic = await openClinic(database.owner);

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });
const password = 'Your password, to sign';

test('a wrong password signs nothing and loses nothing; the right one signs the FSH branch', async () => {
  const { patientId } = await importMan(clinic, {
    protocol: 'gonadotropin-noa',
    arm: 'gonadotropins',
    consentOn: '2026-04-05',
    enrolledOn: '2026-04-05',
    records: [
      {
        kind: 'dose',
        on: '2026-04-10',
        content: {
          drug: 'hcg',
          amount: 2000,
          unit: '[IU]',
          route: 'intramuscular',
          timesPerDay: 1,
          everyDays: 2,
        },
      },
      {
        kind: 'lab-report',
        on: '2026-05-10',
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'fsh', value: '4.2', unit: '[IU]/L' }],
        },
      },
    ],
  });
  const page = await openPage(sessionOf(clinic.physician));
  const keyboard = keyboardOf(page);
  await page.goto('/decisions');
  await page.getByText(/^FSH 4\.2 IU\/L lies in the range/).waitFor();
  await expectAccessible(page);
  await keyboard.press('j');
  await keyboard.press('Enter');
  await page.waitForURL(`**/patients/${patientId}/decisions/fsh-month-1`);
  await keyboard.pick(page.getByRole('group', { name: 'Decision' }), /^Stop/);
  await keyboard.fill(page.getByRole('textbox', { name: 'Effective from' }), '2026-05-14');
  await keyboard.fill(page.getByRole('textbox', { name: 'Reason' }), 'He declines injections');
  await keyboard.fill(page.getByLabel(password), 'not his password');
  await keyboard.press('Control+Enter');
  await page
    .getByRole('alert')
    .getByText(/This is not your current password\./)
    .waitFor();
  await expect
    .poll(() => page.getByLabel(password).evaluate((field) => field === document.activeElement))
    .toBe(true);
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Reason' }).inputValue())
    .toBe('He declines injections');
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Effective from' }).inputValue())
    .toBe('2026-05-14');
  await expectAccessible(page);

  await keyboard.fill(page.getByLabel(password), testPassword);
  await keyboard.press('Control+Enter');
  await page.waitForURL(`**/patients/${patientId}`);
  await page.goto(`/patients/${patientId}/decisions/fsh-month-1`);
  await page
    .getByText(/^Signed by Test physician, physician, .* UTC .*: decided this branch/)
    .waitFor();
  await page.getByText('Reason: He declines injections').waitFor();
  expect(await page.getByText(/This is not what was signed/).count()).toBe(0);

  await database.owner.query("UPDATE decision SET chosen = 'add-ufsh' WHERE patient_id = $1", [
    patientId,
  ]);
  await page.reload();
  await page.getByText(/^This is not what was signed/).waitFor();
  await expectAccessible(page);
});

const semen = (on: string): ImportedCourseInput['records'][number] => ({
  kind: 'semen-analysis',
  on,
  content: {
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'sperm-seen', motile: 30, immotile: 3, normal: 20 },
    eggNumber: 8,
  },
});

test('a signed response is opened again by a corrected sample and signed again', async () => {
  const { patientId, studyId } = await importMan(clinic, {
    records: [firstDose, semen('2026-04-10'), semen('2026-05-08')],
  });
  const path = `/patients/${patientId}/semen`;
  const physician = await openPage(sessionOf(clinic.physician));
  const atPhysician = keyboardOf(physician);
  await physician.goto('/decisions');
  const waiting = physician.getByRole('listitem').filter({ hasText: studyId });
  await waiting.getByText(/Rests on semen analysis of 2026-04-10/).waitFor();
  await atPhysician.activate(waiting.getByRole('link', { name: /: Sign$/ }));
  await physician.waitForURL(`**${path}`);
  await atPhysician.activate(physician.getByRole('button', { name: 'Sign response' }));
  const dialog = physician.getByRole('dialog');
  await dialog.getByText(/You sign as Test physician, physician: saw and signed/).waitFor();
  await atPhysician.fill(dialog.getByLabel(password), testPassword);
  await expectAccessible(physician);
  await atPhysician.press('Control+Enter');
  await physician.getByText(/^Signed by Test physician, physician/).waitFor();

  const nurse = await openPage(sessionOf(clinic.nurse));
  const atNurse = keyboardOf(nurse);
  await nurse.goto(path);
  const evidence = nurse.getByRole('list', { name: 'Evidence' });
  await evidence.waitFor();
  expect(await nurse.getByRole('button', { name: /^Sign/ }).count()).toBe(0);
  await atNurse.activate(evidence.getByRole('link', { name: '2026-05-08' }));
  await atNurse.activate(nurse.getByRole('button', { name: 'Correct' }));
  await atNurse.fill(nurse.getByRole('textbox', { name: /^Normal, motile/ }), '6');
  await atNurse.fill(
    nurse.getByRole('textbox', { name: 'Why is it changed?' }),
    'Counted again by the laboratory',
  );
  await atNurse.press('Control+Enter');
  await nurse.getByText('The correction is saved').waitFor();

  await physician.goto('/today');
  await physician
    .getByText(/^Changed since signed: response/)
    .first()
    .waitFor();
  await physician.goto('/decisions');
  await waiting.getByText(/Best response: Complete response became/).waitFor();
  await expectAccessible(physician);
  await atPhysician.activate(waiting.getByRole('link', { name: /: Sign again$/ }));
  await physician.waitForURL(`**${path}`);
  const changed = physician.getByRole('table', { name: 'What changed since it was signed' });
  const counts = changed.getByRole('row').filter({ hasText: 'normal among the motile' });
  expect((await counts.getByRole('cell').allInnerTexts()).slice(1)).toEqual([
    '20 sperm',
    '6 sperm',
  ]);
  await expectAccessible(physician);

  await atPhysician.activate(physician.getByRole('button', { name: 'Sign again' }));
  await atPhysician.fill(dialog.getByLabel(password), testPassword);
  await atPhysician.activate(dialog.getByRole('button', { name: 'Sign' }));
  await physician.getByText(/^Signed "Reliable but insufficient sperm"/).waitFor();
  await expect.poll(() => changed.count()).toBe(0);
  await physician.goto('/decisions');
  await physician.getByRole('heading', { name: 'Decisions' }).waitFor();
  expect(await waiting.getByText(/response/).count()).toBe(0);
});
