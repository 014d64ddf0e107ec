// What holds for every page: nothing for axe to find in either theme, nothing to scroll sideways on a telephone.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type KnownClinic, openKnownClinic } from '@/tests/support/known-clinic';
import { guarded } from '@/tests/support/pages';

const { database, openPage } = await openApplication();

let clinic: KnownClinic;

beforeAll(async () => {
  clinic = await openKnownClinic(database.owner, 'HOME', '1977-08-09');
});

const pages = guarded.filter(({ isPage }) => isPage);

/** The first of these who may: a physician sees the most. */
function readerOf(permission: (typeof pages)[number]['permission']): Actor {
  const { physician, administrator, site } = clinic;
  return permission === null || can(physician, permission, site.id) ? physician : administrator;
}

async function expectAccessibleInBothThemes(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => Promise.all(document.getAnimations().map((it) => it.finished)));
    await expectAccessible(page);
  }
}

describe.each(pages)('$file', ({ permission, path }) => {
  async function openIt(context = {}) {
    const as = { userId: readerOf(permission).userId, sessionVersion: 1 };
    const page = await openPage({ as, context });
    await page.goto(path(clinic));
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  test('axe finds nothing in either theme', async () => {
    await expectAccessibleInBothThemes(await openIt());
  });

  test('fits a telephone of 360 px', async () => {
    const page = await openIt({ viewport: { width: 360, height: 740 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(360);
  });
});

describe('what is not for this reader', () => {
  test.each([
    ['a page that does not exist', '/no-such-page', 404],
    ['a man who does not exist', '/patients/01a201fd-d992-7000-abc7-842622987eea', 404],
    ['a page for other roles', '/admin', 403],
  ])('%s: axe finds nothing in either theme', async (_name, path, status) => {
    const as = { userId: clinic.nurse.userId, sessionVersion: 1 };
    const page = await openPage({ as });
    expect((await page.goto(path))?.status()).toBe(status);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessibleInBothThemes(page);
  });
});
