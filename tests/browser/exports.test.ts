import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { keyboardOf } from '@/tests/support/keyboard';
import { identifyingTexts, openKnownClinic } from '@/tests/support/known-clinic';

const { database, openPage } = await openApplication({ withWorker: true });
const clinic = await openKnownClinic(database.owner, 'HERE', '1980-01-01');

test('a coordinator asks for a file by keyboard, sees it written and fetches it', async () => {
  const { userId } = clinic.coordinator;
  const page = await openPage({ as: { userId, sessionVersion: 1 } });
  await page.goto(`/cohorts/${clinic.cohortId}/snapshots/${clinic.snapshotId}/exports`);
  const keyboard = keyboardOf(page);
  await keyboard.pick(page.getByRole('group', { name: 'Format' }), 'CSV, one row per patient');
  await keyboard.pick(
    page.getByRole('group', { name: 'What leaves of a patient' }),
    /^Safe Harbor/,
  );
  await keyboard.fill(page.getByRole('textbox', { name: 'Reason' }), 'For the statistician');
  await keyboard.press('Control+Enter');

  const row = page.getByRole('row', { name: /For the statistician/ });
  const link = row.getByRole('link', { name: 'Download CSV, one row per patient' });
  await link.waitFor({ timeout: 60_000 });
  expect(await row.innerText()).toContain('Written');
  await expectAccessible(page);

  await keyboard.tabTo(link);
  const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/-subjects-csv-safe-harbor\.csv$/);
  const bytes = readFileSync(await download.path());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await row.locator('code').getAttribute('title')).toBe(sha256);
  const told = [clinic.man.studyId, ...identifyingTexts(clinic.man)];
  expect(told.filter((text) => bytes.includes(text))).toEqual([]);
});
