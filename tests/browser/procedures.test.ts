// An operation, the partner, a cycle and what came of it, entered by keyboard; what contradicts itself is refused
// beside its field.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-11-22' });

const clinic: Clinic = await openClinic(database.owner);

async function openProcedures(): Promise<{ readonly page: Page; readonly path: string }> {
  const { patientId } = await importMan(clinic, {
    protocol: 'salvage-micro-tese',
    arm: 'salvage',
    consentOn: '2025-07-05',
    enrolledOn: '2025-07-05',
    records: [
      { kind: 'procedure', on: '2025-03-01', content: { kind: 'tese', spermFound: 'no' } },
      { kind: 'finding', on: '2025-04-01', content: { finding: 'azf-deletion', answer: 'none' } },
    ],
  });
  const path = `/patients/${patientId}/procedures`;
  const page = await openPage({ as: { userId: clinic.nurse.userId, sessionVersion: 1 } });
  await page.goto(path);
  return { page, path };
}

const operationsOn = (page: Page) => page.getByRole('table', { name: 'Operations' });
const cyclesOn = (page: Page) => page.getByRole('table', { name: 'ICSI cycles' });

async function recordOperation(page: Page) {
  const keyboard = keyboardOf(page);
  await page.getByText('No cycle is recorded').waitFor();
  await keyboard.activate(page.getByRole('link', { name: 'Record an operation' }));
  await keyboard.fill(page.getByLabel('Performed on'), '2025-08-30');
  await keyboard.choose(page.getByLabel('Side (optional)'), 'Both');
  await keyboard.press('Control+Enter');
  await page.getByText('6 months later is 2025-09-01. Say why it was earlier.').first().waitFor();
  await expectAccessible(page);
  await keyboard.fill(
    page.getByLabel('Why earlier than the interval'),
    'The cycle of the partner could not be moved',
  );
  await keyboard.pick(page.getByRole('group', { name: 'Left: sperm found' }), 'Yes');
  await keyboard.pick(page.getByRole('group', { name: 'Sperm found', exact: true }), 'Yes');
  await keyboard.choose(page.getByLabel('Left: histology'), 'Hypospermatogenesis');
  await keyboard.press('Control+Enter');
  await page.getByText('The operation is recorded.').first().waitFor();
  const row = operationsOn(page).getByRole('row', { name: '2025-08-30' });
  await row.getByText('left: sperm found').waitFor();
  await row.getByText('left: hypospermatogenesis').waitFor();
  await row.getByText('The cycle of the partner could not be moved').waitFor();
  await row.getByText('no check recorded').waitFor();
}

async function recordCheck(page: Page) {
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('link', { name: 'Record a check after it' }));
  await keyboard.fill(page.getByLabel('Seen on'), '2025-10-15');
  await keyboard.activate(page.getByRole('button', { name: 'Add a complication' }));
  await keyboard.choose(page.getByRole('combobox', { name: 'Complication' }), 'Hematoma');
  await keyboard.fill(page.getByLabel('Since'), '2025-09-02');
  await keyboard.choose(page.getByLabel('Resolved'), 'Yes');
  await keyboard.pick(page.getByRole('group', { name: 'Complications' }), 'None seen');
  await keyboard.press('Control+Enter');
  await page.getByText('A complication is entered below, so there is one.').first().waitFor();
  await keyboard.pick(page.getByRole('group', { name: 'Complications' }), 'Complication seen');
  await keyboard.press('Control+Enter');
  await page.getByText('The check is recorded.').first().waitFor();
  await operationsOn(page).getByText('since 2025-09-02, resolved').waitFor();
}

async function recordCycle(page: Page) {
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('button', { name: 'Record a partner' }));
  await keyboard.fill(page.getByLabel('Her consent'), '2025-08-01');
  await keyboard.fill(page.getByLabel('Year of birth'), '1991');
  await keyboard.press('Control+Enter');
  await page.getByText('Partner 1').first().waitFor();
  await expectAccessible(page);

  await keyboard.activate(page.getByRole('link', { name: 'Record a cycle' }));
  await keyboard.fill(page.getByLabel('Oocyte retrieval on'), '2025-08-30');
  await keyboard.fill(page.getByLabel('Eggs retrieved'), '9');
  await keyboard.fill(page.getByRole('textbox', { name: /^Embryos \(/ }), '10');
  await keyboard.press('Control+Enter');
  await page.getByText('There cannot be more embryos than eggs (9).').first().waitFor();
  await expectAccessible(page);
  await keyboard.fill(page.getByRole('textbox', { name: /^Embryos \(/ }), '4');
  await keyboard.press('Control+Enter');
  await page.getByText('The cycle is recorded.').first().waitFor();
  await cyclesOn(page).getByText('no transfer recorded').waitFor();

  await keyboard.activate(page.getByRole('link', { name: /^Report a transfer/ }));
  await keyboard.activate(page.getByRole('button', { name: 'Add an embryo transfer' }));
  await keyboard.fill(page.getByLabel('Transferred on'), '2025-08-29');
  await keyboard.fill(page.getByLabel('Embryos transferred'), '1');
  await keyboard.choose(page.getByLabel('Outcome', { exact: true }), 'Live birth');
  await keyboard.press('Control+Enter');
  await page.getByText('Enter the number of children born alive').first().waitFor();
  await expectAccessible(page);
  await keyboard.fill(page.getByLabel('Born alive'), '1');
  await keyboard.press('Control+Enter');
  await page.getByText('a transfer cannot be before that').first().waitFor();
  await keyboard.fill(page.getByLabel('Transferred on'), '2025-09-04');
  await keyboard.fill(page.getByLabel('Outcome on'), '2026-05-20');
  await keyboard.press('Control+Enter');
  await page.getByText('The report on the cycle is saved.').first().waitFor();
  await cyclesOn(page).getByText('Live birth, 1 born alive').waitFor();
  await page.getByRole('list', { name: 'All cycles together' }).getByText('live births').waitFor();
  await expect.poll(() => cyclesOn(page).getByText('Partner 1').count()).toBe(1);
}

test('an operation, a check, a cycle and a birth are entered by keyboard, and refused where they contradict', async () => {
  const { page, path } = await openProcedures();
  await recordOperation(page);
  await recordCheck(page);
  await recordCycle(page);
  await page.goto(path.replace('/procedures', ''));
  for (const name of [/Micro-TESE/, /ICSI/, /Transfer 1/, /Live birth/]) {
    await page.getByRole('img', { name }).first().waitFor();
  }
});
