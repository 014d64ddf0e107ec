import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import { civilDate } from '@/lib/dates/civil-date';
import { listAuditEvents } from '@/lib/server/audit/queries';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { listPatients } from '@/lib/server/patients/list-patients';
import { loadChart } from '@/lib/server/patients/load-chart';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
import { acceptTransfer } from '@/lib/server/transfers/accept-transfer';
import { declineTransfer } from '@/lib/server/transfers/decline-transfer';
import { offerTransfer } from '@/lib/server/transfers/offer-transfer';
import { getTransfers, listOffers } from '@/lib/server/transfers/queries';
import { withdrawTransfer } from '@/lib/server/transfers/withdraw-transfer';
import { listWork } from '@/lib/server/worklist/queries';
import { readAuditSearch } from '@/lib/timeline/audit-search';
import { readPatientSearch } from '@/lib/worklist/patient-list';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { trySql } from '@/tests/support/act-as';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner, app } = await openTestDatabase();

let source: Clinic;
let target: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  source = await openClinic(owner, 'NYC');
  target = await openClinic(owner, 'BOS');
});

async function offered(course: Parameters<typeof importMan>[1] = {}) {
  const man = await importMan(source, course);
  const { transferId } = await submit(offerTransfer, source.nurse, {
    patientId: man.patientId,
    toSiteId: target.site.id,
    reason: 'He has moved to Boston',
  });
  return { ...man, transferId };
}

const accepting = (transferId: string, studyId: string, more: object = {}) => ({
  transferId,
  version: 1,
  studyId,
  recordNumber: '',
  ...more,
});

const sitesOf = (actor: Actor) => sitesWhere(actor, 'patient:read');

/** In every table and view that speaks of a patient, how many rows about him this person can read. */
async function rowsSeenBy(actor: Actor, patientId: string): Promise<Record<string, number>> {
  const { rows: relations } = await owner.query<{ name: string; key: string }>(`
    SELECT c.relname AS name, a.attname AS key
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
      AND (a.attname = 'patient_id' OR (c.relname = 'patient' AND a.attname = 'id'))
    ORDER BY c.relname`);
  const seen: Record<string, number> = {};
  for (const { name, key } of relations) {
    const answer = await trySql(app, actor.userId, `SELECT FROM "${name}" WHERE ${key} = $1`, [
      patientId,
    ]);
    seen[name] = 'rowCount' in answer ? answer.rowCount : -1;
  }
  return seen;
}

function withoutTheOffer(seen: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(seen).filter(([name, count]) => name !== 'site_transfer' && count > 0),
  );
}

test('until it is accepted the other site reads the offer and nothing else of him', async () => {
  const { patientId, transferId, studyId } = await offered();
  for (const person of [target.nurse, target.physician, target.administrator]) {
    expect(withoutTheOffer(await rowsSeenBy(person, patientId))).toEqual({});
  }
  const offers = await listOffers(target.nurse, sitesOf(target.nurse));
  expect(offers.find(({ id }) => id === transferId)).toEqual({
    id: transferId,
    version: 1,
    status: 'offered',
    studyId,
    protocol: expect.stringContaining('sotretinoin'),
    reason: 'He has moved to Boston',
    fromSite: 'Site NYC',
    toSite: 'Site BOS',
    offeredBy: 'Test staff',
    offeredOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    answeredBy: null,
    answeredOn: null,
    answerReason: null,
  });
  const third = await openClinic(owner, 'CHI');
  expect((await rowsSeenBy(third.nurse, patientId))['site_transfer']).toBe(0);
});

test('once accepted the new site reads everything, and the former one nothing but the offer', async () => {
  const { patientId, transferId, studyId, enrollmentId } = await offered();
  const before = await rowsSeenBy(source.nurse, patientId);
  const plan = (await loadChart(source.nurse, patientId))?.evaluation.plan;
  await submit(acceptTransfer, target.nurse, accepting(transferId, `B-${studyId}`));
  for (const person of [source.nurse, source.physician, source.administrator, source.coordinator]) {
    expect(withoutTheOffer(await rowsSeenBy(person, patientId))).toEqual({});
  }
  const after = await rowsSeenBy(target.nurse, patientId);
  for (const [name, count] of Object.entries(before)) {
    expect([name, (after[name] ?? 0) >= count]).toEqual([name, true]);
  }
  expect(before['audit_event']).toBeGreaterThan(5);
  expect(await loadChart(source.physician, patientId)).toBeNull();
  const chart = await loadChart(target.nurse, patientId);
  expect(chart?.patient).toMatchObject({ siteCode: 'BOS', studyId: `B-${studyId}` });
  expect(chart?.patient.name).toMatch(/^Man/);
  expect(chart?.evaluation.plan).toEqual(plan);
  const rebuilt = await inReadTransaction(target.nurse, (tx) =>
    checkProjection(tx, enrollmentId, civilDate('2026-04-12')),
  );
  expect(rebuilt).toEqual([]);
});

test('lists and the history follow him', async () => {
  const { patientId, transferId, studyId } = await offered();
  const listed = async (person: Actor) =>
    (await listPatients(person, sitesOf(person), readPatientSearch({ q: studyId }))).rows.length;
  const waiting = async (person: Actor) =>
    JSON.stringify(await listWork(person, sitesOf(person), readWorklistSearch({}))).includes(
      patientId,
    );
  const history = async (person: Actor, siteId: string) =>
    (await listAuditEvents(person, { ...readAuditSearch({}), siteIds: [siteId], patientId })).lines;
  expect([await listed(source.nurse), await waiting(source.nurse)]).toEqual([1, true]);
  await submit(acceptTransfer, target.nurse, accepting(transferId, studyId));
  expect([await listed(source.nurse), await waiting(source.nurse)]).toEqual([0, false]);
  expect([await listed(target.nurse), await waiting(target.nurse)]).toEqual([1, true]);
  expect(await history(source.physician, source.site.id)).toEqual([]);
  const lines = await history(target.physician, target.site.id);
  expect(lines.map(({ title }) => title).join()).toContain('nrollment');
  expect(lines.map(({ actor }) => actor)).toContain('someone of another site');
});

test('his settings go with him under the name of his former site, so that the plan stays the same', async () => {
  const { enrollmentId, transferId, studyId } = await offered();
  const another = await offered();
  const pinned = async (id: string) =>
    (
      await owner.query(
        `SELECT s.site_id, s.name, s.version, s."values" FROM enrollment e
         JOIN settings_profile s ON s.id = e.settings_profile_id WHERE e.id = $1`,
        [id],
      )
    ).rows[0];
  const before = await pinned(enrollmentId);
  await submit(acceptTransfer, target.physician, accepting(transferId, studyId));
  const after = await pinned(enrollmentId);
  expect(after).toEqual({
    ...before,
    site_id: target.site.id,
    name: 'clinic (from NYC)',
    version: 1,
  });
  await submit(acceptTransfer, target.nurse, accepting(another.transferId, another.studyId));
  expect(await pinned(another.enrollmentId)).toEqual(after);
});

test('work goes on at the new site, and ends at the former one', async () => {
  const { enrollmentId, transferId, studyId } = await offered();
  await submit(acceptTransfer, target.nurse, accepting(transferId, studyId));
  const hold = {
    enrollmentId,
    change: { kind: 'hold', on: '2026-04-11', content: { reason: 'supply' } },
  };
  expect((await refusalOf(submit(changeTherapy, source.nurse, hold))).code).toBe('NOT_FOUND');
  await submit(changeTherapy, target.nurse, hold);
});

describe('a number that somebody else has at the new site', () => {
  test('is refused at its field, and nothing has moved; another one is taken', async () => {
    const { studyId: taken } = await importMan(target, {
      identity: {
        givenName: 'Other',
        familyName: 'Man',
        birthDate: '1980-01-01',
        recordNumber: 'MRN-TAKEN',
      },
    });
    const { patientId, transferId } = await offered({
      studyId: taken,
      identity: {
        givenName: 'Test',
        familyName: 'Man',
        birthDate: '1981-01-01',
        recordNumber: 'MRN-TAKEN',
      },
    });
    const try1 = await refusalOf(
      submit(acceptTransfer, target.nurse, accepting(transferId, taken)),
    );
    expect([try1.code, Object.keys(try1.fields)]).toEqual(['DUPLICATE', ['studyId']]);
    const try2 = await refusalOf(
      submit(acceptTransfer, target.nurse, accepting(transferId, 'NEW-1')),
    );
    expect([try2.code, Object.keys(try2.fields)]).toEqual(['DUPLICATE', ['recordNumber']]);
    expect(await loadChart(source.nurse, patientId)).not.toBeNull();
    const given = accepting(transferId, 'NEW-1', { recordNumber: 'MRN-NEW' });
    await submit(acceptTransfer, target.nurse, given);
    const chart = await loadChart(target.nurse, patientId);
    expect(chart?.patient).toMatchObject({ studyId: 'NEW-1', recordNumber: 'MRN-NEW' });
  });
});

describe('an offer', () => {
  test('is answered by the other site alone, by those who may enroll', async () => {
    const { transferId, studyId } = await offered();
    const codes: string[] = [];
    for (const person of [source.nurse, target.coordinator, target.administrator]) {
      codes.push(
        (await refusalOf(submit(acceptTransfer, person, accepting(transferId, studyId)))).code,
      );
    }
    expect(codes).toEqual(['NOT_FOUND', 'FORBIDDEN', 'FORBIDDEN']);
    const bare = 'SELECT app.accept_transfer($1, $2, NULL)';
    for (const person of [source.physician, target.coordinator]) {
      expect(await trySql(app, person.userId, bare, [transferId, studyId])).toEqual({
        refused: '42501',
      });
    }
    const forged =
      "UPDATE site_transfer SET status = 'accepted', answered_by_name = 'x', answered_at = now() WHERE id = $1";
    expect(await trySql(app, target.nurse.userId, forged, [transferId])).toEqual({
      refused: '42501',
    });
  });

  test('is declined with a reason, and can be made again', async () => {
    const { patientId, transferId } = await offered();
    const decline = { transferId, version: 1, reason: 'No bed' };
    expect((await refusalOf(submit(declineTransfer, source.nurse, decline))).code).toBe(
      'NOT_FOUND',
    );
    await submit(declineTransfer, target.nurse, decline);
    expect(
      (await refusalOf(submit(acceptTransfer, target.nurse, accepting(transferId, 'X-1')))).code,
    ).toBe('CONFLICT');
    const { transfers } = await getTransfers(source.nurse, patientId);
    expect(transfers).toMatchObject([
      { status: 'declined', answerReason: 'No bed', answeredBy: 'Test staff' },
    ]);
    const anew = { patientId, toSiteId: target.site.id, reason: 'A bed is free' };
    await submit(offerTransfer, source.physician, anew);
  });

  test('is withdrawn by his own site, once', async () => {
    const { transferId } = await offered();
    const withdraw = { transferId, version: 1, reason: 'He stays' };
    expect((await refusalOf(submit(withdrawTransfer, target.nurse, withdraw))).code).toBe(
      'NOT_FOUND',
    );
    await submit(withdrawTransfer, source.nurse, withdraw);
    expect((await refusalOf(submit(withdrawTransfer, source.nurse, withdraw))).code).toBe(
      'CONFLICT',
    );
    const offers = await listOffers(target.nurse, sitesOf(target.nurse));
    expect(offers.map(({ id }) => id)).not.toContain(transferId);
  });

  test('stands alone, and is not made to the site where he is', async () => {
    const { patientId } = await offered();
    const second = { patientId, toSiteId: target.site.id, reason: 'Again' };
    expect((await refusalOf(submit(offerTransfer, source.nurse, second))).code).toBe('CONFLICT');
    const man = await importMan(source);
    const home = { patientId: man.patientId, toSiteId: source.site.id, reason: 'Stays' };
    const refusal = await refusalOf(submit(offerTransfer, source.nurse, home));
    expect(Object.keys(refusal.fields)).toEqual(['toSiteId']);
  });

  test('two who accept at once move him once', async () => {
    const { transferId, studyId } = await offered();
    const answers = await Promise.allSettled([
      submit(acceptTransfer, target.nurse, accepting(transferId, studyId)),
      submit(acceptTransfer, target.physician, accepting(transferId, studyId)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
