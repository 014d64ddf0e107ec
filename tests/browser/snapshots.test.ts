import { expect, test } from 'vitest';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { submit } from '@/tests/support/submit';

const { database, openPage } = await openApplication({ today: '2026-06-01' });
const clinic = await openClinic(database.owner);

test('a coordinator freezes a cohort twice by keyboard and reads what changed in between', async () => {
  const { userId } = clinic.coordinator;
  await importMan(clinic, { studyId: 'MAN-1' });
  const { cohortId } = await submit(saveCohort, clinic.coordinator, {
    siteId: clinic.site.id,
    siteIds: [clinic.site.id],
    name: 'Everybody on isotretinoin',
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
  });
  const page = await openPage({ as: { userId, sessionVersion: 1 } });
  const keyboard = keyboardOf(page);

  await page.goto(`/cohorts/${cohortId}`);
  await page.getByText('No snapshot yet').waitFor();
  await keyboard.activate(page.getByRole('button', { name: 'Take a snapshot' }));
  const dialog = page.getByRole('dialog');
  await keyboard.fill(dialog.getByRole('textbox', { name: 'Name' }), 'Before');
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'Before' }).waitFor();
  await page.getByText('Verified: the stored data still have this hash.').waitFor();
  await page.getByText('Everybody on the protocol').waitFor();
  await page.getByText('This is the first snapshot of its cohort.').waitFor();
  await expect.poll(() => page.getByText('1 man, data up to 1 Jun 2026').count()).toBe(1);
  await expectAccessible(page);

  await importMan(clinic, { studyId: 'MAN-2' });
  await database.owner.query("UPDATE enrollment SET arm = 'isotretinoin', age_at_consent = 41");
  await page.getByRole('link', { name: 'Everybody on isotretinoin' }).click();
  await keyboard.activate(page.getByRole('button', { name: 'Take a snapshot' }));
  await keyboard.fill(dialog.getByRole('textbox', { name: 'Name' }), 'before');
  await keyboard.press('Control+Enter');
  await dialog.getByText('There is a snapshot "Before" already.').first().waitFor();
  await keyboard.fill(dialog.getByRole('textbox', { name: 'Name' }), 'After');
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'After' }).waitFor();
  await page.getByText('1 joined, 0 left, 1 with changed data, 0 the same').waitFor();
  await keyboard.activate(page.getByText('Data changed: 1'));
  await page.getByText(/^Age at consent: .* → 41 years$/).waitFor();
  await expectAccessible(page);
});
