import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import type { Condition } from '@/lib/cohort/condition';
import { amendCohort } from '@/lib/server/cohorts/amend-cohort';
import { membersSql } from '@/lib/server/cohorts/cohort-sql';
import { countCohort } from '@/lib/server/cohorts/count-cohort';
import { getCohort, getCohortVocabulary, listCohorts } from '@/lib/server/cohorts/queries';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { voidCohort } from '@/lib/server/cohorts/void-cohort';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { addSite, addUser, loadActor } from '@/tests/support/accounts';
import { trySql } from '@/tests/support/act-as';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner, app } = await openTestDatabase();

let count = 0;
let clinic: Clinic;

beforeEach(async () => {
  count += 1;
  clinic = await openClinic(owner, `COH${count}`);
});

const tagged: Condition = { variable: 'cohort-tag', operator: 'any-of', values: ['S0'] };

const inputOf = (change: Record<string, unknown> = {}) => ({
  siteId: clinic.site.id,
  siteIds: [clinic.site.id],
  name: 'Historical',
  definition: { protocol: 'isotretinoin-noa', condition: tagged },
  ...change,
});

const membersOf = (actor: Actor, condition: Condition) =>
  inReadTransaction(actor, async (tx) => {
    const definition = { protocol: 'isotretinoin-noa', condition };
    const rows = await tx.$queryRaw<{ id: string }[]>(membersSql(definition, [clinic.site.id]));
    return rows.map(({ id }) => id).sort();
  });

describe('a saved cohort', () => {
  test('is kept under a name that no other cohort of the site has', async () => {
    await submit(saveCohort, clinic.coordinator, inputOf());
    const refusal = await refusalOf(
      submit(saveCohort, clinic.physician, inputOf({ name: 'historical' })),
    );
    expect(refusal.fields).toEqual({
      name: ['There is a cohort "Historical" already. Choose another name.'],
    });
  });

  test('is amended only by whoever has seen its newest version', async () => {
    const { cohortId } = await submit(saveCohort, clinic.coordinator, inputOf());
    const { siteId: _siteId, ...change } = inputOf({ cohortId, name: 'S0', smallestCell: '11' });
    await submit(amendCohort, clinic.coordinator, { ...change, version: 1 });
    expect(
      await refusalOf(submit(amendCohort, clinic.physician, { ...change, version: 1 })),
    ).toMatchObject({ code: 'STALE_VERSION', current: { version: 2, name: 'S0' } });
  });

  test('is taken out with a reason, and its name is free again', async () => {
    const { cohortId } = await submit(saveCohort, clinic.coordinator, inputOf());
    const taken = { cohortId, version: 1, reason: 'Asked the wrong thing' };
    await submit(voidCohort, clinic.coordinator, taken);
    expect(await refusalOf(submit(voidCohort, clinic.coordinator, taken))).toMatchObject({
      code: 'CONFLICT',
    });
    await submit(saveCohort, clinic.coordinator, inputOf());
  });

  test('of two sites is read only by those who work at both', async () => {
    const other = await addSite(owner, `COI${count}`);
    const userId = await addUser(owner, 'coordinator', [clinic.site, other]);
    const both = await loadActor(owner, userId);
    await submit(saveCohort, both, inputOf({ siteIds: [clinic.site.id, other.id] }));
    const names = 'SELECT name FROM cohort';
    expect(await trySql(app, both.userId, names)).toMatchObject({ rowCount: 1 });
    expect(await trySql(app, clinic.coordinator.userId, names)).toMatchObject({ rowCount: 0 });
    expect(
      await refusalOf(
        submit(saveCohort, clinic.coordinator, inputOf({ siteIds: [clinic.site.id, other.id] })),
      ),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('who is in', () => {
  test('is asked of the database, and a missing answer is neither yes nor no', async () => {
    const { enrollmentId: one } = await importMan(clinic, { cohortTag: 'S0' });
    const { enrollmentId: other } = await importMan(clinic, { cohortTag: 'S9' });
    const { enrollmentId: untagged } = await importMan(clinic);
    const { coordinator } = clinic;
    expect(await membersOf(coordinator, tagged)).toEqual([one]);
    expect(await membersOf(coordinator, { not: tagged })).toEqual([other]);
    expect(await membersOf(coordinator, { all: [] })).toEqual([one, other, untagged].sort());
    const unknown: Condition = { variable: 'cohort-tag', operator: 'not-recorded' };
    expect(await membersOf(coordinator, { any: [tagged, unknown] })).toEqual(
      [one, untagged].sort(),
    );
  });

  test('is nobody at a site that is not the reader’s', async () => {
    await importMan(clinic);
    const stranger = await openClinic(owner, `COX${count}`);
    expect(await membersOf(stranger.coordinator, { all: [] })).toEqual([]);
  });
});

describe('the count', () => {
  const countOf = (condition: Condition) =>
    submit(countCohort, clinic.coordinator, {
      siteIds: [clinic.site.id],
      definition: { protocol: 'isotretinoin-noa', condition },
    });
  const active: Condition = { variable: 'status', operator: 'any-of', values: ['active'] };
  const ended: Condition = { variable: 'status', operator: 'none-of', values: ['active'] };

  test('says what each condition lets in by itself, and who would be in without it', async () => {
    await importMan(clinic, { cohortTag: 'S0' });
    await importMan(clinic);
    expect(await countOf({ all: [tagged, active] })).toEqual({
      men: 2,
      members: 1,
      alone: [1, 2],
      without: [2, 1],
    });
  });

  test('of nobody shows which condition keeps everybody out', async () => {
    await importMan(clinic, { cohortTag: 'S0' });
    expect(await countOf({ all: [tagged, ended] })).toEqual({
      men: 1,
      members: 0,
      alone: [1, 0],
      without: [0, 1],
    });
  });

  test('of no condition is everybody', async () => {
    await importMan(clinic);
    expect(await countOf({ all: [] })).toEqual({ men: 1, members: 1, alone: [], without: [] });
  });
});

test('the list counts each cohort as it is today, and leaves out what was taken out', async () => {
  const { cohortId } = await submit(saveCohort, clinic.coordinator, inputOf());
  const gone = await submit(saveCohort, clinic.coordinator, inputOf({ name: 'Gone' }));
  await submit(voidCohort, clinic.coordinator, { ...gone, version: 1, reason: 'Not needed' });
  await importMan(clinic, { cohortTag: 'S0' });
  await importMan(clinic);
  const listed = await listCohorts(clinic.coordinator);
  expect(listed.map(({ name, count: { members, men } }) => [name, members, men])).toEqual([
    ['Historical', 1, 2],
  ]);
  expect(await getCohort(clinic.coordinator, cohortId)).toMatchObject({ name: 'Historical' });
  expect(await getCohort(clinic.coordinator, gone.cohortId)).toMatchObject({
    voidReason: 'Not needed',
  });
  expect(await getCohort(clinic.nurse, cohortId)).toBeNull();
});

test('the answers offered are those of the protocol and those that occur', async () => {
  await importMan(clinic, { cohortTag: 'S0' });
  const { coordinator } = clinic;
  const vocabulary = await getCohortVocabulary(coordinator, coordinator.memberships);
  expect(vocabulary['isotretinoin-noa']).toMatchObject({
    site: { [clinic.site.code]: `Site ${clinic.site.code}` },
    'cohort-tag': { S0: 'S0' },
  });
  expect(Object.keys(vocabulary['gonadotropin-noa']?.arm ?? {}).length).toBeGreaterThan(1);
});
