// The tables of a frozen cohort by keyboard: computed by R, with small counts hidden, and printed.
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { demoImport } from '@/lib/demo/demo-import';
import { isotretinoinCohort } from '@/lib/demo/isotretinoin-cohort';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { submit } from '@/tests/support/submit';

const { database, openPage } = await openApplication({ today: '2026-10-01' });
const clinic = await openClinic(database.owner);
const as = { userId: clinic.coordinator.userId, sessionVersion: 1 };

/** R is given a minute for an answer. */
const computed = { timeout: 60_000 };

let everyCount: string;
let fromEleven: string;

beforeAll(async () => {
  await importCourses(clinic.physician, {
    siteId: clinic.site.id,
    courses: isotretinoinCohort().map(demoImport),
  });
  everyCount = await freeze('S0, every count', null);
  fromEleven = await freeze('S0, from 11', 11);
});

test('the tables come by group, by keyboard, and name their tests', async () => {
  const page = await openPage({ as });
  const keyboard = keyboardOf(page);
  await page.goto(`${everyCount}/tables`, { waitUntil: 'commit' });
  const baseline = page.getByRole('region', { name: /^Table 1\. Characteristics/ }).first();
  await baseline.waitFor(computed);
  await expect.poll(() => baseline.getByText('n = 31').first().isVisible()).toBe(true);
  await expectAccessible(page);

  await keyboard.choose(page.getByLabel('Groups of the tables'), 'Etiology');
  await keyboard.activate(page.getByRole('button', { name: 'Show tables' }));
  await page.waitForURL(/group=etiology/);
  const byEtiology = page.getByRole('table', {
    name: 'Table 1. Characteristics before treatment by etiology',
  });
  await byEtiology.waitFor(computed);
  await expect
    .poll(() => byEtiology.getByRole('columnheader', { name: /^Idiopathic/ }).count())
    .toBe(1);
  const text = await page.locator('main').innerText();
  expect(text).toContain('Kruskal–Wallis rank test, chi-square approximation');
  expect(text).toContain('Paired t-test, two-sided');
  expect(text).toContain('Fisher–Freeman–Halton exact test, two-sided');
  expect(text).toMatch(/7\/26 \(26\.9%\)/);
  expect(text).not.toMatch(/NaN|Infinity|undefined|failed/);
});

test('with small counts hidden a table has no p-value', async () => {
  const page = await openPage({ as });
  await page.goto(`${fromEleven}/tables`, { waitUntil: 'commit' });
  const baseline = page.getByRole('table', { name: /^Table 1\. Characteristics/ });
  await baseline.waitFor(computed);
  await expect
    .poll(() => page.getByText('Counts from 1 to 10 are not shown').isVisible())
    .toBe(true);
  await expect.poll(() => baseline.getByText('< 11').count()).toBeGreaterThan(0);
  expect(await baseline.getByRole('columnheader', { name: 'p', exact: true }).count()).toBe(0);
  const smallNumbers = (await baseline.getByRole('cell').allInnerTexts()).filter((cell) =>
    /^([1-9]|10)( \(|$)/.test(cell),
  );
  expect(smallNumbers).toEqual([]);
});

test('the report prints without the program around it', async () => {
  const page = await openPage({ as });
  await page.goto(`${everyCount}/report`, { waitUntil: 'commit' });
  const methods = page.getByRole('region', { name: 'Methods' });
  await methods.waitFor(computed);
  await expectAccessible(page);
  await expect
    .poll(() => methods.innerText())
    .toMatch(/Sertoli \S+ prepared the data and R 4\.\d+\.\d+/);
  await expect.poll(() => methods.innerText()).toMatch(/SHA-256 is [0-9a-f]{64}/);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['Print', 'Show report']) {
    expect(await page.getByRole('button', { name: hidden }).isVisible()).toBe(false);
  }
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
  await expect.poll(() => page.getByRole('table').count()).toBeGreaterThan(8);
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
});

test('when R is ended the page says so, and asks again', async () => {
  // One that waits from the tests before would be gone before it is asked.
  endR();
  await expect.poll(findR).toBeNull();
  const page = await openPage({ as });
  await page.goto(`${everyCount}/tables?group=none&population=treated`, { waitUntil: 'commit' });
  await expect.poll(endR, { timeout: 30_000 }).toBe(true);
  // What streams in stands at the end of the page, hidden, until it is put in its place.
  const main = page.getByRole('main');
  await main.getByText('R ended before it gave an answer. Try again.').waitFor();
  const keyboard = keyboardOf(page);
  await keyboard.activate(page.getByRole('button', { name: 'Try again' }));
  await page.getByRole('table', { name: /^Table 1\. Characteristics/ }).waitFor(computed);
});

async function freeze(name: string, smallestCell: number | null): Promise<string> {
  const { cohortId } = await submit(saveCohort, clinic.coordinator, {
    siteId: clinic.site.id,
    siteIds: [clinic.site.id],
    name,
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
    smallestCell: smallestCell === null ? '' : String(smallestCell),
  });
  const { snapshotId } = await submit(takeSnapshot, clinic.coordinator, {
    cohortId,
    version: 1,
    name,
  });
  return `/cohorts/${cohortId}/snapshots/${snapshotId}`;
}

/** False while there is none. */
function endR(): boolean {
  const found = findR();
  if (found !== null) {
    process.kill(found, 'SIGKILL');
  }
  return found !== null;
}

/** The process of this journey's server with R in it: the server is known by its database. */
function findR(): number | null {
  const found = readdirSync('/proc').find((id) => {
    const child = readProcess(id);
    return (
      child?.command.includes('r-child.mjs') &&
      readProcess(child.parent)?.environment.includes(database.appUrl)
    );
  });
  return found === undefined ? null : Number(found);
}

function readProcess(id: string) {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return {
      command: readFileSync(`/proc/${id}/cmdline`, 'utf8'),
      environment: readFileSync(`/proc/${id}/environ`, 'utf8'),
      parent: /^PPid:\s+(\d+)/m.exec(status)?.[1] ?? '',
    };
  } catch {
    // Not a process, or one that has ended or is another's.
    return null;
  }
}
