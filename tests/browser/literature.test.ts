// The published cohorts beside their papers, on the screen: what comes out, what is misprinted, what cannot come out.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test, vi } from 'vitest';
import { expectAccessible, openApplication } from '@/tests/support/browser';

const { database, openPage } = await openApplication({ holds: 'demo-history' });

// R computes for 673 men.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let coordinator = { userId: '', sessionVersion: 0 };

beforeAll(async () => {
  const { rows } = await database.owner.query<{ id: string; session_version: number }>(
    `SELECT id, session_version FROM user_account WHERE email = 'coordinator@demo.example'`,
  );
  const [person] = rows;
  coordinator = { userId: person?.id ?? '', sessionVersion: person?.session_version ?? 0 };
});

async function openBesidePaper(tag: string, width: number): Promise<Page> {
  const { rows } = await database.owner.query<{ cohort: string; snapshot: string }>(
    `SELECT cohort_id AS cohort, s.id AS snapshot FROM cohort_snapshot s
     JOIN cohort c ON c.id = s.cohort_id WHERE c.name LIKE $1`,
    [`${tag}:%`],
  );
  const page = await openPage({
    as: coordinator,
    context: { viewport: { width, height: 900 } },
  });
  await page.goto(`/cohorts/${rows[0]?.cohort}/snapshots/${rows[0]?.snapshot}/literature`);
  await page.getByRole('heading', { name: `Beside ${tag}` }).waitFor({ timeout: 120_000 });
  return page;
}

/** The words of the line of a figure, and of the one below it, where what is to be said of it stands. */
async function lineOf(page: Page, table: string, figure: string): Promise<string> {
  const row = page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: figure }) })
    .first();
  const below = row.locator('xpath=following-sibling::tr[1]');
  const words = [await row.innerText(), ...(await below.allInnerTexts())].join(' ');
  return words.replaceAll(/\s+/g, ' ');
}

test('S0 comes out as printed, but for the mean TMC, which says why', async () => {
  const page = await openBesidePaper('S0', 1280);
  await expect
    .poll(() => lineOf(page, 'Numbers in the text', 'Complete response'))
    .toContain('11/30 (37%) 11/30 (37%)');
  await expect
    .poll(() => lineOf(page, 'Numbers in the text', 'Mean TMC'))
    .toMatch(/48000 sperm .*not reproducible A mean of 48,000/);
  await expect
    .poll(() => lineOf(page, 'Numbers in the text', 'early or late arrest'))
    .toMatch(/6\/11 \(55%\) 6\/11 \(54%\) \(sic\) 6\/11 \(55%\) .*misprint/);
  const main = page.getByRole('main');
  await expect.poll(() => main.getByText('differs', { exact: true }).count()).toBe(1);
  await expectAccessible(page);
});

test('S2 says why no test gives its p of 0.03, and computes all of them', async () => {
  const page = await openBesidePaper('S2', 360);
  await expect
    .poll(() => lineOf(page, 'Numbers in the text', 'p of failed micro-TESE'))
    .toMatch(/0\.04 0\.03 0\.04 Pearson, no correction .*not reproducible No two-sided test/);
  expect(
    await lineOf(
      page,
      'The paper’s tests, computed again',
      'Failed micro-TESE against failed TESE',
    ),
  ).toContain('Fisher exact, two-sided: p 0.0528');
  await expectAccessible(page);
});

test('S1 computes the odds ratio again by the interval that the paper has', async () => {
  const page = await openBesidePaper('S1', 1280);
  await expect
    .poll(() => lineOf(page, 'Table 2: treatment and retrieval', 'Odds ratio, crude'))
    .toContain('1.87 (1.22–2.92), p 0.004 1.87 (1.22–2.92), p 0.004');
  await expectAccessible(page);
});
