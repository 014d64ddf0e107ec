import { beforeAll, expect, test } from 'vitest';
import { callApi, tokenFor } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { identifyingTexts, type KnownClinic, openKnownClinic } from '@/tests/support/known-clinic';

const { owner } = await openTestDatabase();

let clinic: KnownClinic;
let token: string;

beforeAll(async () => {
  clinic = await openKnownClinic(owner, 'HOMECLINIC', '1977-08-09');
  token = await tokenFor(clinic.physician);
});

async function read(path: string, as = token) {
  const { status, json, text } = await callApi(path, { token: as });
  expect([path, status, status === 200 ? '' : text]).toEqual([path, 200, '']);
  return json;
}

test('a patient is found by study id, with his name only where the scope allows it', async () => {
  const { man } = clinic;
  const list = await read(`/patients?studyId=${man.studyId}`);
  expect(list).toMatchObject({
    items: [
      {
        patientId: man.patientId,
        identity: { givenName: man.identity.givenName, birthDate: man.identity.birthDate },
        enrollments: [{ enrollmentId: man.enrollmentId, protocol: 'isotretinoin-noa' }],
      },
    ],
    next: null,
  });
  const blind = await tokenFor(clinic.physician, ['patient:read']);
  expect(await read(`/patients/${man.patientId}`, blind)).toMatchObject({ identity: null });
});

test('without the scope no answer names anybody, whatever the person may see', async () => {
  const { man, cohortId, snapshotId } = clinic;
  const blind = await tokenFor(clinic.physician, ['patient:read', 'export:study', 'audit:read']);
  const paths = [
    '/patients',
    `/patients/${man.patientId}`,
    `/patients/${man.patientId}/records?limit=200`,
    `/patients/${man.patientId}/visits`,
    `/enrollments/${man.enrollmentId}/plan`,
    `/enrollments/${man.enrollmentId}/flags`,
    '/worklist',
    `/cohorts/${cohortId}`,
    `/snapshots/${snapshotId}`,
    `/snapshots/${snapshotId}/datasets/subjects`,
    '/audit?limit=200',
  ];
  for (const path of paths) {
    const { status, text } = await callApi(path, { token: blind });
    expect([path, status]).toEqual([path, 200]);
    expect([path, identifyingTexts(man).filter((detail) => text.includes(detail))]).toEqual([
      path,
      [],
    ]);
  }
});

test('lists go on where they ended, and every item comes once', async () => {
  const { man } = clinic;
  const all = await read(`/patients/${man.patientId}/records?limit=200`);
  const ids: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const part: { items: { recordId: string }[]; next: string | null } = await read(
      `/patients/${man.patientId}/records?limit=2${next === '' ? '' : `&cursor=${next}`}`,
    );
    ids.push(...part.items.map(({ recordId }) => recordId));
    ({ next } = part);
  }
  expect(ids).toEqual(all.items.map(({ recordId }: { recordId: string }) => recordId));
  const events: string[] = [];
  next = '';
  while (next !== null) {
    const part: { items: { eventId: string }[]; next: string | null } = await read(
      `/audit?patientId=${man.patientId}&limit=30${next === '' ? '' : `&cursor=${next}`}`,
    );
    events.push(...part.items.map(({ eventId }) => eventId));
    ({ next } = part);
  }
  const { rows } = await owner.query('SELECT FROM audit_event WHERE patient_id = $1', [
    man.patientId,
  ]);
  expect(new Set(events).size).toBe(events.length);
  expect(events).toHaveLength(rows.length);
});

test('a plan is judged for the day that is asked about', async () => {
  const path = `/enrollments/${clinic.man.enrollmentId}/plan`;
  const [now, later] = [await read(path), await read(`${path}?today=2199-12-31`)];
  const states = (plan: { occurrences: { state: string }[] }) =>
    new Set(plan.occurrences.map(({ state }) => state));
  expect(states(now)).toContain('upcoming');
  expect(states(later)).not.toContain('upcoming');
  expect(later.today).toBe('2199-12-31');
  const response = await read(`/enrollments/${clinic.man.enrollmentId}/response`);
  expect(response).toMatchObject({ bestResponse: expect.any(String), today: now.today });
});

test('a record comes as it would be entered again, and a report with its standardized results', async () => {
  const { items } = await read(`/patients/${clinic.man.patientId}/records?kind=lab-report`);
  expect(items).toContainEqual(
    expect.objectContaining({
      entry: expect.objectContaining({ kind: 'lab-report' }),
      results: expect.arrayContaining([
        expect.objectContaining({ analyte: 'triglycerides', value: 612 }),
      ]),
    }),
  );
  const [first] = items;
  expect(await read(`/records/${first.recordId}`)).toEqual(first);
});

test.each([
  ['/patients?limit=0', 'limit'],
  ['/patients?limit=many', 'limit'],
  ['/patients?cursor=abc', 'cursor'],
  ['/patients?status=gone', 'status'],
  ['/patients?sort=name', 'root'],
  ['/audit?from=31/02/2026', 'from'],
  ['/audit?from=2026-02-31', 'from'],
  ['/worklist?cursor=Mg', 'group'],
])('%s is refused at the field', async (path, field) => {
  const { status, json } = await callApi(path, { token });
  expect([status, json.code]).toEqual([422, 'INVALID_INPUT']);
  expect(Object.keys(json.fieldErrors)).toEqual([field]);
});

test('an unknown address, a wrong method and a malformed id', async () => {
  const asked = async (path: string, method: string) => {
    const { status, json, headers } = await callApi(path, { token, method });
    return [status, json.code, headers.get('allow')];
  };
  expect(await asked('/nothing', 'GET')).toEqual([404, 'NOT_FOUND', null]);
  expect(await asked('/worklist', 'POST')).toEqual([405, 'METHOD_NOT_ALLOWED', 'GET']);
  expect(await asked('/patients/1;DROP TABLE patient', 'GET')).toEqual([404, 'NOT_FOUND', null]);
  expect(await asked('/patients/%2e%2e', 'GET')).toEqual([404, 'NOT_FOUND', null]);
});
