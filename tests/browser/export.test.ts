import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { identifyingTexts, openKnownClinic } from '@/tests/support/known-clinic';
import { asImport } from '@/tests/support/worked-course';
import { timelinePatients } from '@/tests/worked-examples/timeline-patients';

const { database, openPage } = await openApplication({ today: '2026-10-01' });
const clinic: Clinic = await openClinic(database.owner);

test('a coordinator downloads a file of one row per patient, and it counts as the screen does', async () => {
  const far = await openKnownClinic(database.owner, 'FARCLINIC', '1979-10-11');
  const names: string[] = [];
  for (const { protocol, course } of Object.values(timelinePatients)) {
    const { studyId } = await importMan(clinic, asImport(protocol, course));
    names.push(studyId);
  }
  const { userId } = clinic.coordinator;
  const page = await openPage({ as: { userId, sessionVersion: 1 } });
  await page.goto('/export');
  const study = page.getByRole('region', { name: /^Isotretinoin/ });
  await study.getByText('3 patients').waitFor();
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    study.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^isotretinoin-noa-\d{4}-\d{2}-\d{2}\.csv$/);
  const text = readFileSync(await download.path(), 'utf8');
  const [header = '', ...rows] = text.trim().split(/\r?\n/);
  const columns = header.split(',');
  const cells = rows.map((row) => row.split(','));
  expect(rows).toHaveLength(3);
  expect(columns.filter((name) => !/^[a-z][a-z0-9_]{0,31}$/.test(name))).toEqual([]);
  await expect.poll(() => study.getByText(`${columns.length} columns`).count()).toBe(1);

  const best = columns.indexOf('best_response');
  const counted = countBy(cells.map((row) => row[best] ?? ''));
  const shown = await study
    .getByRole('table', { name: /^Best response/ })
    .getByRole('row')
    .all();
  const onScreen = await Promise.all(
    shown.slice(1).map(async (row) => Number((await row.getByRole('cell').allInnerTexts())[1])),
  );
  expect(onScreen.toSorted()).toEqual(Object.values(counted).toSorted());

  expect(names.filter((studyId) => text.includes(studyId)).length).toBe(3);
  expect(
    ['FARCLINIC', 'Man ', 'MRN-', ...identifyingTexts(far.man)].filter((one) => text.includes(one)),
  ).toEqual([]);
});

function countBy(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}
