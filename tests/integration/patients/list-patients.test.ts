import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import { listAuditEvents } from '@/lib/server/audit/queries';
import { closeDatabase } from '@/lib/server/db/client';
import { listPatients } from '@/lib/server/patients/list-patients';
import { patientPageSize, readPatientSearch } from '@/lib/worklist/patient-list';
import { addSite, addUser, loadActor, type TestSite } from '@/tests/support/accounts';
import { compiled, day, planFacts } from '@/tests/support/builders/plan-facts';
import { openTestDatabase } from '@/tests/support/database';
import { addPlannedEnrollment, addProtocol } from '@/tests/support/planned-enrollments';

const database = await openTestDatabase();
afterAll(closeDatabase);

let home: TestSite;
let staff: Actor;
let coordinator: Actor;
let mixed: Actor;
const patients = patientPageSize + 3;

beforeAll(async () => {
  const { owner } = database;
  home = await addSite(owner, 'HOME');
  const away = await addSite(owner, 'AWAY');
  staff = await loadActor(owner, await addUser(owner, 'staff', [home]));
  coordinator = await loadActor(owner, await addUser(owner, 'coordinator', [home]));
  const both = await addUser(owner, 'coordinator', [home, away]);
  await owner.query(
    'UPDATE site_membership SET sees_identity = true WHERE user_id = $1 AND site_id = $2',
    [both.userId, away.id],
  );
  mixed = await loadActor(owner, both);
  for (const [site, count, familyName] of [
    [home, patients, 'Quagmire'],
    [away, 1, 'O’Neill_100%'],
  ] as const) {
    const rows = await addProtocol(owner, site, compiled('isotretinoin-noa'));
    for (let number = 0; number < count; number += 1) {
      const facts = planFacts({
        enrolled: `2026-01-${String((number % 28) + 1).padStart(2, '0')}`,
        firstDoseOn: day('2026-02-01'),
      });
      await addPlannedEnrollment(owner, site, rows, facts, {
        givenName: 'Zebulon',
        familyName: `${familyName} ${number}`,
      });
    }
  }
});

const list = (actor: Actor, parameters: Record<string, string> = {}) =>
  listPatients(actor, sitesWhere(actor, 'patient:read'), readPatientSearch(parameters));

describe('the list of patients', () => {
  test('shows a page and counts all of them', async () => {
    const first = await list(staff);
    const second = await list(staff, { page: '2' });
    expect([first.rows.length, first.total]).toEqual([patientPageSize, patients]);
    expect([second.rows.length, second.total]).toEqual([3, patients]);
    expect(await list(staff, { page: '9' })).toEqual({ total: patients, rows: [] });
  });

  test.each([
    ['a name', 'quagmire 7'],
    ['given name first', 'zebulon quagmire 7'],
  ])('finds %s', async (_what, q) => {
    expect((await list(staff, { q })).rows.map(({ name }) => name)).toEqual([
      'Quagmire 7, Zebulon',
    ]);
  });

  test('finds a record number and a study id', async () => {
    const [row] = (await list(staff)).rows;
    for (const q of [row?.recordNumber ?? '', row?.studyId ?? '']) {
      expect((await list(staff, { q })).rows.map(({ patientId }) => patientId)).toContain(
        row?.patientId,
      );
    }
  });

  test('takes the signs of patterns as they are', async () => {
    expect((await list(mixed, { q: '_100%' })).total).toBe(1);
    expect((await list(staff, { q: '%' })).total).toBe(0);
    expect((await list(staff, { q: "'; DROP TABLE patient; --" })).total).toBe(0);
  });

  test('sorts by name and by enrollment, both ways', async () => {
    const names = (await list(staff, { sort: 'name-descending' })).rows.map(({ name }) => name);
    expect(names[0]).toBe('Quagmire 9, Zebulon');
    const dates = (await list(staff, { sort: 'enrolled' })).rows.map((row) => row.enrolledOn);
    expect(dates).toEqual(dates.toSorted());
  });

  test('neither shows nor searches names where they are not for the reader', async () => {
    const all = await list(coordinator);
    expect(all.total).toBe(patients);
    expect(JSON.stringify(all)).not.toMatch(/Quagmire|Zebulon/);
    expect((await list(coordinator, { q: 'quagmire' })).total).toBe(0);
  });

  test('decides about names site by site', async () => {
    const everyone = [...(await list(mixed)).rows, ...(await list(mixed, { page: '2' })).rows];
    const named = everyone.filter(({ name }) => name !== null);
    expect(named.map(({ siteCode, name }) => [siteCode, name])).toEqual([
      ['AWAY', 'O’Neill_100% 0, Zebulon'],
    ]);
    expect((await list(mixed, { q: 'zebulon' })).total).toBe(1);
  });

  test('narrows to those whose enrollment has ended', async () => {
    await database.owner.query(
      `UPDATE enrollment SET status = 'completed', ended_on = '2026-06-01'
       WHERE id = (SELECT min(id::text)::uuid FROM enrollment WHERE site_id = $1)`,
      [home.id],
    );
    expect((await list(staff, { status: 'completed' })).total).toBe(1);
    expect((await list(staff, { status: 'active' })).total).toBe(patients - 1);
  });
});

describe('the audit trail as a page', () => {
  const search = {
    patientId: null,
    studyId: null,
    tableName: null,
    from: null,
    to: null,
    page: 1,
  };

  test('leaves out what names somebody, except for those who may read names', async () => {
    const read = async (actor: Actor) => {
      const siteIds = [home.id];
      const events = await listAuditEvents(actor, {
        ...search,
        siteIds,
        tableName: 'patient_identity',
      });
      return events.lines.length;
    };
    expect(await read(staff)).toBeGreaterThan(0);
    expect(await read(coordinator)).toBe(0);
  });

  test('is cut into pages and narrowed to a patient', async () => {
    const [row] = (await list(staff)).rows;
    const all = await listAuditEvents(staff, { ...search, siteIds: [home.id] });
    expect(all.hasMore).toBe(true);
    const own = await listAuditEvents(staff, {
      ...search,
      siteIds: [home.id],
      studyId: row?.studyId ?? '',
    });
    expect(new Set(own.lines.map(({ studyId }) => studyId))).toEqual(new Set([row?.studyId]));
    expect(own.hasMore).toBe(false);
  });
});
