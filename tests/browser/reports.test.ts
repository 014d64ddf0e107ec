// From the screening log to the flow and the deviations, by keyboard and without a name.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-10-01' });
const clinic = await openClinic(database.owner);

type Entry = ImportedCourseInput['records'][number];

const semen = (on: string): Entry => ({
  kind: 'semen-analysis',
  on,
  content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
});

const operation: Entry = {
  kind: 'procedure',
  on: '2026-07-20',
  content: { kind: 'micro-tese', side: 'both', spermFound: 'yes', sufficientForAllEggs: 'yes' },
};

const cycle: Entry = {
  kind: 'icsi-cycle',
  on: '2026-07-20',
  content: {
    spermSource: 'testicular-fresh',
    eggsRetrieved: 9,
    embryos: 3,
    transfers: [{ on: '2026-07-25', embryos: 1, origin: 'fresh', outcome: 'ongoing' }],
  },
};

const anxiety: Entry = {
  kind: 'adverse-event',
  on: '2026-02-20',
  content: { term: 'anxiety', grades: [{ from: '2026-02-20', grade: 2 }] },
};

const stop: Entry = {
  kind: 'stop',
  on: '2026-03-01',
  content: { drug: null, reason: 'adverse-event' },
};

const completed = await importMan(clinic, {
  records: [firstDose, semen('2026-05-25'), operation, cycle],
  ended: { on: '2026-09-20', status: 'completed', reason: '' },
});
await importMan(clinic, {
  records: [firstDose, anxiety, stop],
  ended: {
    on: '2026-03-01',
    status: 'withdrawn',
    reason: 'Anxiety',
    category: 'adverse-event',
    adverseEvent: 1,
  },
});

const signedIn = (person: 'nurse' | 'coordinator') => ({
  as: { userId: clinic[person].userId, sessionVersion: 1 },
});

test('what a nurse counts, and corrects, stands at the head of the coordinator’s flow', async () => {
  const page = await openPage(signedIn('nurse'));
  const keyboard = keyboardOf(page);
  await page.goto('/screening');
  await page.getByText('Nothing is counted yet').waitFor();
  await keyboard.activate(page.getByRole('button', { name: 'Record screening' }));
  const dialog = page.getByRole('dialog');
  await keyboard.choose(dialog.getByLabel('Protocol'), 'Isotretinoin');
  await keyboard.choose(dialog.getByLabel('Why they never enrolled'), 'Other');
  await keyboard.fill(dialog.getByLabel('Men'), '3');
  await keyboard.fill(dialog.getByLabel('Seen from'), '2026-09-01');
  await keyboard.fill(dialog.getByLabel('To', { exact: true }), '2026-08-31');
  await keyboard.press('Control+Enter');
  // What is wrong stands beside the field, and nothing typed is lost.
  await dialog.getByText('Error: The last day is before the first, 2026-09-01.').waitFor();
  await dialog.getByText('Error: Say what the reason was.').waitFor();
  await expect.poll(() => dialog.getByLabel('Men').inputValue()).toBe('3');
  await keyboard.fill(dialog.getByLabel('To', { exact: true }), '2026-10-31');
  await keyboard.fill(dialog.getByLabel(/^Note/), 'Moved abroad');
  await keyboard.press('Control+Enter');
  await dialog.getByText(/Error: In the future: .* is today, 2026-10-01/).waitFor();
  await keyboard.fill(dialog.getByLabel('To', { exact: true }), '2026-09-30');
  await keyboard.press('Control+Enter');
  await page.getByText('Counted in the screening log.', { exact: true }).waitFor();
  await page.getByText('5 screened = 2 enrolled + 3 never enrolled.').waitFor();
  await expectAccessible(page);

  await keyboard.activate(page.getByRole('button', { name: /^Correct: 3 other/ }));
  await keyboard.fill(dialog.getByLabel('Men'), '4');
  await keyboard.fill(dialog.getByLabel('Why is it corrected?'), 'One was forgotten');
  await expectAccessible(page);
  await keyboard.press('Control+Enter');
  await page.getByText('6 screened = 2 enrolled + 4 never enrolled.').waitFor();

  const reader = await openPage(signedIn('coordinator'));
  await reader.goto('/outcomes');
  const flow = reader.getByRole('table', { name: 'Steps of the participant flow' });
  const lines = await flow.getByRole('row').allInnerTexts();
  const cellsOf = (line: string) => line.split('\t').map((cell) => cell.trim());
  expect(lines.slice(1).map((line) => cellsOf(line).slice(0, 2).join(' '))).toEqual([
    'Screened 6',
    'Never enrolled 4',
    'Other, see note 4',
    'Enrolled 2',
    'Isotretinoin 2',
    'First dose 2',
    'Ended early 1',
    'Withdrawn, adverse event: Anxiety 1',
    'Completed 1',
    'Analyzed as completers 1',
  ]);
  const outcomes = reader.getByRole('table', { name: 'Outcomes by arm and population' });
  const partial = outcomes.getByRole('row', { name: /^Partial response/ });
  expect((await partial.innerText()).split('\t').slice(2)).toEqual(['1/2 (50.0%)', '1/1 (100.0%)']);
  expect(await reader.getByText(/Family|Man \d/).count()).toBe(0);
  await expectAccessible(reader);
});

test('a coordinator reads the late semen analysis with its days and takes the file out', async () => {
  const page = await openPage(signedIn('coordinator'));
  const keyboard = keyboardOf(page);
  await page.goto('/deviations');
  await keyboard.activate(page.getByRole('link', { name: /^Late/ }));
  await page.waitForURL(/kind=late/);
  const row = page.getByRole('row', { name: new RegExp(completed.studyId) });
  await row.getByText(/d after the window closed on 2026-0[45]-\d\d/).waitFor();
  await expectAccessible(page);
  const waiting = page.waitForEvent('download');
  await keyboard.activate(page.getByRole('link', { name: 'Download CSV' }));
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^deviations-\d{4}-\d{2}-\d{2}\.csv$/);
  const [, ...rows] = readFileSync(await download.path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain(`${completed.studyId},isotretinoin-noa`);
  expect(rows[0]).not.toMatch(/Man \d|MRN/);
});
