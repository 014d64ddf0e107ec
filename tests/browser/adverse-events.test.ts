// What the checks suggest is judged by a person, by keyboard; what cannot be is refused beside its field.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';

const { database, openPage } = await openApplication({ today: '2026-05-10' });

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(database.owner);
});

type Entry = ImportedCourseInput['records'][number];

const check = (on: string, answers: Record<string, string>): Entry =>
  ({ kind: 'symptom-check', on, content: { answers } }) as Entry;

async function openEvents(...records: readonly Entry[]): Promise<Page> {
  const { patientId } = await importMan(clinic, { records: [firstDose, ...records] });
  const page = await openPage({ as: { userId: clinic.nurse.userId, sessionVersion: 1 } });
  await page.goto(`/patients/${patientId}/adverse-events`);
  await page.getByRole('heading', { name: 'To be judged' }).waitFor();
  return page;
}

const listed = (page: Page) => page.getByRole('table', { name: 'Adverse events' });

test('a suggestion is confirmed by keyboard, and wrong input is refused beside its field', async () => {
  const page = await openEvents(
    check('2026-02-10', { 'dry-lips': 'mild' }),
    check('2026-03-10', { 'dry-lips': 'severe', 'dry-skin': 'mild' }),
  );
  const keyboard = keyboardOf(page);
  await page.getByRole('link', { name: 'Adverse events 2' }).waitFor();
  await expectAccessible(page);
  await keyboard.press('j');
  await keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Confirm: Cheilitis' }).waitFor();
  await expect
    .poll(() => page.getByLabel('Onset', { exact: true }).inputValue())
    .toBe('2026-02-10');
  await expect.poll(() => page.getByLabel('Grade at onset').inputValue()).toBe('1');
  await expect.poll(() => page.getByLabel('Grade, change 1').inputValue()).toBe('3');
  await expect.poll(() => page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-03-10');

  await keyboard.fill(page.getByLabel('Grade, change 1'), '4');
  await keyboard.fill(page.getByLabel('Ended on'), '2026-02-01');
  await keyboard.choose(page.getByLabel('Serious'), 'Yes');
  await keyboard.press('Control+Enter');
  await page.getByText('"Cheilitis" has the grades 1, 2, 3.').first().waitFor();
  await page.getByText('it cannot end before that').first().waitFor();
  await page.getByText('Say what makes it serious.').first().waitFor();
  await expectAccessible(page);
  await expect.poll(() => page.getByLabel('Ended on').inputValue()).toBe('2026-02-01');

  await keyboard.fill(page.getByLabel('Grade, change 1'), '2');
  await keyboard.fill(page.getByLabel('Ended on'), '2026-04-01');
  await keyboard.choose(page.getByLabel('Related to the drug'), 'Probable');
  await keyboard.activate(page.getByLabel('Hospital stay, new or longer'), 'Space');
  await keyboard.press('Control+Enter');
  await page.getByText('The adverse event is recorded.').first().waitFor();
  const row = listed(page).getByRole('row', { name: 'Cheilitis' });
  await row.getByText('Grade 2 from 2026-03-10').waitFor();
  await row.getByText('Yes: hospital stay, new or longer').waitFor();
  await row.getByText('Probable').waitFor();
  await page.getByRole('link', { name: 'Adverse events 1' }).waitFor();
});

test('what is none is dismissed with a reason, and the next suggestion takes the focus', async () => {
  const page = await openEvents(
    check('2026-03-10', { 'dry-lips': 'moderate', 'dry-skin': 'mild', 'night-vision': 'yes' }),
  );
  const keyboard = keyboardOf(page);
  await keyboard.press('n');
  await page.getByRole('dialog', { name: 'No adverse event: Cheilitis' }).waitFor();
  await expectAccessible(page);
  await keyboard.activate(page.getByRole('button', { name: 'Not an adverse event' }));
  await page.getByText('Say why this is no adverse event.').first().waitFor();
  await keyboard.fill(page.getByLabel('Why it is none'), 'A week of skiing');
  await keyboard.activate(page.getByRole('button', { name: 'Not an adverse event' }));
  await page.getByText('Cheilitis is no adverse event.').first().waitFor();
  const next = page.getByRole('link', { name: 'Confirm: Dry skin' });
  await expect.poll(() => next.evaluate((link) => link === document.activeElement)).toBe(true);
  await page.getByText('No adverse event has been confirmed').waitFor();
});

test('an event grows worse and ends in two short forms, and its versions stay', async () => {
  const page = await openEvents(
    {
      kind: 'adverse-event',
      on: '2026-02-10',
      content: { term: 'cheilitis', grades: [{ from: '2026-02-10', grade: 1 }] },
    },
    check('2026-04-10', { 'dry-lips': 'severe' }),
  );
  const keyboard = keyboardOf(page);
  await page.getByText('suggested: worse than it was').waitFor();
  await keyboard.press('c');
  await page.getByRole('dialog', { name: 'Grade changed: Cheilitis' }).waitFor();
  await expect.poll(() => page.getByLabel('Grade', { exact: true }).inputValue()).toBe('3');
  await expectAccessible(page);
  await keyboard.activate(page.getByRole('button', { name: 'Save', exact: true }));
  await listed(page).getByText('Grade 3 from 2026-04-10').waitFor();
  await page.getByText('Every finding since the first dose').waitFor();

  await keyboard.activate(page.getByRole('button', { name: 'Ended: Cheilitis' }));
  await keyboard.fill(page.getByLabel('Ended on'), '2026-04-09');
  await keyboard.activate(page.getByRole('button', { name: 'Save', exact: true }));
  await page.getByText('it cannot end before that').first().waitFor();
  await keyboard.fill(page.getByLabel('Ended on'), '2026-05-02');
  await keyboard.activate(page.getByRole('button', { name: 'Save', exact: true }));
  await listed(page).getByText('to 2026-05-02 (day 113)').waitFor();
  await listed(page).getByText('Recovered').waitFor();

  await keyboard.activate(listed(page).getByRole('link', { name: 'Cheilitis' }));
  await page.getByText('Grade 3 from 2026-04-10').first().waitFor();
  await page.getByText('Ended on 2026-05-02').first().waitFor();
});

test('the arrow keys reach its bar on the timeline', async () => {
  const page = await openEvents({
    kind: 'adverse-event',
    on: '2026-02-10',
    content: {
      term: 'cheilitis',
      grades: [
        { from: '2026-02-10', grade: 1 },
        { from: '2026-04-10', grade: 3 },
      ],
    },
  });
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('link', { name: 'Timeline' }));
  const bar = page.getByRole('img', { name: /Cheilitis, worst grade 3/ });
  await bar.waitFor();
  await keyboard.tabTo(page.locator('[data-mark][tabindex="0"]'));
  const isAtBar = () => bar.evaluate((mark) => mark === document.activeElement);
  for (let steps = 0; steps < 60 && !(await isAtBar()); steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await page
    .locator('figcaption')
    .getByText('Grade 1 from 2026-02-10, grade 3 from 2026-04-10, goes on')
    .waitFor();
});

test('nothing typed is lost when the page is left', async () => {
  const page = await openEvents();
  const keyboard = keyboardOf(page);
  await page.getByText('Every finding since the first dose').waitFor();
  await keyboard.activate(page.getByRole('link', { name: 'Record an adverse event' }));
  await page.getByRole('heading', { name: 'Record an adverse event' }).waitFor();
  await keyboard.choose(page.getByLabel('Term'), 'No term of CTCAE');
  await keyboard.fill(page.getByLabel('What it is'), 'Split nails');
  await expect.poll(draftTexts).toContain('Split nails');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await keyboard.activate(page.getByRole('button', { name: 'Resume' }));
  await expect.poll(() => page.getByLabel('What it is').inputValue()).toBe('Split nails');
  await keyboard.fill(page.getByLabel('Onset', { exact: true }), '2026-05-01');
  await keyboard.fill(page.getByLabel('Grade at onset'), '1');
  await keyboard.press('Control+Enter');
  await listed(page).getByRole('row', { name: 'Split nails' }).waitFor();
});

async function draftTexts(): Promise<string> {
  const { rows } = await database.owner.query<{ content: string }>(
    'SELECT content::text AS content FROM draft',
  );
  return rows.map(({ content }) => content).join(' ');
}
