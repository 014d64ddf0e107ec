import { beforeAll, expect, test } from 'vitest';
import type { Membership } from '@/lib/auth/actor';
import { countChanges } from '@/lib/protocols/compare-definitions';
import { getProtocolDifference } from '@/lib/server/protocols/get-difference';
import { getProtocolPage } from '@/lib/server/protocols/queries';
import { saveProfile } from '@/lib/server/settings/save-profile';
import { type Clinic, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { releaseEarlier } from '@/tests/support/earlier-version';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
const code = 'isotretinoin-noa';

let clinic: Clinic;
let site: Membership;

beforeAll(async () => {
  clinic = await openClinic(owner);
  await releaseEarlier(owner, code, '1.0');
  site = clinic.physician.memberships[0] ?? expect.unreachable();
  await submit(saveProfile, clinic.physician, {
    siteId: clinic.site.id,
    protocol: code,
    name: 'clinic',
    replaces: 1,
    values: { 'monthly-labs': false },
    note: '',
    password: testPassword,
  });
});

const difference = async (from: string | null, to: string | null) =>
  (await getProtocolDifference(clinic.nurse, site, { code, from, to })) ?? expect.unreachable();

test('what new enrollments take is compared with the settings before it', async () => {
  const { editions, from, to, difference: found } = await difference(null, null);
  expect(editions.map(({ name, version }) => `${name} ${version}`)).toEqual([
    'clinic 2',
    'clinic 1',
    'as published 1',
    'clinic 1',
  ]);
  expect(editions.at(-1)?.protocolVersion).toBe('1.0');
  expect([from.version, to.version]).toEqual([1, 2]);
  expect(found.parts.map(({ part, entries }) => [part, entries.map(({ key }) => key)])).toEqual([
    ['requirements', ['monthly-labs']],
    ['settings', ['monthly-labs']],
  ]);
});

test('an earlier version of the protocol can be compared, and the other way round', async () => {
  const { editions } = await difference(null, null);
  const [newest, oldest] = [editions[0]?.id ?? '', editions.at(-1)?.id ?? ''];
  const there = await difference(oldest, newest);
  const back = await difference(newest, oldest);
  expect(there.from.protocolVersion).toBe('1.0');
  expect(countChanges(there.difference)).toBeGreaterThan(20);
  expect(countChanges(back.difference)).toBe(countChanges(there.difference));
});

test('what is not an edition of the site counts as not chosen', async () => {
  const chosen = await difference('01a201fd-d992-7000-abc7-842622987eea', null);
  expect(chosen.from).toEqual((await difference(null, null)).from);
});

test('nothing differs from itself, and a protocol that does not exist has no difference', async () => {
  const { to } = await difference(null, null);
  expect(countChanges((await difference(to.id, to.id)).difference)).toBe(0);
  const choice = { code: 'no-such-protocol', from: null, to: null };
  expect(await getProtocolDifference(clinic.nurse, site, choice)).toBeNull();
});

test('the page shows any version, with what each version of the settings set', async () => {
  const newest = await getProtocolPage(clinic.nurse, site, { code, name: 'clinic' });
  expect(
    newest?.settingsByVersion.map((one) => [one.version, one.settings['monthly-labs']]),
  ).toEqual([
    [2, false],
    [1, true],
  ]);
  expect(newest?.protocolVersions.map(({ version }) => version).at(-1)).toBe('1.0');
  const earlier = await getProtocolPage(clinic.nurse, site, {
    code,
    name: 'clinic',
    version: '1.0',
  });
  expect(earlier?.protocol.definition.version).toBe('1.0');
  const choice = { code, name: 'as published', version: '1.0' };
  expect(await getProtocolPage(clinic.nurse, site, choice)).toBeNull();
});
