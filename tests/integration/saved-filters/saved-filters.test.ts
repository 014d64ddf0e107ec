import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { deleteFilter } from '@/lib/server/saved-filters/delete-filter';
import { listSavedFilters } from '@/lib/server/saved-filters/queries';
import { renameFilter } from '@/lib/server/saved-filters/rename-filter';
import { saveFilter } from '@/lib/server/saved-filters/save-filter';
import { mostSavedFilters } from '@/lib/worklist/saved-filter';
import { trySql } from '@/tests/support/act-as';
import { type Clinic, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner, app } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(owner);
});

const semen = {
  page: 'today',
  name: 'My overdue semen',
  query: 'only=overdue&mine=yes&kind=semen-analysis',
};
const names = async (actor: Actor) =>
  (await listSavedFilters(actor, 'today')).map(({ name }) => name);

test('a filter keeps what the list can be asked for, in one order, and nothing else', async () => {
  await submit(saveFilter, clinic.nurse, {
    ...semen,
    query: `?${semen.query}&group=due&page=3&x=1`,
  });
  expect(await listSavedFilters(clinic.nurse, 'today')).toMatchObject([
    { name: 'My overdue semen', query: 'kind=semen-analysis&mine=yes&only=overdue' },
  ]);
});

test('it belongs to whoever saved it, and the database says so too', async () => {
  const [own] = await listSavedFilters(clinic.nurse, 'today');
  const { id: filterId } = own ?? expect.unreachable();
  expect(await names(clinic.physician)).toEqual([]);
  for (const asked of [
    submit(renameFilter, clinic.physician, { filterId, name: 'Mine now' }),
    submit(deleteFilter, clinic.physician, { filterId }),
  ]) {
    expect(await refusalOf(asked)).toMatchObject({ code: 'NOT_FOUND' });
  }
  const count = (userId: string | null, sql: string) => trySql(app, userId, sql);
  expect(await count(clinic.physician.userId, 'SELECT FROM saved_filter')).toMatchObject({
    rowCount: 0,
  });
  expect(await count(null, 'SELECT FROM saved_filter')).toMatchObject({ rowCount: 0 });
  expect(await count(clinic.physician.userId, 'DELETE FROM saved_filter')).toMatchObject({
    rowCount: 0,
  });
  expect(
    await trySql(
      app,
      clinic.physician.userId,
      "INSERT INTO saved_filter (user_id, page, name, query) VALUES ($1, 'today', 'a', '')",
      [clinic.nurse.userId],
    ),
  ).toEqual({ refused: '42501' });
});

test('it is renamed, but not to a name that is taken', async () => {
  const { filterId } = await submit(saveFilter, clinic.nurse, { ...semen, name: 'Labs' });
  await submit(renameFilter, clinic.nurse, { filterId, name: 'Overdue labs' });
  expect(await names(clinic.nurse)).toEqual(['My overdue semen', 'Overdue labs']);
  const taken = submit(renameFilter, clinic.nurse, { filterId, name: 'My overdue semen' });
  expect((await refusalOf(taken)).fields).toHaveProperty('name');
  const again = submit(saveFilter, clinic.nurse, semen);
  expect((await refusalOf(again)).fields).toHaveProperty('name');
  const nameless = submit(saveFilter, clinic.nurse, { ...semen, name: ' ' });
  expect((await refusalOf(nameless)).fields).toHaveProperty('name');
});

test('it is deleted once', async () => {
  const [first] = await listSavedFilters(clinic.nurse, 'today');
  const { id: filterId } = first ?? expect.unreachable();
  await submit(deleteFilter, clinic.nurse, { filterId });
  expect(await names(clinic.nurse)).toEqual(['Overdue labs']);
  expect(await refusalOf(submit(deleteFilter, clinic.nurse, { filterId }))).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test(`nobody keeps more than ${mostSavedFilters}`, async () => {
  const { coordinator } = clinic;
  for (let number = 1; number <= mostSavedFilters; number += 1) {
    await submit(saveFilter, coordinator, { ...semen, name: `Filter ${number}` });
  }
  const more = await refusalOf(submit(saveFilter, coordinator, { ...semen, name: 'One more' }));
  expect(more).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('20 filters') });
});
