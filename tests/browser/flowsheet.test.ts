// The labs of a man as a flowsheet: read and walked by keyboard, on paper and on a phone.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';

const { database, openPage } = await openApplication({ today: '2026-05-10' });

let clinic: Clinic;
let patientId: string;

type Entry = ImportedCourseInput['records'][number];

function report(on: string, results: readonly Record<string, unknown>[]): Entry {
  return {
    kind: 'lab-report',
    on,
    content: {
      laboratory: 'Central',
      results,
      confirmed: ['triglycerides', 'cholesterol_total'],
    },
  } as Entry;
}

const triglycerides = (value: string, unit = 'mg/dL') => ({
  analyte: 'triglycerides',
  value,
  unit,
  referenceHigh: unit === 'mg/dL' ? '150' : '1.7',
});
const alt = (value: string) => ({
  analyte: 'alt',
  value,
  unit: 'U/L',
  referenceLow: '10',
  referenceHigh: '40',
});

beforeAll(async () => {
  clinic = await openClinic(database.owner);
  ({ patientId } = await importMan(clinic, {
    records: [
      firstDose,
      report('2026-01-07', [triglycerides('110'), alt('24')]),
      report('2026-02-07', [
        triglycerides('512'),
        alt('130'),
        { analyte: 'cholesterol_total', value: '250', unit: 'mg/dL' },
        { analyte: 'hdl', value: '35', unit: 'mg/dL', referenceLow: '40' },
      ]),
      report('2026-02-14', [triglycerides('5.7', 'mmol/L')]),
      ...Array.from({ length: 11 }, (_, index) =>
        report(`2026-03-${String(index + 10)}`, [triglycerides('140')]),
      ),
    ],
  }));
});

async function openLabs(search = '', context = {}): Promise<Page> {
  const page = await openPage({
    as: { userId: clinic.physician.userId, sessionVersion: 1 },
    context,
  });
  await page.goto(`/patients/${patientId}/labs${search}`);
  await page.getByRole('table', { name: 'Lab results by date' }).waitFor();
  return page;
}

const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement).innerText.replaceAll(/\s+/g, ' '));

test('windows of reports, each with the baseline and the line of the first dose', async () => {
  const page = await openLabs();
  await expectAccessible(page);
  const headers = () => page.getByRole('columnheader').allInnerTexts();
  await expect.poll(() => headers()).toHaveLength(14);
  expect((await headers()).at(-1)).toMatch(/^Baseline\s+2026-01-07\s+day -3\s+Central$/);
  await page.getByText('The line stands where the first dose was, 2026-01-10.').waitFor();
  await page.getByRole('link', { name: 'Older' }).click();
  await page.getByRole('columnheader', { name: /2026-02-07/ }).waitFor();
  expect((await headers()).map((text) => /\d{4}-\d\d-\d\d/.exec(text)?.[0])).toEqual([
    undefined,
    '2026-02-07',
    '2026-01-07',
  ]);
});

test('grade, arrow and "not gradable" are read in words, by keyboard alone', async () => {
  const page = await openLabs('?page=2');
  await page.getByRole('region', { name: 'Lab results by date' }).focus();
  // Dates are links too; behind the last of them stands the one cell that Tab reaches.
  const dates = await page.getByRole('columnheader').getByRole('link').count();
  for (let step = 0; step <= dates; step += 1) {
    await page.keyboard.press('Tab');
  }
  await expect.poll(() => focused(page)).toContain('Total cholesterol on 2026-02-07');
  await expect.poll(() => focused(page)).toContain('not gradable');
  const about = page.locator('p', { has: page.locator('strong') });
  await about.getByText('Cholesterol high not gradable: no upper limit.').waitFor();

  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toMatch(/HDL .*low 35/);
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => focused(page))
    .toMatch(/Triglycerides on 2026-02-07: high 512 mg\/dL.*grade 3/);
  await about.getByText('Hypertriglyceridemia grade 3: > 500 to 1000 mg/dL').waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toMatch(/ALT on 2026-02-07: high 130 U\/L.*grade 2/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused(page)).toMatch(/ALT on 2026-01-07: B baseline 24 U\/L/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused(page)).toMatch(/ALT on 2026-01-07/);
  // The baseline report has no cholesterol: the walk stays where results are.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => focused(page)).toMatch(/Triglycerides on 2026-01-07/);
  await page.getByText('Cholesterol high: no upper limit (1 result)').waitFor();

  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Lab report.*2026-02-07/ }).waitFor();
});

test('units are chosen: as reported beside the value, or standardized with the report in words', async () => {
  const page = await openLabs();
  const cell = page.getByRole('link', { name: /Triglycerides on 2026-02-14/ });
  await expect.poll(() => cell.innerText()).toContain('mmol/L');
  await page.getByRole('link', { name: 'Standardized' }).click();
  await cell.getByText('505').waitFor();
  await cell.hover();
  // Standardized it would be grade 3: the grade is that of the reported unit.
  await page.getByText(/Reported as 5.7 mmol\/L\..*grade 2: > 3.42 to 5.7 mmol\/L/).waitFor();
});

test('prints on landscape pages, whole: nothing scrolls out of sight', async () => {
  const page = await openLabs();
  await page.emulateMedia({ media: 'print' });
  const region = page.getByRole('region', { name: 'Lab results by date' });
  expect(await region.evaluate((area) => getComputedStyle(area).overflow)).toBe('visible');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect(Number(width)).toBeGreaterThan(Number(height));
  // The table is no wider than the paper: 11 inches without margins of 10 mm.
  await page.setViewportSize({ width: 980, height: 700 });
  const table = await page.getByRole('table', { name: 'Lab results by date' }).boundingBox();
  expect(table?.width).toBeLessThanOrEqual(980);
});

test('on a phone the analytes stay in view while the dates scroll within the table', async () => {
  const page = await openLabs('', { viewport: { width: 360, height: 740 } });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  const region = page.getByRole('region', { name: 'Lab results by date' });
  await region.evaluate((area) => area.scrollTo({ left: 600 }));
  const box = await page.getByRole('rowheader', { name: /Triglycerides/ }).boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect(box?.width).toBeLessThanOrEqual(140);
});
