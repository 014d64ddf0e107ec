import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-05-10' });
const clinic: Clinic = await openClinic(database.owner);

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** In month 3, whose checks are due; the second month's are done. */
async function manInMonthThree(name: string) {
  const identity = {
    givenName: 'Ivo',
    familyName: name,
    birthDate: '1988-03-01',
    recordNumber: `R-${name}`,
  };
  return await importMan(clinic, {
    identity,
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: recordsOfTreatment(day('2026-02-08'), day('2026-04-20')),
  });
}

const noChange = (page: Page) => page.getByRole('checkbox', { name: /^No change since/ });
/** Of the visit; parts of the form have notes of their own before it. */
const noteOf = (page: Page) =>
  page.getByRole('textbox', { name: 'Note (optional)', exact: true }).last();

const openVisit = async (page: Page, patientId: string) => {
  await page.goto(`/patients/${patientId}/visits/new`);
  // The form takes the focus there once it listens.
  await expect.poll(() => focusedName(page)).toMatch(/^No change since/);
};

const save = (page: Page) => page.getByRole('button', { name: 'Save visit' }).click();

test('a monthly check is logged by keyboard only, and Today has it no longer', async () => {
  await manInMonthThree('Keys');
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto('/today');
  const due = page.getByRole('region', { name: /^Due/ });
  await due.getByText('Monthly check 3').waitFor();
  await due.getByText('Monthly REMS check 3').waitFor();

  await page.keyboard.press('j');
  await expect.poll(() => focusedName(page)).toBe('Log visit: Keys, Ivo');
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedName(page)).toMatch(/^No change since 8 Apr 2026/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');

  await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  await page.getByText('Monthly check 3 done on time').waitFor();
  await expectAccessible(page);
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('main').getByRole('link', { name: 'Today', exact: true }));
  await page.waitForURL('**/today');
  await due.getByText('Monthly REMS check 3').waitFor();
  await expect.poll(() => due.getByText('Monthly check 3').count()).toBe(0);
});

async function focusedName(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const { activeElement } = document;
    const labels = activeElement instanceof HTMLInputElement ? activeElement.labels : null;
    return (
      activeElement?.getAttribute('aria-label') ??
      labels?.[0]?.textContent ??
      activeElement?.textContent ??
      ''
    );
  });
}

test('a complete response appears after the second sample, on the screen and on the timeline', async () => {
  const { patientId } = await importMan(clinic, {
    records: [
      { kind: 'finding', on: '2026-01-05', content: { finding: 'egg-number', answer: 8 } },
      ...recordsOfTreatment(day('2026-01-10'), day('2026-04-09')),
      {
        kind: 'semen-analysis',
        on: '2026-04-12',
        content: {
          neat: { state: 'no-sperm-seen' },
          pellet: { state: 'sperm-seen', motile: 20, normal: 12 },
        },
      },
    ],
  });
  const page = await openPage(sessionOf(clinic.nurse));
  await openVisit(page, patientId);
  const neat = page.getByRole('group', { name: 'Neat sample' });
  const pellet = page.getByRole('group', { name: 'Pellet after centrifugation' });
  await neat.getByLabel('No sperm seen').check();
  await pellet.getByLabel('Sperm seen', { exact: true }).check();
  await page.getByRole('textbox', { name: 'Motile (optional)', exact: true }).fill('9');
  await page.getByRole('textbox', { name: 'Normal, motile (optional)' }).fill('9');
  await save(page);
  await page.getByText('Response is now: complete').waitFor();
  await page.getByRole('link', { name: 'Open the timeline' }).click();
  await page.getByText('Complete response, 2026-04-12').first().waitFor();
});

describe('bad input is refused beside its field, and what was typed stays', () => {
  const cases: readonly (readonly [
    name: string,
    label: string | RegExp,
    typed: string,
    message: RegExp,
  ])[] = [
    ['an impossible date', 'Visit on', '2026-02-30', /date/i],
    ['a visit in the future', 'Visit on', '2026-05-11', /future|after today/i],
    ['a visit before enrollment', 'Visit on', '2026-02-02', /before enrollment/i],
    ['a number with a comma', 'Weight (optional)', '81,5', /point|comma/i],
    ['a weight that is "<0.1"', 'Weight (optional)', '<0.1', /number|exact|without/i],
    ['a word for a number', 'Systolic (optional)', 'high', /number/i],
    ['an impossible pressure', 'Systolic (optional)', '1200', /impossible|between/i],
  ];

  test.each(cases)('%s', async (name, label, typed, message) => {
    const { patientId } = await manInMonthThree(`Bad${cases.findIndex(([one]) => one === name)}`);
    const page = await openPage(sessionOf(clinic.nurse));
    await openVisit(page, patientId);
    await noChange(page).check();
    const field = page.getByRole('textbox', { name: label });
    await field.fill(typed);
    await save(page);
    await expect.poll(() => describedBy(page, label)).toMatch(message);
    await expect.poll(() => field.inputValue()).toBe(typed);
    await expect.poll(() => noChange(page).isChecked()).toBe(true);
  });

  async function describedBy(page: Page, label: string | RegExp): Promise<string> {
    return await page.getByRole('textbox', { name: label }).evaluate((field) => {
      const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    });
  }

  test('a laboratory value with a comma, and one that no man can have', async () => {
    const { patientId } = await manInMonthThree('Labs');
    const page = await openPage(sessionOf(clinic.nurse));
    await openVisit(page, patientId);
    await page.getByRole('combobox', { name: 'Laboratory' }).fill('Central');
    const testValue = (test: string) => page.getByRole('textbox', { name: test, exact: true });
    await testValue('Triglycerides').fill('1,2');
    await testValue('HDL cholesterol').fill('9000');
    await save(page);
    await expect.poll(() => describedBy(page, /^Triglycerides$/)).toMatch(/point|comma/i);
    await expect.poll(() => describedBy(page, /^HDL cholesterol$/)).toMatch(/impossible/i);
    await expect.poll(() => testValue('Triglycerides').inputValue()).toBe('1,2');
    await expect.poll(() => testValue('HDL cholesterol').inputValue()).toBe('9000');
  });

  const awkward = [
    ['emoji', 'Feels fine 👍🏽 since the 🥚 retrieval'],
    ['SQL', "'; DROP TABLE visit; --"],
    ['HTML', '<img src=x onerror="alert(1)"><script>alert(2)</script>'],
    ['right-to-left text', 'مرحبا \u202e abc'],
  ] as const;

  test.each(awkward)('%s in a note is kept as it was typed', async (name, note) => {
    const { patientId } = await manInMonthThree(`Note${name.length}`);
    const page = await openPage(sessionOf(clinic.nurse));
    await openVisit(page, patientId);
    await noteOf(page).fill(note);
    await save(page);
    await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
    const { rows } = await database.owner.query(
      'SELECT note FROM visit WHERE patient_id = $1 AND note IS NOT NULL',
      [patientId],
    );
    expect(rows).toEqual([{ note }]);
    await page.goto(`/patients/${patientId}/history`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });

  test('a note of 10 kB is kept, a longer one is refused and stays', async () => {
    const { patientId } = await manInMonthThree('Longnote');
    const page = await openPage(sessionOf(clinic.nurse));
    await openVisit(page, patientId);
    const note = noteOf(page);
    await note.fill('x'.repeat(10_001));
    await save(page);
    await page
      .getByText(/at most 10,?000 characters/i)
      .first()
      .waitFor();
    expect((await note.inputValue()).length).toBe(10_001);
    await note.fill('x'.repeat(10_000));
    await save(page);
    await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  });
});

test('a double click saves one visit', async () => {
  const { patientId } = await manInMonthThree('Double');
  const page = await openPage(sessionOf(clinic.nurse));
  await openVisit(page, patientId);
  await noChange(page).check();
  await page.getByRole('button', { name: 'Save visit' }).dblclick();
  await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  const { rows } = await database.owner.query(
    "SELECT count(*)::int AS visits FROM visit WHERE patient_id = $1 AND visited_on = '2026-05-10'",
    [patientId],
  );
  expect(rows).toEqual([{ visits: 1 }]);
});

test('two tabs that save the same report: the second is told and may say that it is another', async () => {
  const { patientId } = await manInMonthThree('Tabs');
  const pages = [
    await openPage(sessionOf(clinic.nurse)),
    await openPage(sessionOf(clinic.nurse)),
  ] as const;
  for (const page of pages) {
    await openVisit(page, patientId);
    await page.getByRole('combobox', { name: 'Laboratory' }).fill('Central');
    await page.getByRole('textbox', { name: 'Triglycerides', exact: true }).fill('120');
  }
  await save(pages[0]);
  await pages[0].getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  await save(pages[1]);
  const another = pages[1].getByLabel('This is another report');
  await another.waitFor();
  await expect
    .poll(() => pages[1].getByRole('textbox', { name: 'Triglycerides', exact: true }).inputValue())
    .toBe('120');
});

test('two tabs that save the same visit: the second is told what is there, and nothing is lost', async () => {
  const { patientId } = await manInMonthThree('Twice');
  const pages = [
    await openPage(sessionOf(clinic.nurse)),
    await openPage(sessionOf(clinic.nurse)),
  ] as const;
  for (const page of pages) {
    await openVisit(page, patientId);
    await noChange(page).check();
  }
  const [first, second] = pages;
  await save(first);
  await first.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  await save(second);
  const another = second.getByRole('checkbox', { name: /another (contact|visit)/i });
  await another.waitFor();
  await expect.poll(() => noChange(second).isChecked()).toBe(true);
  await expectAccessible(second);
  await another.check();
  await save(second);
  await second.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
});

test('a session that ended while typing: a message, and after signing in again the same form saves', async () => {
  const { patientId } = await manInMonthThree('Ended');
  const page = await openPage(sessionOf(clinic.nurse));
  await openVisit(page, patientId);
  await noChange(page).check();
  await noteOf(page).fill('Called from work');
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await save(page);
  await page.getByText('Your session ended. Sign in in another tab, then save again.').waitFor();
  await expect.poll(() => noChange(page).isChecked()).toBe(true);
  await page.context().addCookies(cookies);
  await save(page);
  await page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
});

test('a draft is offered again after the tab was closed', async () => {
  const { patientId } = await manInMonthThree('Draft');
  const page = await openPage(sessionOf(clinic.nurse));
  await openVisit(page, patientId);
  await noteOf(page).fill('Half a sentence');
  await page.getByText(/Draft saved/).waitFor();
  const again = await openPage(sessionOf(clinic.nurse));
  await openVisit(again, patientId);
  await again.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => noteOf(again).inputValue()).toBe('Half a sentence');
  const focused = again.locator(':focus');
  await expect.poll(() => focused.getAttribute('name')).toBe('visitedOn');
  await page.close({ runBeforeUnload: false });
});

test('what is typed beside an offered draft does not overwrite it, and is kept once the offer is answered', async () => {
  const { patientId } = await manInMonthThree('Offer');
  const storedDraft = async () => {
    const { rows } = await database.owner.query<{ content: string }>(
      'SELECT content::text AS content FROM draft WHERE patient_id = $1',
      [patientId],
    );
    return rows.map(({ content }) => content).join();
  };
  const page = await openPage(sessionOf(clinic.nurse));
  await openVisit(page, patientId);
  await noteOf(page).fill('Written first');
  await page.getByText(/Draft saved/).waitFor();

  const again = await openPage(sessionOf(clinic.nurse));
  await openVisit(again, patientId);
  await noteOf(again).fill('Written later');
  await again.getByText('Kept once you resume or discard what was left unsaved').waitFor();
  await again.getByRole('button', { name: 'Resume, in place of what you typed' }).waitFor();
  await expect.poll(() => storedDraft()).toContain('Written first');
  await again.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(storedDraft).toContain('Written later');
  await expect.poll(() => noteOf(again).inputValue()).toBe('Written later');
  await page.close({ runBeforeUnload: false });
});
