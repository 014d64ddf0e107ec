import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatasetName } from '@/lib/analysis/datasets';
import type { TakeSnapshotInput } from '@/lib/analysis/snapshot';
import type { Actor } from '@/lib/auth/actor';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { closeDatabase } from '@/lib/server/db/client';
import {
  getSnapshot,
  listSnapshots,
  readMemberSeries,
  type SnapshotView,
  snapshotGroups,
  snapshotMembers,
} from '@/lib/server/snapshots/queries';
import { readMembers } from '@/lib/server/snapshots/read-members';
import { SnapshotHash } from '@/lib/server/snapshots/snapshot-hash';
import { snapshotProgress } from '@/lib/server/snapshots/snapshot-progress';
import { streamDataset } from '@/lib/server/snapshots/stream-dataset';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { verifySnapshot } from '@/lib/server/snapshots/verify-snapshot';
import { trySql } from '@/tests/support/act-as';
import { type Clinic, courseOfMan, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';

const { owner, app } = await openTestDatabase();
afterAll(closeDatabase);

let here: Clinic;
let elsewhere: Clinic;
let cohortId: string;

beforeAll(async () => {
  process.env['SERTOLI_TEST'] = '1';
  process.env['SERTOLI_TODAY'] = '2026-06-01';
  here = await openClinic(owner, 'NYC');
  elsewhere = await openClinic(owner, 'TYO', 'Asia/Tokyo');
  await importMan(here, {
    studyId: 'B',
    cohortTag: 'group',
    records: [
      ...courseOfMan().records,
      lab('2026-01-08', '17.5'),
      lab('2026-02-08', '18.25'),
      {
        kind: 'adverse-event',
        on: '2026-02-10',
        content: {
          term: 'dry_skin',
          grades: [
            { from: '2026-02-10', grade: 1 },
            { from: '2026-04-20', grade: 2 },
          ],
          serious: 'no',
          relatedness: 'probable',
        },
      },
      {
        kind: 'procedure',
        on: '2025-05-01',
        content: { kind: 'micro-tese', spermFound: 'no', minutes: 105, histology: 'mixed' },
      },
      {
        kind: 'finding',
        on: '2026-01-05',
        content: { finding: 'azoospermia-category', answer: 'non-obstructive-azoospermia' },
      },
      {
        kind: 'semen-analysis',
        on: '2026-04-12',
        content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
      },
      {
        kind: 'icsi-cycle',
        on: '2026-05-01',
        content: {
          transfers: [
            {
              on: '2026-05-06',
              embryos: 1,
              origin: 'fresh',
              outcome: 'not-pregnant',
              outcomeOn: '2026-05-20',
            },
          ],
        },
      },
    ],
  });
  await importMan(here, { studyId: 'A', cohortTag: '=SUM(1)' });
  await importMan(here, {
    studyId: 'C',
    enrolledOn: '2026-05-20',
    consentOn: '2026-05-20',
    records: [],
  });
  await importMan(elsewhere, { studyId: 'A' });
  cohortId = await keep(here, 'Everybody');
});

function lab(on: string, value: string) {
  return {
    kind: 'lab-report' as const,
    on,
    content: {
      laboratory: 'Central',
      results: [{ analyte: 'fsh' as const, value, unit: '[IU]/L' }],
    },
  };
}

async function keep({ coordinator, site }: Clinic, name: string): Promise<string> {
  const saved = await saveCohort.execute(
    coordinator,
    {
      siteId: site.id,
      siteIds: [site.id],
      name,
      definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
      smallestCell: 11,
    },
    { submissionId: randomUUID() },
  );
  return saved.cohortId;
}

async function take(
  actor: Actor,
  input: Partial<TakeSnapshotInput> & { name: string },
  submissionId = randomUUID(),
): Promise<string> {
  const asked = { cohortId, version: 1, ...input };
  return (await takeSnapshot.execute(actor, asked, { submissionId })).snapshotId;
}

async function csv(snapshotId: string, dataset: DatasetName, actor = here.coordinator) {
  const pieces: Buffer[] = [];
  for await (const piece of streamDataset(actor, snapshotId, dataset)) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

async function rowsOf(snapshotId: string, dataset: DatasetName) {
  const [header = '', ...lines] = (await csv(snapshotId, dataset)).trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

async function membersOf(snapshotId: string, actor = here.coordinator, positions = [1, 2, 3]) {
  const members = [];
  for await (const member of readMembers(actor, snapshotId, positions)) {
    members.push(member);
  }
  return members;
}

async function viewOf(snapshotId: string): Promise<SnapshotView> {
  const view = await getSnapshot(here.coordinator, snapshotId);
  if (view === null) {
    throw new Error('There is no such snapshot.');
  }
  return view;
}

describe('a snapshot', () => {
  let id: string;

  beforeAll(async () => {
    id = await take(here.coordinator, { name: 'First', note: 'For the congress' });
  });

  test('says who took what, when and up to which day', async () => {
    expect(await viewOf(id)).toMatchObject({
      name: 'First',
      note: 'For the congress',
      cutOff: '2026-06-01',
      members: 3,
      protocolCode: 'isotretinoin-noa',
      cohortId,
      siteIds: [here.site.id],
      sites: [{ code: 'NYC' }],
      definition: { cohort: { name: 'Everybody', version: 1, smallestCell: 11 } },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const [newest] = await listSnapshots(here.coordinator, cohortId);
    expect(newest).toMatchObject({ id, members: 3 });
  });

  test('holds every member in the order of study ids, with his row of the table of men', async () => {
    const rows = await rowsOf(id, 'subjects');
    expect(rows.map((row) => row['study_id'])).toEqual(['A', 'B', 'C']);
    expect(rows[1]).toMatchObject({
      site: 'NYC',
      simulated: '0',
      first_dose_date: '2026-01-10',
      fsh_baseline: '17.5',
      fsh_on_treatment: '18.25',
      treated: '1',
      completed: '0',
      best_response: 'no-sperm',
      ejaculated_sperm: '',
      first_motile: '0',
      days_to_first_motile: '92',
      prior_retrieval_kind: 'micro-tese',
      prior_sperm: '0',
      response_category: 'noa-prior-no-sperm',
      baseline_histology: 'mixed',
      operating_minutes_before: '105',
      retrieval_attempted: '0',
      sperm_retrieved: '',
      icsi_done: '1',
      live_birth: '0',
      transfers_to_delivery: '1',
      delivered: '0',
      cumulative_dose_mg: String(143 * 40),
    });
    expect(rows[0]?.['cohort']).toBe("'=SUM(1)");
  });

  test('holds the rows of the long tables, dated by study day', async () => {
    expect(await rowsOf(id, 'labs')).toEqual([
      {
        subject: 'B',
        analyte: 'fsh',
        study_day: '-2',
        value: '17.5',
        unit: 'mIU/mL',
        moment: 'baseline',
      },
      {
        subject: 'B',
        analyte: 'fsh',
        study_day: '30',
        value: '18.25',
        unit: 'mIU/mL',
        moment: 'on-treatment',
      },
    ]);
    expect(await rowsOf(id, 'adverse_events')).toMatchObject([
      {
        subject: 'B',
        term: 'dry_skin',
        worst_grade: '2',
        serious: '0',
        related: '1',
        study_day: '32',
      },
    ]);
    expect(await rowsOf(id, 'semen')).toMatchObject([
      { subject: 'B', study_day: '93', result: 'none', tmc: '0', counts: '1' },
    ]);
    expect(await rowsOf(id, 'transfers')).toMatchObject([
      { subject: 'B', transfer_order: '1', outcome: 'not-pregnant', delivered: '0' },
    ]);
    expect(await rowsOf(id, 'operations')).toMatchObject([
      { subject: 'B', kind: 'micro-tese', minutes: '105', sperm_found: '0', before: '1' },
    ]);
    const adherence = await rowsOf(id, 'adherence');
    expect(
      adherence.find((row) => row['subject'] === 'B' && row['requirement'] === 'semen'),
    ).toMatchObject({
      on_time: '1',
    });
  });

  test('counts members by the values of chosen columns', async () => {
    const view = await viewOf(id);
    const groups = await snapshotGroups(here.coordinator, view, ['first_motile', 'treated']);
    expect(groups).toEqual([
      { values: { first_motile: null, treated: false }, men: 1 },
      { values: { first_motile: null, treated: true }, men: 1 },
      { values: { first_motile: false, treated: true }, men: 1 },
    ]);
    expect(await snapshotGroups(here.coordinator, view, [])).toEqual([{ values: {}, men: 3 }]);
  });

  test('gives the rows of single men to a picture, and as many as asked for', async () => {
    const view = await viewOf(id);
    const all = await readMemberSeries(here.coordinator, view, 'labs', { limit: 2 });
    expect(all.men).toBe(3);
    expect(all.series.map(({ studyId, rows }) => [studyId, rows.length])).toEqual([
      ['A', 0],
      ['B', 2],
    ]);
    const chosen = await readMemberSeries(here.coordinator, view, 'semen', {
      limit: 9,
      where: 'icsi_done',
    });
    expect(chosen).toMatchObject({ men: 1, series: [{ studyId: 'B' }] });
    const members = await snapshotMembers(here.coordinator, id, { page: 1 });
    expect(members.map(({ studyId }) => studyId)).toEqual(['A', 'B', 'C']);
  });

  test('keeps the records themselves, in the order of their dates', async () => {
    const members = await membersOf(id);
    expect(members.map(({ position, studyId }) => [position, studyId])).toEqual([
      [1, 'A'],
      [2, 'B'],
      [3, 'C'],
    ]);
    const other = await membersOf(id, here.coordinator, [3, 1]);
    expect(other.map(({ studyId }) => studyId)).toEqual(['C', 'A']);
    const source = members[1]?.source;
    expect(source?.enrollment).toMatchObject({
      studyId: 'B',
      siteCode: 'NYC',
      protocol: { code: 'isotretinoin-noa', version: '1.2', profileVersion: 1 },
      consentOn: '2026-01-05',
      firstDoseOn: '2026-01-10',
      ageAtConsent: 37,
      status: 'active',
      endedOn: null,
    });
    expect(source?.records.map(({ on, kind }) => `${on} ${kind}`)).toEqual([
      '2025-05-01 procedure',
      '2026-01-05 finding',
      '2026-01-08 lab-report',
      '2026-01-10 dose',
      '2026-02-08 lab-report',
      '2026-02-10 adverse-event',
      '2026-04-12 semen-analysis',
      '2026-05-01 icsi-cycle',
    ]);
    expect(source?.records[2]).toMatchObject({
      by: here.physician.userId,
      at: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      version: 1,
      amended: null,
      content: { laboratory: 'Central' },
      results: [{ analyte: 'fsh', valueText: '17.5', standardValue: 17.5 }],
    });
    expect(source?.occurrences.find(({ key }) => key === 'baseline-labs#1')).toMatchObject({
      title: 'Baseline labs',
      kind: 'lab-panel',
    });
    expect(source?.response).toMatchObject({ best: 'no-sperm' });
    expect((await viewOf(id)).source).toMatchObject({
      people: [{ id: here.physician.userId, name: here.physician.displayName, role: 'physician' }],
      sites: [{ code: 'NYC', timeZone: 'America/New_York' }],
      profiles: [{ protocol: 'isotretinoin-noa', siteCode: 'NYC', profileVersion: 1 }],
    });
  });

  test('holds nothing of who a man is', async () => {
    const { rows } = await owner.query<{ text: string }>(
      'SELECT (source::text || subject::text || data::text) AS text FROM snapshot_member WHERE snapshot_id = $1',
      [id],
    );
    for (const { text } of rows) {
      expect(text).not.toMatch(/Man \d|MRN-|1988/);
    }
  });

  test('is what was frozen, and tells when it is not', async () => {
    expect(await verifySnapshot(here.coordinator, id)).toBe(true);
    await owner.query('ALTER TABLE snapshot_member DISABLE TRIGGER snapshot_member_is_immutable');
    const forge = (value: number) =>
      owner.query(
        `UPDATE snapshot_member SET subject = jsonb_set(subject, '{fsh_baseline}', $2)
         WHERE snapshot_id = $1 AND study_id = 'B'`,
        [id, String(value)],
      );
    await forge(17.6);
    expect(await verifySnapshot(here.coordinator, id)).toBe(false);
    await forge(17.5);
    expect(await verifySnapshot(here.coordinator, id)).toBe(true);
    await owner.query(
      `UPDATE snapshot_member SET source = jsonb_set(source, '{enrollment,arm}', '"other"')
       WHERE snapshot_id = $1 AND study_id = 'B'`,
      [id],
    );
    expect(await verifySnapshot(here.coordinator, id)).toBe(false);
    await owner.query(
      `UPDATE snapshot_member SET source = jsonb_set(source, '{enrollment,arm}', '"isotretinoin"')
       WHERE snapshot_id = $1 AND study_id = 'B'`,
      [id],
    );
    expect(await verifySnapshot(here.coordinator, id)).toBe(true);
    await owner.query('ALTER TABLE snapshot_member ENABLE TRIGGER snapshot_member_is_immutable');
  });

  test('cannot be changed, deleted or added to', async () => {
    const forbidden = { refused: '42501' };
    const { userId } = here.coordinator;
    for (const sql of [
      "UPDATE cohort_snapshot SET name = 'Other'",
      'DELETE FROM cohort_snapshot',
      'UPDATE snapshot_member SET position = 9',
      'DELETE FROM snapshot_member',
      `INSERT INTO snapshot_member
       SELECT snapshot_id, 99, site_id, enrollment_id, 'Z', subject, data FROM snapshot_member LIMIT 1`,
    ]) {
      expect(await trySql(app, userId, sql)).toEqual(forbidden);
    }
    await expect(owner.query('DELETE FROM snapshot_member')).rejects.toThrow(/cannot be changed/);
    await expect(owner.query("UPDATE cohort_snapshot SET name = 'x'")).rejects.toThrow(
      /cannot be changed/,
    );
  });

  test('is read by nobody without each of its sites', async () => {
    const actor = elsewhere.coordinator;
    expect(await getSnapshot(actor, id)).toBeNull();
    await expect(csv(id, 'subjects', actor)).rejects.toThrow('NOT_FOUND');
    await expect(verifySnapshot(actor, id)).rejects.toThrow('NOT_FOUND');
    expect(await snapshotMembers(actor, id, { page: 1 })).toEqual([]);
    expect(await membersOf(id, actor)).toEqual([]);
  });

  test('is in the audit trail with its hash', async () => {
    const { rows } = await owner.query(
      "SELECT after ->> 'hash' AS hash FROM audit_event WHERE table_name = 'cohort_snapshot' AND row_id = $1",
      [id],
    );
    expect(rows).toEqual([{ hash: (await viewOf(id)).hash }]);
  });
});

test('a second click takes no second snapshot', async () => {
  const submissionId = randomUUID();
  const [one, other] = await Promise.all([
    take(here.coordinator, { name: 'Twice' }, submissionId),
    take(here.coordinator, { name: 'Twice' }, submissionId),
  ]);
  expect(one).toBe(other);
});

test('an earlier cut-off leaves out what is dated later', async () => {
  const id = await take(here.coordinator, { name: 'In March', cutOff: '2026-03-01' });
  const rows = await rowsOf(id, 'subjects');
  expect(rows.map((row) => row['study_id'])).toEqual(['A', 'B']);
  expect(rows[1]).toMatchObject({
    fsh_on_treatment: '18.25',
    semen_samples: '0',
    icsi_cycles: '0',
  });
  expect(await rowsOf(id, 'adverse_events')).toMatchObject([{ worst_grade: '1' }]);
  expect(await rowsOf(id, 'transfers')).toEqual([]);
  const source = (await membersOf(id))[1]?.source;
  expect(source?.records.at(-1)).toMatchObject({
    kind: 'adverse-event',
    content: { grades: [{ grade: 1 }] },
  });
  expect(source?.response.best).toBe('not-evaluable');
  expect(source?.occurrences.find(({ key }) => key === 'semen#1')).toMatchObject({
    state: 'upcoming',
    actualOn: null,
  });
});

test('a snapshot from before records were kept stays readable and verifies', async () => {
  const id = await take(here.coordinator, { name: 'Old one' });
  for (const table of ['cohort_snapshot', 'snapshot_member']) {
    await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_is_immutable`);
  }
  await owner.query('UPDATE snapshot_member SET source = NULL WHERE snapshot_id = $1', [id]);
  await owner.query('UPDATE cohort_snapshot SET source_head = NULL WHERE id = $1', [id]);
  const view = await viewOf(id);
  expect(view.source).toBeNull();
  expect((await membersOf(id)).map(({ source }) => source)).toEqual([null, null, null]);
  const { name, note, siteIds, protocolCode, definition, programVersion, cutOff, screening } = view;
  const hash = new SnapshotHash({
    name,
    note,
    siteIds,
    protocolCode,
    definition,
    programVersion,
    cutOff,
    screening,
  });
  for (const member of await membersOf(id)) {
    hash.add(member);
  }
  await owner.query('UPDATE cohort_snapshot SET hash = $2 WHERE id = $1', [id, hash.digest()]);
  for (const table of ['cohort_snapshot', 'snapshot_member']) {
    await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER ${table}_is_immutable`);
  }
  expect(await verifySnapshot(here.coordinator, id)).toBe(true);
});

test('tells how far it is to who takes it, and is forgotten afterwards', async () => {
  const submissionId = randomUUID();
  const heard = new Set<string>();
  let isDone = false;
  const work = take(here.coordinator, { name: 'Heard' }, submissionId).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    heard.add(JSON.stringify(snapshotProgress(here.coordinator, submissionId)));
    expect(snapshotProgress(here.physician, submissionId)).toBeNull();
    await setImmediate();
  }
  await work;
  expect([...heard]).toContain('{"done":0,"total":3}');
  expect(snapshotProgress(here.coordinator, submissionId)).toBeNull();
});

test.each([
  ['a name that another has', { name: 'first' }, /already/],
  ['a day in the future', { name: 'Tomorrow', cutOff: '2026-06-02' }, /future/],
  ['a cohort that was changed since', { name: 'Old', version: 7 }, /changed the cohort/],
])('%s is refused with a sentence', async (_, input, sentence) => {
  const refusal = await take(here.coordinator, input).catch((error: unknown) => error);
  expect(JSON.stringify(refusal)).toMatch(sentence);
});

test('a cohort without a man gives an empty snapshot', async () => {
  const empty = await openClinic(owner, 'EMP');
  const id = await take(empty.coordinator, { name: 'Nobody', cohortId: await keep(empty, 'None') });
  expect((await csv(id, 'labs', empty.coordinator)).split('\n')).toHaveLength(2);
  expect(await verifySnapshot(empty.coordinator, id)).toBe(true);
});
