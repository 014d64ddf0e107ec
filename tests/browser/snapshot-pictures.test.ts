// The pictures of the frozen published cohorts: every box of the flows on the screen, and the files as a browser saves them.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoAccounts } from '@/lib/demo/demo-accounts';
import { expectAccessible, openApplication } from '@/tests/support/browser';

const { database, openPage } = await openApplication({ holds: 'demo-history' });
const { owner } = database;

let userId = '';
const pathOf = new Map<string, string>();

beforeAll(async () => {
  const email = demoAccounts.find(({ role }) => role === 'coordinator')?.email;
  const people = await owner.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [
    email,
  ]);
  userId = people.rows[0]?.id ?? '';
  const { rows } = await owner.query<{ name: string; cohort_id: string; id: string }>(
    'SELECT c.name, s.cohort_id, s.id FROM cohort_snapshot s JOIN cohort c ON c.id = s.cohort_id',
  );
  for (const { name, cohort_id, id } of rows) {
    pathOf.set(name.slice(0, 2), `/cohorts/${cohort_id}/snapshots/${id}`);
  }
}, 300_000);

async function openTab(cohort: string, tab: string, width = 1280): Promise<Page> {
  const page = await openPage({
    as: { userId, sessionVersion: 1 },
    context: { viewport: { width, height: 900 } },
  });
  await page.goto(`${pathOf.get(cohort)}${tab}`);
  return page;
}

/** The text of each box, in reading order. */
const boxesOf = (page: Page) =>
  page
    .locator('#picture-flow > g:has(> rect)')
    .evaluateAll((boxes) =>
      boxes.map((box) =>
        Array.from(box.querySelectorAll('text'), ({ textContent }) => textContent).join(' '),
      ),
    );

describe('the flow of a published cohort', () => {
  test.each([
    [
      'S0',
      [
        'Enrolled n = 31',
        'Ended early n = 1 Withdrawn, adverse event: Anxiety: 1',
        'Completed n = 30 Azoospermia: 26 Cryptozoospermia: 4',
        'Response: sperm in the ejaculate n = 11 Azoospermia: 7 Cryptozoospermia: 4',
        'No response: no sperm in the ejaculate n = 19 Azoospermia: 19',
        'Repeat micro-TESE or other retrieval n = 7',
        'Sufficient sperm (partial response) n = 6',
        'No sufficient sperm n = 1',
        'No repeat retrieval n = 12',
      ],
    ],
    [
      'S1',
      [
        'Screened n = 1318',
        'Chose donor sperm n = 539',
        'Proposed for micro-TESE n = 779',
        'Excluded n = 210 Criteria not met: 210',
        'Enrolled n = 569',
        'Gonadotropins n = 395',
        'Sperm in the ejaculate n = 27',
        'Micro-TESE after gonadotropins n = 368',
        'Sperm retrieved n = 115',
        'No sperm retrieved n = 253',
        'No gonadotropins n = 174',
        'Micro-TESE n = 174',
        'Sperm retrieved n = 34',
        'No sperm retrieved n = 140',
        'Sperm retrieved, both arms n = 149',
        'ICSI n = 138',
        'Live birth n = 68',
        'No live birth n = 70',
        'No ICSI n = 11',
      ],
    ],
    [
      'S2',
      [
        'Screened n = 310',
        'No earlier failed retrieval n = 237',
        'Enrolled after a failed retrieval n = 73 Conventional TESE: 40 Micro-TESE: 33',
        'Sperm found n = 27 Conventional TESE: 19 Micro-TESE: 8',
        'No sperm found n = 46 Conventional TESE: 21 Micro-TESE: 25',
      ],
    ],
  ])('%s has every box', async (cohort, boxes) => {
    const page = await openTab(cohort, '/flow');
    await page.getByRole('img', { name: 'Participant flow' }).waitFor();
    await expect.poll(() => boxesOf(page)).toEqual(boxes);
    await expectAccessible(page);
  });
});

test('no text of a picture is wider than it was measured, so none runs out of its box', async () => {
  const page = await openTab('S1', '/flow');
  await page.getByRole('img', { name: 'Participant flow' }).waitFor();
  const outside = await page.locator('#picture-flow > g:has(> rect)').evaluateAll((boxes) =>
    boxes.flatMap((box) => {
      const frame = box.querySelector('rect')?.getBoundingClientRect();
      return Array.from(box.querySelectorAll('text'))
        .filter((text) => text.getBoundingClientRect().right > (frame?.right ?? 0))
        .map(({ textContent }) => textContent);
    }),
  );
  expect(outside).toEqual([]);
});

/** Width and height as the head of a PNG says them. */
function pngSize(file: Buffer): [number, number] {
  expect(file.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  return [file.readUInt32BE(16), file.readUInt32BE(20)];
}

async function save(page: Page, name: RegExp): Promise<{ file: Buffer; name: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return { file: readFileSync(await download.path()), name: download.suggestedFilename() };
}

test('a picture is saved as SVG that stands alone, and as PNG of twice its size', async () => {
  const page = await openTab('S0', '/flow');
  const picture = page.getByRole('img', { name: 'Participant flow' });
  await picture.waitFor();
  const [width, height] = await picture.evaluate((svg) => [
    Number(svg.getAttribute('width')),
    Number(svg.getAttribute('height')),
  ]);
  const svg = await save(page, /^SVG of Participant flow/);
  expect(svg.name).toBe('s0-isotretinoin-published-cohort-as-loaded-flow.svg');
  expect(svg.file.toString()).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
  );
  expect(svg.file.toString()).not.toMatch(/ class=| style=|var\(/);

  const png = await save(page, /^PNG of Participant flow/);
  expect(png.name).toBe('s0-isotretinoin-published-cohort-as-loaded-flow.png');
  expect(pngSize(png.file)).toEqual([2 * (width ?? 0), 2 * (height ?? 0)]);

  const alone = await openPage();
  await alone.setContent(svg.file.toString().replace(/^<\?xml.*\?>\n/, ''));
  await expect.poll(() => boxesOf(alone)).toHaveLength(9);
});

const picturesOf: Readonly<Record<string, readonly string[]>> = {
  S0: [
    'Total motile count of each responder',
    'Responders by month',
    'Time to the first motile sperm',
    'Delivery by order of transfer',
    'Laboratory values before and on treatment',
  ],
  S1: [
    'Total motile count of each responder',
    'Time to the first motile sperm',
    'Delivery by order of transfer',
    'Odds ratios: sperm retrieved, hCG with or without uFSH against no gonadotropins',
    'Laboratory values before and on treatment',
  ],
};

test.each(Object.entries(picturesOf))(
  '%s has its pictures, each with its numbers',
  async (cohort, titles) => {
    const page = await openTab(cohort, '/pictures');
    for (const title of titles) {
      const region = page.getByRole('region', { name: title, exact: true });
      await region.getByRole('img', { name: title }).waitFor();
      await region.getByText('The same numbers as a table').click();
      await expect
        .poll(() => region.getByRole('table').getByRole('row').count())
        .toBeGreaterThan(1);
    }
    await expectAccessible(page);
  },
);

test('a picture that cannot be drawn says why: nobody with cryptozoospermia was without a response', async () => {
  const page = await openTab('S0', '/pictures');
  const region = page.getByRole('region', { name: /^Odds ratios/ });
  await region.getByText(/^A count is zero/).waitFor();
  expect(await region.getByRole('img').count()).toBe(0);
});

test('every picture of S0 is saved as a PNG', async () => {
  const page = await openTab('S0', '/pictures', 360);
  await page.getByRole('img', { name: 'Laboratory values before and on treatment' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^PNG of/ }).count()).toBe(5);
  for (const title of picturesOf['S0'] ?? []) {
    const { file } = await save(page, new RegExp(`^PNG of ${title}$`));
    const [width, height] = pngSize(file);
    expect(Math.min(width, height)).toBeGreaterThan(300);
  }
});

test('the report holds the flow and the pictures as numbered figures', async () => {
  const page = await openTab('S1', '/report');
  await page.getByRole('img', { name: 'Participant flow' }).waitFor({ timeout: 90_000 });
  // What streams in can stand twice for a moment, once hidden at the end of the page.
  const main = page.getByRole('main');
  const captions = await main.locator('figcaption').allInnerTexts();
  expect(captions.map((caption) => caption.split('. ').slice(0, 2).join('. '))).toEqual([
    'Figure 1. Participant flow',
    'Figure 2. Total motile count of each responder',
    'Figure 4. Time to the first motile sperm',
    'Figure 5. Delivery by order of transfer',
    expect.stringMatching(/^Figure 6. Odds ratios: sperm retrieved/),
    'Figure 7. Laboratory values before and on treatment',
  ]);
  await expect.poll(() => main.getByText('Figure 3. Responders by month.').count()).toBe(1);
});
