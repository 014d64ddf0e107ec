import { beforeAll, describe, expect, test } from 'vitest';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import { makeDecision } from '@/lib/server/decisions/make-decision';
import { findSampleDecision } from '@/lib/server/decisions/queries';
import { amendRecord } from '@/lib/server/records/amend-record';
import { voidRecord } from '@/lib/server/records/void-record';
import { findSeenResponse } from '@/lib/server/responses/queries';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { listWork } from '@/lib/server/worklist/queries';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { signResponse } from '@/tests/support/response-to-sign';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
const zone = 'America/New_York';

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-05-10');
  clinic = await openClinic(owner);
});

type Sample = {
  readonly normal?: number | null;
  readonly eggs?: number | null;
  readonly note?: string;
};

const content = ({ normal = 20, eggs = 8, note = '' }: Sample) => ({
  neat: { state: 'no-sperm-seen' },
  pellet: { state: 'sperm-seen', motile: 30, immotile: 3, normal },
  eggNumber: eggs,
  note,
});

const entry = (on: string, sample: Sample): RecordEntryInput => ({
  kind: 'semen-analysis',
  on,
  content: content(sample) as Extract<RecordEntryInput, { kind: 'semen-analysis' }>['content'],
});

/** Samples of 10 April and 8 May: a pair. */
async function manWithPair(samples: readonly [Sample, Sample] = [{}, {}]) {
  const { enrollmentId } = await importMan(clinic);
  const { recordIds } = await submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: '2026-05-08',
    semenAnalyses: [
      { collectedOn: '2026-04-10', content: content(samples[0]) },
      { collectedOn: '2026-05-08', content: content(samples[1]) },
    ],
  });
  return { enrollmentId, first: recordIds[0] ?? '', second: recordIds[1] ?? '' };
}

async function manWithSignedPair() {
  const man = await manWithPair();
  await signResponse(clinic.physician, man.enrollmentId);
  return man;
}

const amend = (recordId: string, to: RecordEntryInput, version = 1) =>
  submit(amendRecord, clinic.nurse, { recordId, version, reason: 'Read again', entry: to });

const seen = (enrollmentId: string) => findSeenResponse(clinic.physician, enrollmentId, zone);

/** What waits for a physician about this man's signatures. */
async function waiting(enrollmentId: string) {
  const sections = await listWork(
    clinic.physician,
    clinic.physician.memberships,
    readWorklistSearch({}),
  );
  return sections.flatMap(({ group, rows }) =>
    rows
      .filter((row) => row.enrollmentId === enrollmentId && group === 'decision')
      .flatMap(({ items }) =>
        items
          .filter(({ source }) => source === 'decision' || source === 'response')
          .map(({ title, note }) => [title, note]),
      ),
  );
}

describe('a signed response', () => {
  test('is opened again by a corrected sample that changes the best response', async () => {
    const { enrollmentId, second } = await manWithSignedPair();
    expect(await waiting(enrollmentId)).toEqual([]);
    await amend(second, entry('2026-05-08', { normal: 6 }));
    const found = await seen(enrollmentId);
    const reason =
      'Best response: Complete response became Reliable but insufficient sperm; ' +
      'Semen analysis of 2026-05-08, pellet: normal among the motile: 20 sperm became 6 sperm';
    expect(found).toMatchObject({
      signed: 'complete',
      reopenReason: reason,
      signature: { isIntact: true },
    });
    expect(await waiting(enrollmentId)).toEqual([['Changed since signed: response', reason]]);
  });

  test('is opened again by a corrected value of a deciding sample alone', async () => {
    const { enrollmentId, second } = await manWithSignedPair();
    await amend(second, entry('2026-05-08', { normal: 12 }));
    expect((await seen(enrollmentId))?.reopenReason).toBe(
      'Semen analysis of 2026-05-08, pellet: normal among the motile: 20 sperm became 12 sperm',
    );
  });

  test('is opened again by another date, which is the response date', async () => {
    const { enrollmentId, first } = await manWithSignedPair();
    await amend(first, entry('2026-04-12', {}));
    expect((await seen(enrollmentId))?.reopenReason).toBe(
      'Response date: 2026-04-10 became 2026-04-12; ' +
        'Semen analysis of 2026-04-10, date: 2026-04-10 became 2026-04-12',
    );
  });

  test('is opened again when a deciding sample is voided', async () => {
    const { enrollmentId, second } = await manWithSignedPair();
    await submit(voidRecord, clinic.nurse, { recordId: second, version: 1, reason: 'Other man' });
    expect((await seen(enrollmentId))?.reopenReason).toContain(
      'Semen analysis of 2026-05-08: counted became void',
    );
  });

  test('is opened again by an earlier sample, entered late, that makes another pair', async () => {
    const { enrollmentId } = await manWithSignedPair();
    await submit(recordVisit, clinic.nurse, {
      enrollmentId,
      visitedOn: '2026-05-09',
      semenAnalyses: [{ collectedOn: '2026-03-20', content: content({}) }],
    });
    const { reopenReason } = (await seen(enrollmentId)) ?? expect.unreachable();
    expect(reopenReason).toContain('Response date: 2026-04-10 became 2026-03-20');
    expect(reopenReason).toContain(
      'Confirming samples: 2026-04-10 and 2026-05-08 became 2026-03-20 and 2026-04-10',
    );
  });

  test('stays closed over a later sample that changes none of this', async () => {
    const { enrollmentId } = await manWithSignedPair();
    setToday('2026-06-10');
    await submit(recordVisit, clinic.nurse, {
      enrollmentId,
      visitedOn: '2026-06-10',
      semenAnalyses: [
        {
          collectedOn: '2026-06-10',
          content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
        },
      ],
    });
    setToday('2026-05-10');
    expect((await seen(enrollmentId))?.reopenReason).toBeNull();
    expect(await waiting(enrollmentId)).toEqual([]);
  });

  test('stays closed over a remark on a deciding sample', async () => {
    const { enrollmentId, second } = await manWithSignedPair();
    await amend(second, entry('2026-05-08', { note: 'Collected at 9:10' }));
    expect((await seen(enrollmentId))?.reopenReason).toBeNull();
  });

  test('signed again, has one signature that stands; the first stays as it was', async () => {
    const { enrollmentId, second } = await manWithSignedPair();
    const before = await seen(enrollmentId);
    await amend(second, entry('2026-05-08', { normal: 6 }));
    const { decisionId } = await signResponse(clinic.physician, enrollmentId);
    expect(await seen(enrollmentId)).toMatchObject({
      signed: 'reliable-insufficient',
      reopenReason: null,
      signature: { decisionId, isIntact: true },
    });
    expect(await waiting(enrollmentId)).toEqual([]);
    const { rows } = await owner.query(
      `SELECT id, chosen, superseded_by, reopened_at IS NOT NULL AS reopened FROM decision
       WHERE enrollment_id = $1 AND meaning = 'response-seen' ORDER BY id`,
      [enrollmentId],
    );
    expect(rows).toMatchObject([
      {
        id: before?.signature.decisionId,
        chosen: 'complete',
        superseded_by: decisionId,
        reopened: true,
      },
      { id: decisionId, superseded_by: null, reopened: false },
    ]);
  });

  test('stays opened when the value is put right: a physician has to look', async () => {
    const { enrollmentId, second } = await manWithSignedPair();
    await amend(second, entry('2026-05-08', { normal: 12 }));
    await amend(second, entry('2026-05-08', {}), 2);
    expect((await seen(enrollmentId))?.reopenReason).toContain('20 sperm became 12 sperm');
  });
});

describe('a sample signed as adequate', () => {
  const sign = (enrollmentId: string, recordId: string, changes: object = {}) =>
    submit(makeDecision, clinic.physician, {
      enrollmentId,
      key: 'adequate-for-icsi',
      chosen: 'adequate',
      decidedOn: '2026-05-10',
      effectiveOn: '2026-05-10',
      reason: 'Enough for all eggs expected',
      recordId,
      password: testPassword,
      ...changes,
    });

  const decided = (enrollmentId: string, recordId: string) =>
    findSampleDecision(clinic.physician, enrollmentId, recordId, zone);

  test('is opened again by its values and signed again, which also answers the flag', async () => {
    const unknown = { normal: null, eggs: null };
    const { enrollmentId, first } = await manWithPair([unknown, unknown]);
    const { decisionId } = await sign(enrollmentId, first);
    await amend(first, entry('2026-04-10', { ...unknown, note: 'Warm room' }));
    expect((await decided(enrollmentId, first))?.reopenReason).toBeNull();
    await amend(first, entry('2026-04-10', { normal: 2, eggs: null }), 2);
    expect((await decided(enrollmentId, first))?.reopenReason).toBe(
      'Semen analysis of 2026-04-10, pellet: normal among the motile: not recorded became 2 sperm (Read again)',
    );
    expect(await waiting(enrollmentId)).toContainEqual([
      'Changed since signed: sample adequate for ICSI',
      expect.stringContaining('not recorded became 2 sperm'),
    ]);
    const again = await sign(enrollmentId, first, {
      chosen: 'not-adequate',
      reason: 'Two are too few',
      replaces: decisionId,
    });
    expect(await decided(enrollmentId, first)).toMatchObject({
      id: again.decisionId,
      chosen: 'not-adequate',
      reopenReason: null,
    });
    const { rows } = await owner.query(
      'SELECT status, disposition, closed_by FROM flag WHERE evidence_key = $1',
      [decisionId],
    );
    expect(rows).toEqual([
      { status: 'closed', disposition: 'signed-again', closed_by: clinic.physician.userId },
    ]);
  });

  test('counts for the response until it is taken back', async () => {
    const unknown = { normal: null, eggs: null };
    const { enrollmentId, first, second } = await manWithPair([unknown, unknown]);
    await sign(enrollmentId, first);
    const { decisionId, change } = await sign(enrollmentId, second);
    expect(change.responseAfter.bestResponse).toBe('complete');
    const { change: back } = await sign(enrollmentId, second, {
      chosen: 'not-adequate',
      replaces: decisionId,
    });
    expect(back.responseAfter.bestResponse).toBe('provisional-complete');
  });
});
