import { beforeAll, expect, test } from 'vitest';
import { makeDecision } from '@/lib/server/decisions/make-decision';
import { amendRecord } from '@/lib/server/records/amend-record';
import { confirmResponse } from '@/lib/server/responses/confirm-response';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { responseSeenBy } from '@/tests/support/response-to-sign';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-05-10');
  clinic = await openClinic(owner);
});

const semen = (collectedOn: string, normal: number | null, eggNumber: number | null) => ({
  collectedOn,
  content: {
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'sperm-seen', motile: 30, immotile: 3, normal },
    eggNumber,
  },
});

async function manWithSamples(...semenAnalyses: readonly ReturnType<typeof semen>[]) {
  const { enrollmentId } = await importMan(clinic);
  const { change, recordIds } = await submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: '2026-05-08',
    semenAnalyses,
  });
  return { enrollmentId, recordIds, response: change.responseAfter };
}

const pair = [semen('2026-04-10', 20, 8), semen('2026-05-08', 9, 8)];

const seenHash = async (enrollmentId: string) =>
  (await responseSeenBy(clinic.physician, enrollmentId)).hash;

test('a physician signs the response that he saw', async () => {
  const { enrollmentId, response } = await manWithSamples(...pair);
  expect(response.bestResponse).toBe('complete');
  const hash = await seenHash(enrollmentId);
  const input = { enrollmentId, seenHash: hash, signed: 'complete', password: testPassword };
  await submit(confirmResponse, clinic.physician, input);
  const { rows } = await owner.query(
    `SELECT computed, chosen, decided_by_role, meaning, inputs ->> 'responseOn' AS on,
       inputs #>> '{basis,0,on}' AS first, inputs #>> '{basis,1,values,Pellet: motile}' AS motile
     FROM decision WHERE enrollment_id = $1`,
    [enrollmentId],
  );
  expect(rows).toEqual([
    {
      computed: 'complete',
      chosen: 'complete',
      decided_by_role: 'physician',
      meaning: 'response-seen',
      on: '2026-04-10',
      first: '2026-04-10',
      motile: '30 sperm',
    },
  ]);
});

test('what has changed since is not signed unseen', async () => {
  const { enrollmentId } = await manWithSamples(semen('2026-04-10', 20, 8));
  const seen = await seenHash(enrollmentId);
  await submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: '2026-05-08',
    semenAnalyses: [semen('2026-05-08', 9, 8)],
  });
  const input = {
    enrollmentId,
    seenHash: seen,
    signed: 'awaiting-confirmation',
    password: testPassword,
  };
  expect(await refusalOf(submit(confirmResponse, clinic.physician, input))).toMatchObject({
    code: 'STALE_VERSION',
    current: { bestResponse: 'complete' },
  });
});

test('a count that was corrected since he looked is not signed unseen, though the response is the same', async () => {
  const { enrollmentId, recordIds } = await manWithSamples(...pair);
  const seen = await seenHash(enrollmentId);
  await submit(amendRecord, clinic.nurse, {
    recordId: recordIds[1],
    version: 1,
    reason: 'Typing error',
    entry: { kind: 'semen-analysis', on: '2026-05-08', content: semen('', 12, 8).content },
  });
  const input = { enrollmentId, seenHash: seen, signed: 'complete', password: testPassword };
  expect(await refusalOf(submit(confirmResponse, clinic.physician, input))).toMatchObject({
    code: 'STALE_VERSION',
    current: { bestResponse: 'complete' },
  });
});

test('another response than the computed one needs a reason, and staff cannot sign', async () => {
  const { enrollmentId } = await manWithSamples(...pair);
  const input = {
    enrollmentId,
    seenHash: await seenHash(enrollmentId),
    signed: 'partial',
    password: testPassword,
  };
  const { fields } = await refusalOf(submit(confirmResponse, clinic.physician, input));
  expect(fields).toHaveProperty(['reason']);
  const refusal = await refusalOf(submit(confirmResponse, clinic.nurse, input));
  expect(refusal.code).toBe('FORBIDDEN');
});

test('a signed sample is adequate where the egg number is unknown', async () => {
  const { enrollmentId, recordIds, response } = await manWithSamples(
    semen('2026-04-10', null, null),
    semen('2026-05-08', null, null),
  );
  expect(response.bestResponse).toBe('provisional-complete');
  const sign = (recordId: string | undefined) =>
    submit(makeDecision, clinic.physician, {
      enrollmentId,
      key: 'adequate-for-icsi',
      chosen: 'adequate',
      decidedOn: '2026-05-10',
      effectiveOn: '2026-05-10',
      reason: 'Enough for all eggs expected',
      recordId,
      password: testPassword,
    });
  await sign(recordIds[0]);
  const { change } = await sign(recordIds[1]);
  expect(change.responseAfter.bestResponse).toBe('complete');
});
