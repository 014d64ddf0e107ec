// Gives a journey the built program on its own database, and pages in a real browser.
import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject, onTestFinished } from 'vitest';
import { epochSeconds, sessionCookieFor } from '@/lib/server/session-token';
import { freePort } from '@/scripts/launch/ports';
import { inProject } from '@/scripts/launch/project';
import { startWebServer } from '@/scripts/launch/web-server';
import { startWorker } from '@/scripts/launch/worker';
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from './database.ts';

export type SignedIn = { readonly userId: string; readonly sessionVersion: number };

export type PageOptions = {
  /** Whose session the page starts with; without it nobody is signed in. */
  readonly as?: SignedIn;
  readonly context?: BrowserContextOptions;
};

export type Application = {
  readonly address: string;
  readonly database: TestDatabase;
  /**
   * A page in a context of its own, closed after the test. It fails the test on a script error or
   * a breach of the content security policy; a failed test leaves its picture and text in
   * test-artifacts/.
   */
  readonly openPage: (options?: PageOptions) => Promise<Page>;
};

const artifacts = inProject('test-artifacts');

export type ApplicationOptions = TestDatabaseOptions & {
  /** The date at every site; without it the clock's. */
  readonly today?: string;
  /** Starts the worker process, too: it costs a second that few journeys need. */
  readonly withWorker?: boolean;
};

/** Call once at the top of a journey file. */
export async function openApplication(options: ApplicationOptions = {}): Promise<Application> {
  const { today, withWorker = false, ...holding } = options;
  const database = await openTestDatabase(holding);
  const port = await freePort();
  const address = `http://localhost:${port}`;
  // Also for this process, so that commands and session cookies made here fit the server.
  const environment = {
    DATABASE_URL: database.appUrl,
    NEXTAUTH_SECRET: randomBytes(24).toString('base64url'),
    NEXTAUTH_URL: address,
    ...(today === undefined ? {} : { SERTOLI_TEST: '1', SERTOLI_TODAY: today }),
  };
  Object.assign(process.env, environment);
  mkdirSync(artifacts, { recursive: true });
  const output = openSync(`${artifacts}/web-${port}.log`, 'w');
  const server = await startWebServer({ port, host: '127.0.0.1', environment, output });
  afterAll(server.stop);
  if (withWorker) {
    const log = openSync(`${artifacts}/worker-${port}.log`, 'w');
    afterAll(startWorker({ environment, output: log }).stop);
  }
  const browser = await chromium.launch({ executablePath: inject('chromiumPath') });
  afterAll(() => browser.close());
  return { address, database, openPage: (given = {}) => openPage(browser, address, given) };
}

async function openPage(browser: Browser, address: string, options: PageOptions): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options.context,
  });
  // Of the two cores of a busy machine, R takes one to start.
  context.setDefaultTimeout(60_000);
  if (options.as) {
    const at = epochSeconds();
    const { name, value } = await sessionCookieFor({
      ...options.as,
      signedInAt: at,
      lastSeenAt: at,
    });
    await context.addCookies([{ name, value, url: address }]);
  }
  const page = await context.newPage();
  if (options.context?.javaScriptEnabled !== false) {
    waitForReact(page);
  }
  const faults = collectFaults(page);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await keepEvidence(page, task.name);
    }
    await context.close();
    expect(faults).toEqual([]);
  });
  return page;
}

/**
 * Whoever goes to a page finds it listening: until React has taken over what the server sent, a key
 * pressed or a button clicked is lost. A page opened with `waitUntil: 'commit'` comes as it is.
 */
function waitForReact(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (address, how) => {
    const answer = await goto(address, how);
    if (how?.waitUntil !== 'commit') {
      await reactOn(page);
    }
    return answer;
  };
  page.reload = async (how) => {
    const answer = await reload(how);
    await reactOn(page);
    return answer;
  };
}

async function reactOn(page: Page): Promise<void> {
  // React keeps the props of an element on it once it is hydrated; effects have run when nothing waits.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('a, button, input, select, textarea')].every((element) =>
      Object.keys(element).some((key) => key.startsWith('__reactProps$')),
    ),
  );
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
}

function collectFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) {
      faults.push(message.text());
    }
  });
  return faults;
}

async function keepEvidence(page: Page, testName: string): Promise<void> {
  const file = `${artifacts}/${testName.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`;
  await page.screenshot({ path: `${file}.png`, fullPage: true });
  writeFileSync(`${file}.txt`, `${page.url()}\n\n${await page.locator('body').innerText()}\n`);
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** WCAG 2.2 A and AA and axe's best practices, on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(' ')}`),
  );
  expect(findings).toEqual([]);
}
