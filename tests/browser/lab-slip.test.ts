// Laboratory reports, typed as from the paper: by keyboard, with what is known beside each value.
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { type Keyboard, keyboardOf } from '@/tests/support/keyboard';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-05-10' });

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(database.owner);
});

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** In month 3, whose lipids and liver tests are due; the laboratory is "Central". */
async function manInMonthThree(): Promise<string> {
  const { patientId } = await importMan(clinic, {
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: [
      ...recordsOfTreatment(day('2026-02-08'), day('2026-04-20')),
      {
        kind: 'lab-report',
        on: '2026-04-08',
        content: {
          laboratory: 'North',
          results: [
            { analyte: 'estradiol', value: '22', unit: 'pg/mL' },
            { analyte: 'glucose', value: '5.1', unit: 'mmol/L', referenceHigh: '5.5' },
          ],
        },
      },
    ],
  });
  return `/patients/${patientId}`;
}

async function openReport(path: string): Promise<{ page: Page; keyboard: Keyboard }> {
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`${path}/labs`);
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('link', { name: 'Enter lab report' }));
  await page.getByRole('heading', { name: 'Enter lab report' }).waitFor();
  return { page, keyboard };
}

const fieldOf = (page: Page, test: string) =>
  page.getByRole('textbox', { name: test, exact: true });
const rowOf = (page: Page, test: string) =>
  page.getByRole('list', { name: 'Tests' }).getByRole('listitem').filter({ hasText: test });
const save = (page: Page) => page.keyboard.press('Control+Enter');
const saved = (page: Page) => page.getByRole('heading', { name: /^Lab report of .* saved$/ });
const addField = (page: Page) => page.getByRole('combobox', { name: 'Add a test or a panel' });
const focused = (page: Page) =>
  page.evaluate(
    () =>
      document.activeElement?.getAttribute('aria-label') ??
      (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent ??
      '',
  );

async function describedBy(field: Locator): Promise<string> {
  return await field.evaluate((element) => {
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  });
}

test('the due panel comes first with the value before, Enter goes down, and the save says what it did', async () => {
  const { page, keyboard } = await openReport(await manInMonthThree());
  const names = page.getByRole('list', { name: 'Tests' }).locator('label');
  expect((await names.allInnerTexts()).slice(0, 6)).toEqual([
    'Total cholesterol',
    'HDL cholesterol',
    'LDL cholesterol',
    'Triglycerides',
    'AST',
    'ALT',
  ]);
  await rowOf(page, 'Triglycerides').getByText('Last 110 mg/dL, 8 Apr 2026').waitFor();
  await keyboard.fill(page.getByRole('combobox', { name: 'Laboratory' }), 'Central');
  await keyboard.press('Enter');
  for (const value of ['170', '50', '95', '>400', '22', '24']) {
    await page.keyboard.type(value);
    await page.keyboard.press('Enter');
  }
  await expect.poll(() => focused(page)).toMatch(/^Add a test or a panel/);
  await page.keyboard.type('hemat');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Hematocrit');
  await page.keyboard.type('45');
  await expectAccessible(page);
  await save(page);
  await saved(page).waitFor();
  await page
    .getByText(/Red flag raised|Amber flag raised/)
    .first()
    .waitFor();
  const { rows } = await database.owner.query(
    `SELECT analyte, comparator, l.value::float8 AS value FROM lab_result l
     JOIN record r ON r.id = l.record_id
     WHERE r.visit_id IS NULL AND r.collected_on = '2026-05-10' AND analyte IN ('triglycerides', 'hematocrit')
     ORDER BY analyte`,
  );
  expect(rows).toEqual([
    { analyte: 'hematocrit', comparator: null, value: 45 },
    { analyte: 'triglycerides', comparator: '>', value: 400 },
  ]);
});

test('unit and range are those of the laboratory that is named', async () => {
  const { page, keyboard } = await openReport(await manInMonthThree());
  const laboratory = page.getByRole('combobox', { name: 'Laboratory' });
  await keyboard.fill(laboratory, 'Elsewhere');
  await keyboard.fill(addField(page), 'glucose');
  await keyboard.press('Enter');
  const unit = page.getByLabel('Unit of Glucose');
  const high = page.getByLabel('Glucose: range to');
  await unit.waitFor();
  await expect.poll(() => high.inputValue()).toBe('');
  await laboratory.focus();
  await keyboard.fill(laboratory, 'north');
  await page.keyboard.press('Tab');
  await expect.poll(() => high.inputValue()).toBe('5.5');
  await expect.poll(() => unit.inputValue()).toBe('mmol/L');
  await unit.selectOption('mg/dL');
  await expect.poll(() => high.inputValue()).toBe('');
  await unit.selectOption('mmol/L');
  await expect.poll(() => high.inputValue()).toBe('5.5');
});

test('a value that looks like another unit, an unusual one and an impossible one', async () => {
  const { page, keyboard } = await openReport(await manInMonthThree());
  await keyboard.fill(page.getByRole('combobox', { name: 'Laboratory' }), 'Central');
  await keyboard.fill(addField(page), 'estradiol');
  await keyboard.press('Enter');
  await keyboard.fill(fieldOf(page, 'Estradiol'), '80');
  await keyboard.fill(fieldOf(page, 'Triglycerides'), '900');
  await keyboard.fill(fieldOf(page, 'AST'), '90000');
  await save(page);
  await expect.poll(() => describedBy(fieldOf(page, 'AST'))).toMatch(/impossible/);
  await expect.poll(() => describedBy(fieldOf(page, 'Triglycerides'))).toMatch(/unusual/);
  await expect
    .poll(() => describedBy(fieldOf(page, 'Estradiol')))
    .toContain('Estradiol 80 pg/mL after 22 pg/mL on 2026-04-08: did you mean pmol/L?');
  await expect.poll(() => fieldOf(page, 'AST').inputValue()).toBe('90000');
  await expectAccessible(page);
  await keyboard.fill(fieldOf(page, 'AST'), '90');
  await keyboard.activate(
    page.getByRole('checkbox', { name: 'Triglycerides 900 is right' }),
    'Space',
  );
  await save(page);
  await page
    .getByRole('alert')
    .getByText(/did you mean pmol\/L/)
    .waitFor();
  await keyboard.activate(page.getByRole('checkbox', { name: 'Estradiol 80 is right' }), 'Space');
  await save(page);
  await saved(page).waitFor();
});

test('a pasted table fills the rows, asks before it overwrites, lists the rest and can be undone', async () => {
  const { page, keyboard } = await openReport(await manInMonthThree());
  await keyboard.fill(fieldOf(page, 'ALT'), '24');
  await keyboard.activate(page.getByRole('button', { name: 'Paste a table' }));
  await page.keyboard.insertText(
    [
      'Test\tResult\tUnits\tReference',
      'Triglycerides\t1,5\tmmol/L\t0-1.7',
      'SGPT\t42\tU/L\t7-56',
      'Sodium\t140\tmmol/L\t135-147',
      'Vitamin D\t30\tng/mL\t',
    ].join('\n'),
  );
  await keyboard.activate(page.getByRole('button', { name: 'Fill in the rows' }));
  const notice = page.getByRole('status').filter({ hasText: '2 rows filled in' });
  await notice.getByText('Triglycerides, Sodium').waitFor();
  await notice.getByText('No test is called “Vitamin D”.').waitFor();
  await expect.poll(() => fieldOf(page, 'ALT').inputValue()).toBe('24');
  await expect.poll(() => fieldOf(page, 'Sodium').inputValue()).toBe('140');
  await expect.poll(() => describedBy(fieldOf(page, 'Triglycerides'))).toMatch(/point/);
  await expect.poll(() => fieldOf(page, 'Triglycerides').inputValue()).toBe('1,5');
  await expectAccessible(page);
  await keyboard.activate(notice.getByRole('button', { name: 'Use the table’s' }));
  await expect.poll(() => fieldOf(page, 'ALT').inputValue()).toBe('42');
  await keyboard.activate(page.getByRole('button', { name: 'Undo' }));
  await expect.poll(() => fieldOf(page, 'ALT').inputValue()).toBe('24');
  await expect.poll(() => fieldOf(page, 'Triglycerides').inputValue()).toBe('');
  await expect.poll(() => fieldOf(page, 'Sodium').count()).toBe(0);
});

test('the same paper again is refused with what is the same, until it is said to be another one', async () => {
  const path = await manInMonthThree();
  const { page, keyboard } = await openReport(path);
  await keyboard.fill(page.getByRole('textbox', { name: 'Collected on' }), '2026-04-08');
  await keyboard.fill(page.getByRole('combobox', { name: 'Laboratory' }), 'central');
  await keyboard.fill(fieldOf(page, 'Triglycerides'), '110');
  await save(page);
  await page
    .getByRole('alert')
    .getByText(
      /A report of Central of 2026-04-08 is recorded already with the same Triglycerides 110 mg\/dL/,
    )
    .waitFor();
  await keyboard.activate(page.getByRole('checkbox', { name: 'This is another report' }), 'Space');
  await save(page);
  await saved(page).waitFor();
});

test('one wrong result is corrected by keyboard, and a correction half typed is offered again', async () => {
  const path = await manInMonthThree();
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`${path}/labs`);
  const record = await page
    .getByRole('link', { name: /2026-04-08/ })
    .first()
    .getAttribute('href');
  await page.goto(String(record));
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('button', { name: 'Correct', exact: true }));
  const field = page.getByRole('list', { name: 'Tests' }).getByRole('textbox').first();
  const name = (await field.getAttribute('id')) ?? '';
  const before = await field.inputValue();
  const wrong = String(Number(before) + 1);
  await keyboard.fill(field, wrong);
  await page.getByText(/Draft saved/).waitFor();

  const again = await openPage(sessionOf(clinic.nurse));
  await again.goto(String(record));
  await again.getByText('A correction was left unsaved').waitFor();
  const keys = keyboardOf(again);
  await keys.activate(again.getByRole('button', { name: 'Resume' }));
  const resumed = again.getByRole('list', { name: 'Tests' }).getByRole('textbox').first();
  await expect.poll(() => resumed.inputValue()).toBe(wrong);
  await keys.fill(again.getByLabel('Why is it changed?'), 'Digits were swapped');
  await again.keyboard.press('Control+Enter');
  await again.getByText('The correction is saved').waitFor();
  expect(name).not.toBe('');
  await page.close({ runBeforeUnload: false });
});

const visitSaved = (page: Page) =>
  page.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();

async function openVisit(path: string): Promise<{ page: Page; keyboard: Keyboard }> {
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`${path}/visits/new`);
  return { page, keyboard: keyboardOf(page) };
}

test('two papers go into one visit', async () => {
  const { page, keyboard } = await openVisit(await manInMonthThree());
  await page.getByRole('combobox', { name: 'Laboratory' }).fill('Central');
  await fieldOf(page, 'Triglycerides').fill('120');
  await page.getByRole('button', { name: 'Add another lab report' }).click();
  const second = page.getByRole('group', { name: 'Lab report 2' });
  await second.getByRole('combobox', { name: 'Laboratory' }).fill('North');
  await second.getByRole('combobox', { name: 'Add a test or a panel' }).fill('glucose');
  await keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Glucose');
  await page.keyboard.type('5.2');
  await save(page);
  await visitSaved(page);
});

test('a count beside "no sperm seen" is refused and stays, and two samples go into one visit', async () => {
  const path = await manInMonthThree();
  const { page } = await openVisit(path);
  const neat = page.getByRole('group', { name: 'Neat sample' });
  const pellet = page.getByRole('group', { name: 'Pellet after centrifugation' });
  const motile = page.getByRole('textbox', { name: 'Motile (optional)', exact: true });
  await neat.getByLabel('No sperm seen').check();
  await pellet.getByLabel('Sperm seen', { exact: true }).check();
  await motile.fill('3');
  await pellet.getByLabel('No sperm seen').check();
  await save(page);
  await expect.poll(() => describedBy(motile)).toContain('No sperm seen cannot have a count of 3');
  await expect.poll(() => motile.inputValue()).toBe('3');
  await expectAccessible(page);
  await motile.fill('');
  await page.getByRole('button', { name: 'Add another semen analysis' }).click();
  const later = page.getByRole('group', { name: 'Semen analysis 2' });
  await later.getByRole('textbox', { name: 'Collected on' }).fill('2026-05-01');
  await later.getByRole('group', { name: 'Neat sample' }).getByLabel('Not examined').check();
  await later
    .getByRole('group', { name: 'Pellet after centrifugation' })
    .getByLabel('No sperm seen')
    .check();
  await save(page);
  await visitSaved(page);
  await page.goto(`${path}/semen`);
  const limits = page.getByRole('table', { name: 'Lower reference limits' });
  await limits.getByRole('row').filter({ hasText: 'Volume' }).getByText('1.4').waitFor();
  const samples = page.getByRole('table', { name: 'Semen analyses' });
  await expect.poll(() => samples.getByRole('row').count()).toBe(4);
});
