import { readFileSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unpackArchive } from '@/tests/support/analysis-archive';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { identifyingTexts, openKnownClinic } from '@/tests/support/known-clinic';
import { runScript } from '@/tests/support/r';

const { database, openPage } = await openApplication();
const clinic = await openKnownClinic(database.owner, 'HERE', '1980-01-01');

test('the built program computes with R, and a stock R computes its folder again', async () => {
  const { userId } = clinic.coordinator;
  const page = await openPage({ as: { userId, sessionVersion: 1 } });
  await page.goto(`/cohorts/${clinic.cohortId}/snapshots/${clinic.snapshotId}/download`);
  const link = page.getByRole('link', { name: 'Download the folder (ZIP)' });
  await link.waitFor({ timeout: 60_000 });
  await expectAccessible(page);

  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/-analysis\.zip$/);
  const archive = readFileSync(await download.path());
  const folder = unpackArchive(archive);
  try {
    runScript(folder, 'run.R');
    expect(runScript(folder, 'compare.R')).toMatch(/All \d+ figures agree/);
    const rows = readFileSync(`${folder}/data/subjects.csv`, 'utf8');
    expect(rows).toContain(clinic.man.studyId);
    const about = identifyingTexts(clinic.man).filter((text) => rows.includes(text));
    expect(about).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }

  const { rows: events } = await database.owner.query(
    "SELECT row_id FROM audit_event WHERE event = 'exported' AND table_name = 'cohort_snapshot'",
  );
  expect(events).toEqual([{ row_id: clinic.snapshotId }]);
});
