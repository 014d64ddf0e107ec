import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-05-12' });
const clinic: Clinic = await openClinic(database.owner);

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** A month on hCG: the FSH decision waits for the result of the month-1 sample. */
async function manOnHcg(firstDoseOn = '2026-04-10'): Promise<{ path: string; studyId: string }> {
  const { patientId, studyId } = await importMan(clinic, {
    protocol: 'gonadotropin-noa',
    arm: 'gonadotropins',
    consentOn: '2026-03-05',
    enrolledOn: '2026-03-05',
    records: [
      {
        kind: 'dose',
        on: firstDoseOn,
        content: {
          drug: 'hcg',
          amount: 2000,
          unit: '[IU]',
          route: 'intramuscular',
          timesPerDay: 1,
          everyDays: 2,
        },
      },
    ],
  });
  return { path: `/patients/${patientId}`, studyId };
}

/** Engine §4: from 0.7 to 11.1 IU/L, bounds included, uFSH is added; else hCG goes on alone or the physician decides. */
test.each([
  ['in range', '4.2', /uFSH/],
  ['above', '12', /Continue hCG/],
])(
  'FSH %s: the branch is computed, shown with its evidence, and signed by a physician',
  async (_place, value, branch) => {
    const { path, studyId } = await manOnHcg();
    const nurse = await openPage(sessionOf(clinic.nurse));
    await nurse.goto(`${path}/visits/new`);
    await nurse.getByRole('combobox', { name: 'Laboratory' }).fill('Central');
    await nurse.getByRole('textbox', { name: 'FSH', exact: true }).fill(value);
    await nurse.getByRole('textbox', { name: 'FSH', exact: true }).press('Control+Enter');
    await nurse.getByRole('heading', { name: 'Visit of 12 May 2026 saved' }).waitFor();
    await nurse.goto(`${path}/decisions/fsh-month-1`);
    await nurse.getByText('Only a physician signs this').waitFor();

    const physician = await openPage(sessionOf(clinic.physician));
    await physician.goto('/decisions');
    const waiting = physician.getByRole('listitem').filter({ hasText: studyId });
    await waiting.getByText(new RegExp(`FSH ${value} mIU/mL lies`)).waitFor();
    await waiting.getByRole('link', { name: /^FSH decision.*: Decide$/ }).click();
    await physician.getByText(`${value} mIU/mL`).first().waitFor();
    const computed = physician.getByRole('radio', { name: /\(computed\)$/ });
    await computed.waitFor();
    await expect.poll(() => computed.isChecked()).toBe(true);
    await expect
      .poll(() =>
        physician
          .getByText(/\(computed\)$/)
          .first()
          .innerText(),
      )
      .toMatch(branch);
    await expectAccessible(physician);
    await physician.getByLabel('Your password, to sign').fill(testPassword);
    await physician.getByRole('button', { name: 'Sign' }).click();
    await physician.waitForURL(`**${path}`);
    await physician.goto(`${path}/decisions/fsh-month-1`);
    await physician.getByText(/^Decided 12 May 2026/).waitFor();
  },
);

test('FSH below: nothing is computed, and the physician decides with a reason', async () => {
  const { path } = await manOnHcg();
  const nurse = await openPage(sessionOf(clinic.nurse));
  await nurse.goto(`${path}/visits/new`);
  await nurse.getByRole('combobox', { name: 'Laboratory' }).fill('Central');
  await nurse.getByRole('textbox', { name: 'FSH', exact: true }).fill('<0.3');
  await nurse.getByRole('textbox', { name: 'FSH', exact: true }).press('Control+Enter');
  await nurse.getByRole('heading', { name: 'Visit of 12 May 2026 saved' }).waitFor();

  const physician = await openPage(sessionOf(clinic.physician));
  await physician.goto(`${path}/decisions/fsh-month-1`);
  await physician.getByText('<0.3 mIU/mL').first().waitFor();
  await physician.getByText('nothing: the physician decides').waitFor();
  const options = physician.getByRole('group', { name: 'Decision' });
  await options.getByRole('radio').first().check();
  await physician.getByLabel('Your password, to sign').fill(testPassword);
  await physician.getByRole('button', { name: 'Sign' }).click();
  await physician
    .getByRole('alert')
    .getByText(/reason|why/i)
    .first()
    .waitFor();
  await expect.poll(() => options.getByRole('radio').first().isChecked()).toBe(true);
  await physician.getByRole('textbox', { name: 'Reason' }).fill('Pituitary still suppressed');
  await physician.getByRole('button', { name: 'Sign' }).click();
  await physician.waitForURL(`**${path}`);
  await physician.goto(`${path}/decisions/fsh-month-1`);
  await physician.getByText('Reason: Pituitary still suppressed').waitFor();
});

/** S1 says two months in one place and three in another; by default FSH above the range is tested again (engine §4). */
test('FSH 14 goes on with hCG, the re-test of 9 adds uFSH, and the injections start', async () => {
  const { path, studyId } = await manOnHcg('2026-03-10');
  const nurse = await openPage(sessionOf(clinic.nurse));
  const physician = await openPage(sessionOf(clinic.physician));
  await enterFsh(nurse, path, { on: '2026-04-10', value: '14' });
  await signComputed(physician, { studyId, link: /^FSH decision/, branch: /test FSH again/ });
  await enterFsh(nurse, path, { on: '2026-05-10', value: '9' });
  await signComputed(physician, { studyId, link: /^FSH re-test decision/, branch: /Add uFSH/ });

  const keyboard = keyboardOf(physician);
  await physician.goto(`${path}/therapy`);
  await keyboard.activate(physician.getByRole('button', { name: 'Change regimen' }));
  const dialog = physician.getByRole('dialog');
  await keyboard.pick(dialog.getByRole('group', { name: 'Regimen' }), /taking turns/);
  await keyboard.fill(
    dialog.getByRole('textbox', { name: 'First dose of this regimen on' }),
    '2026-05-12',
  );
  await keyboard.activate(dialog.getByRole('button', { name: 'Record regimen' }));
  await physician.getByText('The regimen is recorded').waitFor();
  await physician.getByRole('table', { name: 'Doses' }).getByText('uFSH').first().waitFor();
});

/** C§1.2.3: suppressed is not too high; S1 is silent, so the physician decides, here for uFSH. */
test('FSH 0.4: the physician adds uFSH by keyboard, with a reason and a signature', async () => {
  const { path, studyId } = await manOnHcg();
  const nurse = await openPage(sessionOf(clinic.nurse));
  await enterFsh(nurse, path, { on: '2026-05-10', value: '0.4' });
  const physician = await openPage(sessionOf(clinic.physician));
  const keyboard = keyboardOf(physician);
  await physician.goto('/decisions');
  const waiting = physician.getByRole('listitem').filter({ hasText: studyId });
  await keyboard.activate(waiting.getByRole('link', { name: /^FSH decision/ }).first());
  await keyboard.pick(physician.getByRole('group', { name: 'Decision' }), /^Add uFSH/);
  await keyboard.fill(
    physician.getByRole('textbox', { name: 'Reason' }),
    'Gonadotropins are suppressed',
  );
  await keyboard.fill(physician.getByLabel('Your password, to sign'), testPassword);
  await keyboard.press('Control+Enter');
  await physician.waitForURL(`**${path}`);
  await physician.goto(`${path}/schedule`);
  await physician.getByRole('row').filter({ hasText: 'uFSH injections' }).first().waitFor();
});

async function enterFsh(
  page: Page,
  path: string,
  { on, value }: { on: string; value: string },
): Promise<void> {
  const keyboard = keyboardOf(page);
  await page.goto(`${path}/visits/new`);
  await keyboard.fill(page.getByRole('textbox', { name: 'Visit on' }), on);
  await keyboard.fill(page.getByRole('combobox', { name: 'Laboratory' }), 'Central');
  await keyboard.fill(page.getByRole('textbox', { name: 'FSH', exact: true }), value);
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /^Visit of .* saved$/ }).waitFor();
}

async function signComputed(
  page: Page,
  { studyId, link, branch }: { studyId: string; link: RegExp; branch: RegExp },
): Promise<void> {
  const keyboard = keyboardOf(page);
  await page.goto('/decisions');
  const waiting = page.getByRole('listitem').filter({ hasText: studyId });
  await keyboard.activate(waiting.getByRole('link', { name: link }).first());
  await page.getByRole('radio', { name: branch, checked: true }).waitFor();
  await keyboard.fill(page.getByLabel('Your password, to sign'), testPassword);
  await keyboard.press('Control+Enter');
  await page.waitForURL(/\/patients\/[^/]+$/);
}
