import { beforeAll, describe, expect, test } from 'vitest';
import type { Membership } from '@/lib/auth/actor';
import { getProtocolPage, listProtocols } from '@/lib/server/protocols/queries';
import { saveProfile } from '@/lib/server/settings/save-profile';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;
let site: Membership;

beforeAll(async () => {
  clinic = await openClinic(owner);
  const [own] = clinic.physician.memberships;
  if (own === undefined) {
    throw new Error('The physician works nowhere.');
  }
  site = own;
});

const change = (changes: object = {}) => ({
  siteId: clinic.site.id,
  protocol: 'isotretinoin-noa',
  name: 'clinic',
  replaces: 1,
  values: { 'monthly-labs': false },
  note: 'Labs at week 4 only, as S0 has it.',
  password: testPassword,
  ...changes,
});

const profileOf = async (code: string, name = 'clinic') => {
  const page = await getProtocolPage(clinic.nurse, site, { code, name });
  if (page === null) {
    throw new Error(`no profile ${name} of ${code}`);
  }
  return page;
};

async function pinnedVersion(enrollmentId: string): Promise<unknown> {
  const { rows } = await owner.query(
    `SELECT p.version FROM enrollment e JOIN settings_profile p ON p.id = e.settings_profile_id
     WHERE e.id = $1`,
    [enrollmentId],
  );
  return rows[0]?.version;
}

test('a physician approves a new version; the old one stays, and so does who is pinned to it', async () => {
  const before = await importMan(clinic);
  expect(await submit(saveProfile, clinic.physician, change())).toEqual({ version: 2 });
  const { protocol, versions } = await profileOf('isotretinoin-noa');
  expect(protocol.settings).toMatchObject({ 'monthly-labs': false, 'pair-gap': 7 });
  expect(versions).toMatchObject([
    {
      version: 2,
      approvedBy: clinic.physician.displayName,
      approvedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      note: 'Labs at week 4 only, as S0 has it.',
    },
    { version: 1, approvedBy: null, approvedOn: null },
  ]);
  const after = await importMan(clinic);
  expect([
    await pinnedVersion(before.enrollmentId),
    await pinnedVersion(after.enrollmentId),
  ]).toEqual([1, 2]);
});

test('the list names the newest settings of each name, and who approved them', async () => {
  const listed = await listProtocols(clinic.nurse, [site]);
  const isotretinoin = listed.find(({ code }) => code === 'isotretinoin-noa');
  expect(isotretinoin?.profiles).toMatchObject([
    { name: 'as published', version: 1, approvedBy: null },
    { name: 'clinic', version: 2, approvedBy: clinic.physician.displayName },
  ]);
});

describe('refused, and nothing is written:', () => {
  const gonadotropins = (changes: object) =>
    change({ protocol: 'gonadotropin-noa', values: {}, ...changes });

  test.each<[string, () => object, string, string | null]>([
    [
      'a value outside its range',
      () => gonadotropins({ values: { 'hematocrit-red': 61 } }),
      'INVALID_INPUT',
      'values.hematocrit-red',
    ],
    [
      'a value of another type',
      () => gonadotropins({ values: { 'fsh-low': '0.7' } }),
      'INVALID_INPUT',
      'values.fsh-low',
    ],
    [
      'a choice that is not offered',
      () => gonadotropins({ values: { 'fsh-above-range': 'stop' } }),
      'INVALID_INPUT',
      'values.fsh-above-range',
    ],
    [
      'a setting that the protocol does not have',
      () => gonadotropins({ values: { 'monthly-labs': true } }),
      'INVALID_INPUT',
      'values.monthly-labs',
    ],
    [
      'a profile that the site does not have',
      () => gonadotropins({ name: 'research' }),
      'INVALID_INPUT',
      'profile',
    ],
    [
      'a wrong password',
      () => gonadotropins({ password: 'not my password' }),
      'INVALID_INPUT',
      'password',
    ],
    [
      'a version that is not the newest',
      () => gonadotropins({ replaces: 2 }),
      'STALE_VERSION',
      null,
    ],
  ])('%s', async (_what, input, code, field) => {
    const refusal = await refusalOf(submit(saveProfile, clinic.physician, input()));
    expect(refusal.code).toBe(code);
    expect(Object.keys(refusal.fields)).toEqual(field === null ? [] : [field]);
    expect((await profileOf('gonadotropin-noa')).versions).toHaveLength(1);
  });
});
