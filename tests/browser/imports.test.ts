// Files that are brought, checked and recorded, by keyboard.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { openDisclosure } from '@/lib/server/deidentification/open-disclosure';
import { studyArchive } from '@/lib/server/exports/study-archive';
import { epochSeconds, sessionCookieFor } from '@/lib/server/session-token';
import { getSnapshot } from '@/lib/server/snapshots/queries';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { addSite, addUser } from '@/tests/support/accounts';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { type Keyboard, keyboardOf } from '@/tests/support/keyboard';
import { submit } from '@/tests/support/submit';

const { address, database, openPage } = await openApplication({
  today: '2026-06-01',
  withWorker: true,
});

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(database.owner);
});

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

interface Brought {
  readonly name: string;
  readonly text: string;
}

/** The browser's chooser opens with the keyboard; which file is chosen in it is not the page's. */
async function chooseFile(page: Page, { name, text }: Brought): Promise<void> {
  const keyboard = keyboardOf(page);
  const chooser = page.waitForEvent('filechooser');
  await keyboard.activate(page.getByLabel('File', { exact: true }), 'Enter');
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

async function openImports(actor: Actor): Promise<{ page: Page; keyboard: Keyboard }> {
  const page = await openPage(sessionOf(actor));
  await page.goto('/imports');
  return { page, keyboard: keyboardOf(page) };
}

const step = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
const importCount = async () =>
  Number((await database.owner.query('SELECT count(*) FROM import_run')).rows[0].count);

async function goOn(page: Page, keyboard: Keyboard, next: string): Promise<void> {
  await keyboard.activate(page.getByRole('button', { name: 'Go on' }));
  await step(page, next);
}

async function narrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function isNothingChosen(group: Locator): Promise<boolean> {
  const radios = await group.getByRole('radio').all();
  const chosen = await Promise.all(radios.map((radio) => radio.isChecked()));
  return !chosen.includes(true);
}

test('a file with semicolons, decimal commas and dates that can be read in two ways, by keyboard', async () => {
  const { studyId, patientId } = await importMan(clinic);
  const text = [
    'Study id;Collected;Test;Result;Unit',
    `${studyId};03/04/2026;FSH;18,2;mIU/mL`,
    `${studyId};05/04/2026;Testosterone;310,5;ng/dL`,
    'NOBODY;05/04/2026;FSH;4,5;mIU/mL',
  ].join('\n');
  const { page, keyboard } = await openImports(clinic.nurse);
  await page.getByText('No file has been brought yet').waitFor();
  await keyboard.choose(page.getByLabel('What the file holds'), 'Laboratory');
  await chooseFile(page, { name: 'april.csv', text });
  await keyboard.fill(page.getByLabel('Where it comes from'), 'North laboratory');
  // Twice, as on a slow connection: it is one file all the same.
  await keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await step(page, 'Columns');
  expect(await importCount()).toBe(1);
  await page.getByRole('heading', { level: 1, name: 'april.csv' }).waitFor();

  await expect
    .poll(() => page.getByLabel('Result', { exact: false }).first().inputValue())
    .toBe('value');
  await page.getByText('18,2 · 310,5 · 4,5').waitFor();
  await keyboard.activate(page.getByRole('button', { name: 'Go on' }));
  await page
    .getByRole('alert')
    .getByText('Say which column is “Laboratory”, or give it one value for all rows.')
    .waitFor();
  await narrow(page);
  await keyboard.fill(page.getByLabel('Laboratory', { exact: true }), 'North');
  await goOn(page, keyboard, 'Questions');

  const order = page.getByRole('group', { name: 'What comes first in a date?' });
  expect(await isNothingChosen(order)).toBe(true);
  await keyboard.activate(page.getByRole('button', { name: 'Go on' }));
  await page.getByRole('alert').getByText('Say which.').waitFor();
  await narrow(page);
  await keyboard.pick(order, /Day first/);
  await goOn(page, keyboard, 'Check');

  await keyboard.activate(page.getByRole('button', { name: 'Check the file' }));
  const held = page.getByRole('table', { name: 'What was held back' });
  await held.getByText('study-id-unknown').waitFor();
  await narrow(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    keyboard.activate(page.getByRole('link', { name: 'Download all as CSV' })),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/4,Study id,error,study-id-unknown/);
  await keyboard.activate(page.getByRole('link', { name: 'Go on' }));
  await step(page, 'Record');
  await keyboard.activate(page.getByRole('button', { name: 'Record the 2 rows that are valid' }));
  await page.getByText(/This file was imported on .* by /).waitFor();
  await narrow(page);

  await page.goto(`/patients/${patientId}/labs`);
  await page.getByText('18.2').first().waitFor();
  await page.getByText('2026-04-03').first().waitFor();
  await page.getByText('310.5').first().waitFor();

  await page.goto('/imports');
  await page.getByRole('heading', { name: '1 file' }).waitFor();
  await page.getByRole('row', { name: /april\.csv.*Recorded/ }).waitFor();
  await keyboard.choose(page.getByLabel('What the file holds'), 'Laboratory');
  await chooseFile(page, { name: 'april again.csv', text });
  await keyboard.fill(page.getByLabel('Where it comes from'), 'North laboratory');
  await keyboard.press('Enter');
  await page.getByRole('link', { name: /This file was imported on/ }).waitFor();
});

test('a file that is no table is refused beside the field, and what was chosen stays', async () => {
  const { page, keyboard } = await openImports(clinic.nurse);
  const before = await importCount();
  await keyboard.choose(page.getByLabel('What the file holds'), 'Semen');
  await keyboard.fill(page.getByLabel('Where it comes from'), 'A letter');
  await keyboard.press('Enter');
  await page.getByRole('alert').getByText('File: Choose a file.').waitFor();
  await chooseFile(page, { name: 'letter.csv', text: '%PDF-1.7\n1 0 obj' });
  await keyboard.activate(page.getByRole('button', { name: 'Import a file' }));
  await page.getByText('This is a PDF. Save the table as CSV or .xlsx.').first().waitFor();
  await expect
    .poll(() => page.getByLabel('File', { exact: true }).getAttribute('aria-invalid'))
    .toBe('true');
  await narrow(page);
  await expect.poll(() => page.getByLabel('Where it comes from').inputValue()).toBe('A letter');
  expect(await importCount()).toBe(before);
  await page.close({ runBeforeUnload: false });
});

test('a session that ended keeps the file and what was said of it', async () => {
  const { page, keyboard } = await openImports(clinic.nurse);
  const before = await importCount();
  await keyboard.choose(page.getByLabel('What the file holds'), 'Laboratory');
  await chooseFile(page, { name: 'later.csv', text: 'Study id,Date\nS-1,2026-01-10' });
  await keyboard.fill(page.getByLabel('Where it comes from'), 'South');
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await keyboard.press('Enter');
  await page.getByText('Your session ended. Sign in in another tab, then save again.').waitFor();
  expect(await importCount()).toBe(before);
  await page.context().addCookies(cookies);
  await keyboard.activate(page.getByRole('button', { name: 'Import a file' }));
  await step(page, 'Columns');
  await page.getByRole('heading', { level: 1, name: 'later.csv' }).waitFor();
  expect(await importCount()).toBe(before + 1);
});

test('a template of each kind is there to be filled in', async () => {
  const { page, keyboard } = await openImports(clinic.nurse);
  await keyboard.choose(page.getByLabel('What the file holds'), 'Laboratory');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    keyboard.activate(page.getByRole('link', { name: 'Download a template' })),
  ]);
  expect(download.suggestedFilename()).toBe('template-labs.csv');
  expect(readFileSync(await download.path(), 'utf8')).toContain('Study id,Collected on');
});

test('what is not a file of a person who may is refused', async () => {
  const place = `${address}/imports/upload?site=${clinic.site.id}&kind=labs`;
  const headers = {
    'content-type': 'application/octet-stream',
    'x-file-name': 'a.csv',
    'x-source-name': 'North',
  };
  const ask = async (given: Record<string, string>, actor: Actor | null) => {
    const cookie = actor === null ? {} : { cookie: await cookieOf(actor) };
    const answer = await fetch(place, {
      method: 'POST',
      body: 'Study id\nS-1',
      headers: { ...given, ...cookie },
    });
    return answer.status;
  };
  const far = await openClinic(database.owner, 'FAR');
  expect(await ask(headers, null)).toBe(401);
  expect(await ask(headers, clinic.coordinator)).toBe(403);
  expect(await ask(headers, far.nurse)).toBe(403);
  expect(await ask({ ...headers, 'content-type': 'text/plain' }, clinic.nurse)).toBe(415);
  expect(await ask({ 'content-type': 'application/octet-stream' }, clinic.nurse)).toBe(422);
});

test('a study archive goes into an empty site, and says what came of it', async () => {
  const bytes = await archiveOf(await openClinic(database.owner, 'OLD'));
  const site = await addSite(database.owner, 'NEW', 'America/New_York');
  const { userId } = await addUser(database.owner, 'physician', [site]);
  const page = await openPage({ as: { userId, sessionVersion: 1 } });
  const keyboard = keyboardOf(page);
  await page.goto('/imports');
  const section = page.getByRole('region', { name: 'A study archive' });
  const choose = async (buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await keyboard.activate(section.getByLabel('Archive', { exact: true }), 'Enter');
    await (await chooser).setFiles({ name: 'study.zip', mimeType: 'application/zip', buffer });
    await keyboard.activate(section.getByRole('button', { name: 'Import the archive' }));
  };
  await choose(Buffer.from('Study id\nS-1'));
  await section
    .getByText(/cannot be read as a study archive/)
    .first()
    .waitFor();
  await narrow(page);
  await choose(bytes);
  await section.getByText('Signatures not taken over').waitFor();
  await section.getByText('No site where you may enroll is empty.').waitFor();
  await narrow(page);
  const { rows } = await database.owner.query(
    'SELECT count(*)::integer AS men FROM enrollment WHERE site_id = $1',
    [site.id],
  );
  expect(rows).toEqual([{ men: 2 }]);
});

/** Of two men, as a file that left. */
async function archiveOf(old: Clinic): Promise<Buffer> {
  await importMan(old);
  await importMan(old);
  const { cohortId } = await submit(saveCohort, old.physician, {
    siteId: old.site.id,
    siteIds: [old.site.id],
    name: 'Everybody',
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
  });
  const { snapshotId } = await submit(takeSnapshot, old.physician, {
    cohortId,
    version: 1,
    name: 'Frozen',
  });
  const actor = old.physician;
  const snapshot = (await getSnapshot(actor, snapshotId)) ?? expect.unreachable();
  const disclosure = await openDisclosure(actor, snapshotId, 'identified', randomUUID());
  const run = { progress: () => {}, signal: new AbortController().signal, countRows: () => {} };
  const pieces: Uint8Array[] = [];
  for await (const piece of studyArchive.write({ actor, snapshot, disclosure }, run)) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function cookieOf({ userId }: Actor): Promise<string> {
  const at = epochSeconds();
  const session = { userId, sessionVersion: 1, signedInAt: at, lastSeenAt: at };
  const { name, value } = await sessionCookieFor(session);
  return `${name}=${value}`;
}
