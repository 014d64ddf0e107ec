// Every endpoint, asked by whoever must not.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TokenScope, tokenScopeKeys } from '@/lib/api/token';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import type { Permission } from '@/lib/auth/permissions';
import { addDays, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { createToken } from '@/lib/server/api/create-token';
import { endpoints } from '@/lib/server/api/endpoints';
import { revokeToken } from '@/lib/server/api/revoke-token';
import { siteToday } from '@/lib/server/clock';
import { requestExport } from '@/lib/server/exports/request-export';
import { callApi, tokenFor } from '@/tests/support/api';
import { testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { identifyingTexts, type KnownClinic, openKnownClinic } from '@/tests/support/known-clinic';
import { rowCounts } from '@/tests/support/row-counts';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

const today = toDay(siteToday('America/New_York'));
const on = (days: number) => toCivilDate(addDays(today, days));
const reason = 'Asked by a test';

/** A body that the endpoint takes, for every write. Whoever adds an endpoint with a body adds it here. */
const bodies: Readonly<Record<string, (clinic: KnownClinic) => object>> = {
  enrollPatient: ({ site }) => ({
    siteId: site.id,
    patient: {
      kind: 'new',
      identity: {
        givenName: 'New',
        familyName: 'Man',
        birthDate: '1990-02-03',
        recordNumber: randomUUID(),
      },
    },
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    consentOn: on(-1),
    enrolledOn: on(0),
    findings: [
      {
        kind: 'finding',
        on: on(-40),
        content: { finding: 'hypersensitivity-isotretinoin', answer: 'no' },
      },
    ],
    overrideReason: reason,
    password: testPassword,
  }),
  recordHistory: () => ({
    entries: [
      {
        kind: 'vital-signs',
        on: on(-200),
        source: 'Letter',
        content: { weight: '80', weightUnit: 'kg' },
      },
    ],
  }),
  recordVisit: () => ({ visitedOn: on(0), note: 'By phone' }),
  recordLabReport: () => ({
    report: {
      collectedOn: on(-1),
      laboratory: 'Central',
      results: [{ analyte: 'alt', value: '22', unit: 'U/L' }],
    },
  }),
  startRegimen: () => ({ change: { regimen: 'isotretinoin-20-twice-daily', on: on(0) } }),
  changeTherapy: () => ({
    change: { kind: 'hold', on: on(0), content: { reason: 'adverse-event' } },
  }),
  amendRecord: () => ({
    version: 1,
    reason,
    entry: { kind: 'symptom-check', on: on(-20), content: { answers: { headache: 'none' } } },
  }),
  voidRecord: () => ({ version: 1, reason }),
  makeDecision: () => ({
    key: 'month-6-review',
    chosen: 'continue',
    decidedOn: on(0),
    effectiveOn: on(0),
    reason,
    password: testPassword,
  }),
  closeFlag: () => ({ version: 1, disposition: 'referred', reason, password: testPassword }),
  saveCohort: ({ site }) => ({
    siteId: site.id,
    siteIds: [site.id],
    name: `Saved ${randomUUID()}`,
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
  }),
  countCohort: ({ site }) => ({
    siteIds: [site.id],
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
  }),
  takeSnapshot: () => ({ version: 1, name: `Frozen ${randomUUID()}` }),
  layOutImport: () => ({ version: 99, sourceName: 'Central', layout: {} }),
  mapImport: () => ({ version: 99, mapping: { columns: [], constants: {} } }),
  answerImport: () => ({
    version: 99,
    answers: {
      dateOrder: null,
      epoch: null,
      decimalSign: 'point',
      units: {},
      acceptUnusual: false,
      confirmed: [],
    },
  }),
  checkImport: () => ({ version: 99 }),
  commitImport: () => ({ version: 99, mode: 'valid' }),
  requestExport: () => ({ format: 'subjects-csv', mode: 'limited' }),
};

/** What an address has to ask. */
const queries: Readonly<Record<string, (clinic: KnownClinic) => string>> = {
  uploadImport: ({ site }) => `?site=${site.id}&kind=labs&fileName=results.csv`,
};

let home: KnownClinic;
let foreign: KnownClinic;
const jobs = new Map<string, string>();

beforeAll(async () => {
  home = await openKnownClinic(owner, 'HOMECLINIC', '1977-08-09');
  foreign = await openKnownClinic(owner, 'FARCLINIC', '1979-10-11');
  for (const clinic of [home, foreign]) {
    const { snapshotId } = clinic;
    const input = { snapshotId, format: 'subjects-csv', mode: 'limited' };
    const { jobId } = await submit(requestExport, clinic.coordinator, input);
    jobs.set(snapshotId, jobId);
  }
}, 300_000);

type Endpoint = (typeof endpoints)[number];

function addressOf({ name, path }: Endpoint, clinic: KnownClinic): string {
  const { man, cohortId, snapshotId, importId } = clinic;
  const { patientId, enrollmentId, recordId, flagId } = man;
  const values: Readonly<Record<string, string | undefined>> = {
    patientId,
    enrollmentId,
    recordId,
    flagId,
    cohortId,
    snapshotId,
    importId,
    jobId: jobs.get(snapshotId),
    dataset: 'subjects',
  };
  const address = path.replaceAll(/\{(\w+)\}/g, (_, param) => {
    const value = values[param];
    if (value === undefined) {
      throw new Error(`Say which ${param} this clinic has.`);
    }
    return value;
  });
  return `${address}${queries[name]?.(clinic) ?? ''}`;
}

const bodyOf = ({ name }: Endpoint, clinic: KnownClinic) => bodies[name]?.(clinic);

async function ask(endpoint: Endpoint, clinic: KnownClinic, token: string | null, body?: unknown) {
  const sent = body ?? bodyOf(endpoint, clinic);
  return await callApi(addressOf(endpoint, clinic), {
    method: endpoint.method,
    token,
    ...(sent !== undefined && { body: sent }),
  });
}

const peopleOf = ({ nurse, physician, coordinator, administrator }: KnownClinic) =>
  Object.entries({ nurse, physician, coordinator, administrator });

const tokens = new Map<string, string>();

/** One for each person and set of scopes: what a refusal asks for is not the making of tokens. */
async function keptToken(actor: Actor, scopes?: readonly TokenScope[]): Promise<string> {
  const key = `${actor.userId} ${scopes?.join() ?? 'all'}`;
  const token = tokens.get(key) ?? (await tokenFor(actor, scopes));
  tokens.set(key, token);
  return token;
}

const neededBy = ({ permission, alsoNeeds = [] }: Endpoint): readonly Permission[] =>
  permission === null ? [] : [permission, ...alsoNeeds];

const holds = (actor: Actor, endpoint: Endpoint, siteId: string) =>
  neededBy(endpoint).every((permission) => can(actor, permission, siteId));

test('every write has a body here', () => {
  const writes = endpoints.filter(({ body }) => body !== undefined).map(({ name }) => name);
  expect(Object.keys(bodies).sort()).toEqual(writes.sort());
});

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))(
  '%s',
  (_, endpoint) => {
    test('is refused without a token, with an unknown, a revoked and an expired one', async () => {
      const before = await rowCounts(owner);
      expect((await ask(endpoint, home, null)).status).toBe(401);
      expect((await ask(endpoint, home, `srt_${'B'.repeat(43)}`)).status).toBe(401);
      expect(await rowCounts(owner)).toEqual(before);
      const input = { name: 'Over', scopes: ['patient:read'], days: '7' };
      const over = await submit(createToken, home.physician, input);
      await submit(revokeToken, home.physician, { tokenId: over.tokenId });
      expect((await ask(endpoint, home, over.token)).status).toBe(401);
      await owner.query(
        `UPDATE api_token SET revoked_at = NULL, created_at = now() - interval '2 days',
              expires_at = now() - interval '1 day' WHERE id = $1`,
        [over.tokenId],
      );
      expect((await ask(endpoint, home, over.token)).status).toBe(401);
    });

    test('is refused to every role without its permission', async () => {
      for (const [role, actor] of peopleOf(home)) {
        if (!holds(actor, endpoint, home.site.id)) {
          const { status, json } = await ask(endpoint, home, await keptToken(actor));
          expect([role, status, json.code]).toEqual([role, 403, 'FORBIDDEN']);
        }
      }
    });

    test('is refused to a token without its scopes, whatever the role', async () => {
      for (const needed of neededBy(endpoint)) {
        const person = peopleOf(home).find(([, actor]) => holds(actor, endpoint, home.site.id));
        const [, actor] = person ?? expect.unreachable();
        const others = tokenScopeKeys.filter(
          (scope) => scope !== needed && can(actor, scope, home.site.id),
        );
        const before = await rowCounts(owner);
        const token = await keptToken(actor, others);
        const made = Number(before['api_token']) + 1;
        const { status, json } = await ask(endpoint, home, token);
        expect([status, json.detail]).toEqual([
          403,
          `This token does not have the scope ${needed}.`,
        ]);
        expect(Number((await rowCounts(owner))['api_token'])).toBeLessThanOrEqual(made);
      }
    });

    test('says and writes nothing about another site’s patients', async () => {
      for (const [role, actor] of peopleOf(foreign)) {
        const token = await keptToken(actor);
        const before = await rowCounts(owner);
        const { status, text } = await ask(endpoint, home, token);
        const told = [home.man.studyId, home.man.flagId, ...identifyingTexts(home.man)];
        expect([role, told.filter((detail) => text.includes(detail))]).toEqual([role, []]);
        if (endpoint.method !== 'GET' || endpoint.path.includes('Id}')) {
          expect([role, [403, 404].includes(status)]).toEqual([role, true]);
        }
        expect(await rowCounts(owner)).toEqual(before);
      }
    });

    test('refuses what is not a JSON object, and writes nothing', async () => {
      if (endpoint.body === undefined) {
        return;
      }
      const [, actor] =
        peopleOf(home).find(([, one]) => holds(one, endpoint, home.site.id)) ??
        expect.unreachable();
      const token = await keptToken(actor);
      const before = await rowCounts(owner);
      for (const body of [
        '{"visitedOn": ',
        '',
        '[]',
        '"text"',
        'null',
        '['.repeat(50_000),
        `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
      ]) {
        const { status, json } = await ask(endpoint, home, token, body);
        expect([body.slice(0, 20), status, json.code]).toEqual([
          body.slice(0, 20),
          422,
          'INVALID_INPUT',
        ]);
      }
      const address = addressOf(endpoint, home);
      const { method } = endpoint;
      const asText = await callApi(address, {
        method,
        token,
        body: '{}',
        headers: { 'content-type': 'text/plain' },
      });
      expect([asText.status, asText.json.code]).toEqual([415, 'UNSUPPORTED_TYPE']);
      const large = await callApi(address, {
        method,
        token,
        body: { note: 'x'.repeat(1_100_000) },
      });
      expect([large.status, large.json.code]).toEqual([413, 'TOO_LARGE']);
      expect(await rowCounts(owner)).toEqual(before);
    });
  },
);

/** No worker has written the file, nothing was found, and no file is sent here. */
const unanswered = ['downloadExport', 'downloadImportIssues', 'uploadImport'];
const answered = endpoints.filter(({ name }) => !unanswered.includes(name));

test.each(answered.map((endpoint) => [endpoint.name, endpoint] as const))(
  '%s takes what was refused above from those who may',
  async (_, endpoint) => {
    const people = peopleOf(home).filter(([, actor]) => holds(actor, endpoint, home.site.id));
    const [, actor] = people.at(-1) ?? expect.unreachable();
    const { status, json } = await ask(endpoint, home, await keptToken(actor));
    expect([401, 403, 404, 405, 413, 415, 429, 500]).not.toContain(status);
    expect([json?.fieldErrors ?? {}, json?.code]).not.toEqual([expect.anything(), 'INVALID_INPUT']);
  },
);
