// Every page and route, asked by everybody: the matrix of who may see what, over HTTP as anyone could ask.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import type { Permission } from '@/lib/auth/permissions';
import { roles } from '@/lib/auth/roles';
import { epochSeconds, sessionCookieFor } from '@/lib/server/session-token';
import { addUser, loadActor } from '@/tests/support/accounts';
import { openApplication } from '@/tests/support/browser';
import { identifyingTexts, type KnownClinic, openKnownClinic } from '@/tests/support/known-clinic';
import { guarded, open } from '@/tests/support/pages';
import { readSources } from '@/tests/support/source-files';

const { address, database } = await openApplication();

let home: KnownClinic;
let foreign: KnownClinic;
let people: readonly { readonly role: string; readonly actor: Actor }[];

beforeAll(async () => {
  home = await openKnownClinic(database.owner, 'HOMECLINIC', '1977-08-09');
  foreign = await openKnownClinic(database.owner, 'FARCLINIC', '1979-10-11');
  const { physician, nurse, coordinator, administrator } = home;
  people = [
    { role: 'staff', actor: nurse },
    { role: 'physician', actor: physician },
    { role: 'coordinator', actor: coordinator },
    { role: 'administrator', actor: administrator },
  ];
});

type Answer = { readonly status: number; readonly text: string; readonly location: string | null };

async function ask(path: string, actor: Actor | null, headers = {}): Promise<Answer> {
  const answer = await fetch(`${address}${path}`, {
    redirect: 'manual',
    headers: { ...headers, ...(actor === null ? {} : { cookie: await cookieOf(actor) }) },
  });
  return {
    status: answer.status,
    text: await answer.text(),
    location: answer.headers.get('location'),
  };
}

async function cookieOf({ userId }: Actor): Promise<string> {
  const at = epochSeconds();
  const session = { userId, sessionVersion: 1, signedInAt: at, lastSeenAt: at };
  const { name, value } = await sessionCookieFor(session);
  return `${name}=${value}`;
}

/** As a browser asks for the same page from within the program. */
const asNavigation = { rsc: '1' };

async function askBothWays(path: string, actor: Actor): Promise<string> {
  const page = await ask(path, actor);
  const first = await ask(path, actor, asNavigation);
  // Next.js sends a navigation without its own mark in the address to the address with it.
  const navigation =
    first.location === null ? first : await ask(first.location, actor, asNavigation);
  return page.text + navigation.text;
}

const mayOpen = (permission: Permission | null, actor: Actor, siteId: string) =>
  permission === null || can(actor, permission, siteId);

test('every page and every route stands in the matrix', () => {
  const files = readSources('app')
    .map(({ name }) => name)
    .filter((name) => /\/(page\.tsx|route\.ts)$/.test(name));
  expect([...guarded.map(({ file }) => file), ...open].sort()).toEqual(files.sort());
});

test('every role is asked', () => {
  expect(people.map(({ role }) => role).sort()).toEqual([...roles].sort());
});

describe.each(guarded)('$file', ({ permission, path, isAboutOneRecord }) => {
  test('nobody without a session', async () => {
    const { status, location, text } = await ask(path(home), null);
    expect([status, location]).toEqual([307, expect.stringMatching(/\/sign-in/)]);
    expect(text).not.toContain('HOMECLINIC');
  });

  test('at the own site, the roles of the permission table', async () => {
    for (const { role, actor } of people) {
      const { status } = await ask(path(home), actor);
      const isOpen = mayOpen(permission, actor, home.site.id);
      expect([role, status]).toEqual([role, isOpen ? 200 : 403]);
    }
  });

  test('nothing of another site, whatever the role', async () => {
    for (const { role, actor } of people) {
      const { status } = await ask(path(foreign), actor);
      if (isAboutOneRecord) {
        expect([role, [403, 404].includes(status)]).toEqual([role, true]);
      }
      const text = await askBothWays(path(foreign), actor);
      const details = ['FARCLINIC', ...identifyingTexts(foreign.man)];
      expect([role, details.filter((detail) => text.includes(detail))]).toEqual([role, []]);
    }
  });

  test('no name, birth date, record number, e-mail or phone for a coordinator without that right', async () => {
    const text = await askBothWays(path(home), home.coordinator);
    expect(identifyingTexts(home.man).filter((detail) => text.includes(detail))).toEqual([]);
  });
});

test('a physician reads the name that the coordinator does not', async () => {
  const { text } = await ask('/today', home.physician);
  expect(text).toContain(home.man.identity.familyName);
  expect(text).toContain(home.man.studyId);
});

test('a coordinator with the right of her own reads names, and those of her site only', async () => {
  const user = await addUser(database.owner, 'coordinator', [home.site], { seesIdentity: true });
  const { text } = await ask('/today', await loadActor(database.owner, user));
  expect(text).toContain(home.man.identity.familyName);
  expect(text).not.toContain('FARCLINIC');
});

test('a person of both sites reads both', async () => {
  const user = await addUser(database.owner, 'staff', [home.site, foreign.site]);
  const { text } = await ask('/today', await loadActor(database.owner, user));
  expect(text).toContain(home.man.identity.familyName);
  expect(text).toContain(foreign.man.identity.familyName);
});

test('a coordinator cannot find out a name by searching for it', async () => {
  const { familyName, recordNumber } = home.man.identity;
  for (const text of [familyName, recordNumber]) {
    const path = `/patients?q=${encodeURIComponent(text)}`;
    expect((await ask(path, home.nurse)).text).toContain(`/patients/${home.man.patientId}`);
    expect((await ask(path, home.coordinator)).text).not.toContain(home.man.patientId);
  }
});
