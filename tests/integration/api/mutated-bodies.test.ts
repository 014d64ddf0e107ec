// Twenty thousand bodies that nobody would send: each is answered or refused by name, and what is refused leaves nothing.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '@/lib/core/json';
import { siteToday } from '@/lib/server/clock';
import { callApi, tokenFor } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { type KnownClinic, openKnownClinic } from '@/tests/support/known-clinic';
import { rowCounts } from '@/tests/support/row-counts';

const { owner } = await openTestDatabase();

const bodiesInAll = 20_000;
/** Each body is a transaction of its own. */
const slow = 3_600_000;

const today = siteToday('America/New_York');

interface Target {
  readonly method: string;
  readonly path: string;
  readonly body: JsonObject;
}

let clinic: KnownClinic;
let targets: readonly Target[];
let token: string;

beforeAll(async () => {
  clinic = await openKnownClinic(owner, 'HOMECLINIC', '1977-08-09');
  token = await tokenFor(clinic.physician);
  const { man, site, cohortId, snapshotId } = clinic;
  const enrollment = `/enrollments/${man.enrollmentId}`;
  const definition = {
    protocol: 'isotretinoin-noa',
    condition: {
      all: [
        { variable: 'age', operator: 'between', from: 20, to: 60 },
        { any: [{ not: { variable: 'arm', operator: 'any-of', values: ['isotretinoin'] } }] },
      ],
    },
  };
  targets = [
    {
      method: 'POST',
      path: `${enrollment}/visits`,
      body: {
        visitedOn: today,
        note: 'By phone',
        symptomCheck: { answers: { headache: 'mild' }, unchanged: false },
        vitalSigns: { weight: '80', weightUnit: 'kg', systolic: '120', diastolic: '80' },
        questionnaire: { instrument: 'phq-9', total: 3, item9: 0 },
        labReports: [
          {
            collectedOn: today,
            laboratory: 'Central',
            results: [{ analyte: 'alt', value: '22', unit: 'U/L', referenceHigh: '40' }],
          },
        ],
        semenAnalyses: [
          {
            collectedOn: today,
            collectedAt: '08:30',
            content: { neat: { state: 'no-sperm-seen' }, volume: '2.5' },
          },
        ],
        procedures: [{ performedOn: today, content: { kind: 'tese', spermFound: 'no' } }],
        concomitantDrugs: [{ drug: 'doxycycline' }],
        findings: [{ foundOn: today, content: { finding: 'vitamin-a', answer: 'no' } }],
      },
    },
    {
      method: 'POST',
      path: '/patients',
      body: {
        siteId: site.id,
        patient: {
          kind: 'new',
          studyId: '',
          identity: {
            givenName: 'New',
            familyName: 'Man',
            birthDate: '1990-02-03',
            recordNumber: 'M-1',
            phone: '555',
          },
        },
        protocol: 'isotretinoin-noa',
        arm: 'isotretinoin',
        consentOn: today,
        enrolledOn: today,
        findings: [
          {
            kind: 'finding',
            on: '2026-01-10',
            content: { finding: 'hypersensitivity-isotretinoin', answer: 'no' },
          },
        ],
        overrideReason: 'On paper',
        password: '',
      },
    },
    {
      method: 'POST',
      path: `/patients/${man.patientId}/history`,
      body: {
        entries: [
          {
            kind: 'procedure',
            on: '2020-01-10',
            source: 'Letter',
            content: { kind: 'tese', spermFound: 'no' },
          },
        ],
      },
    },
    {
      method: 'PUT',
      path: `/records/${man.recordId}`,
      body: {
        version: 1,
        reason: 'Typed wrongly',
        entry: { kind: 'symptom-check', on: today, content: { answers: { headache: 'none' } } },
      },
    },
    {
      method: 'POST',
      path: `${enrollment}/therapy`,
      body: { change: { kind: 'hold', on: today, content: { reason: 'adverse-event', note: '' } } },
    },
    {
      method: 'POST',
      path: `/flags/${man.flagId}/close`,
      body: { version: 1, disposition: 'no-action', reason: 'None', password: '' },
    },
    {
      method: 'POST',
      path: `${enrollment}/decisions`,
      body: {
        key: 'month-6-review',
        chosen: 'continue',
        decidedOn: today,
        effectiveOn: today,
        reason: 'Because',
        replaces: null,
        password: '',
      },
    },
    {
      method: 'POST',
      path: '/cohorts',
      body: {
        siteId: site.id,
        siteIds: [site.id],
        name: 'Cohort',
        note: '',
        definition,
        smallestCell: 11,
      },
    },
    { method: 'POST', path: '/cohorts/count', body: { siteIds: [site.id], definition } },
    {
      method: 'POST',
      path: `/cohorts/${cohortId}/snapshots`,
      body: { version: 99, name: 'Frozen', note: '', cutOff: today },
    },
    {
      method: 'POST',
      path: `/snapshots/${snapshotId}/exports`,
      body: { format: 'csv', mode: 'identified', reason: '' },
    },
  ];
}, slow);

/** What a program might send instead of a value. */
const oddValue: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(
    null,
    true,
    '',
    ' ',
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    9_007_199_254_740_992,
    '1e999',
    'NaN',
    '-0',
    '0001-01-01',
    '9999-12-31',
    '2026-02-30',
    '31/02/2026',
    '2026-13-01',
    '1,5',
    '<1',
    '>=10',
    '\u0000',
    '\ud800',
    '\u202e',
    'İ',
    '🧪'.repeat(50),
    'x'.repeat(20_000),
    "'; DROP TABLE patient; --",
    '{"a":1}',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    [],
    {},
    [null],
    [[]],
    { length: -1 },
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.uuid(),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
);

const oddKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'id',
  'siteId',
  'patientId',
  'x',
);

interface Mutation {
  readonly kind: 'replace' | 'remove' | 'add' | 'repeat';
  /** Which of the places of the body, counted round. */
  readonly place: number;
  readonly value: JsonValue;
  readonly key: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat'),
  place: fc.nat(10_000),
  value: oddValue,
  key: oddKey,
});

type Path = readonly (string | number)[];

function placesOf(value: JsonValue, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  const entries: [string | number, JsonValue][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(value);
  const inner = entries.flatMap(([key, item]) => placesOf(item, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function mutated(body: JsonObject, { kind, place, value, key }: Mutation): JsonObject {
  const copy = structuredClone(body);
  const places = placesOf(copy);
  const path = places[place % places.length] ?? [];
  const last = path.at(-1) ?? '';
  // biome-ignore lint/suspicious/noExplicitAny: any place of any body
  let parent: any = copy;
  for (const step of path.slice(0, -1)) {
    parent = parent[step];
  }
  if (kind === 'remove' && !Array.isArray(parent)) {
    delete parent[last];
  } else if (kind === 'add' && !Array.isArray(parent)) {
    Object.defineProperty(parent, key, { value, enumerable: true, configurable: true });
  } else if (kind === 'repeat' && Array.isArray(parent)) {
    parent.push(...Array.from({ length: 3 }, () => structuredClone(parent[Number(last)])));
  } else {
    parent[last] = value;
  }
  return copy;
}

/** Asked at the same moment; between two of these groups the rows are counted. */
const groupSize = 20;

interface Asked {
  readonly target: Target;
  readonly body: JsonObject;
  readonly status: number;
}

async function ask({ target, body }: Omit<Asked, 'status'>, index: number): Promise<Asked> {
  const { status, json } = await callApi(target.path, {
    method: target.method,
    token,
    body,
    headers: index % 7 === 0 ? { 'idempotency-key': randomUUID() } : {},
  });
  if (status >= 500) {
    const sent = JSON.stringify(body);
    expect.fail(`${target.path} answered ${JSON.stringify(json)} to ${sent.slice(0, 4000)}`);
  }
  return { target, body, status };
}

const hasWritten = ({ target, status }: Asked) => status < 300 && target.path !== '/cohorts/count';

test(
  'no body causes an internal error, and what is refused writes nothing',
  async () => {
    process.env['API_REQUESTS_PER_MINUTE'] = '100000';
    const steps = fc.array(mutation, { minLength: 1, maxLength: 3 });
    const mutations = fc.sample(fc.record({ which: fc.nat(1_000), steps }), {
      numRuns: bodiesInAll,
      seed: 20_261_122,
    });
    const bodies = mutations.map((sample) => {
      const target = targets[sample.which % targets.length] ?? expect.unreachable();
      return { target, body: sample.steps.reduce<JsonObject>(mutated, target.body) };
    });
    const statuses = new Set<number>();
    let before = await rowCounts(owner);
    let untouched = 0;
    for (let start = 0; start < bodies.length; start += groupSize) {
      const group = bodies.slice(start, start + groupSize);
      const answers = await Promise.all(group.map((one, index) => ask(one, start + index)));
      for (const { status } of answers) {
        statuses.add(status);
      }
      const after = await rowCounts(owner);
      if (!answers.some(hasWritten)) {
        untouched += 1;
        expect([start, after]).toEqual([start, before]);
      }
      before = after;
    }
    expect([...statuses]).toEqual(expect.arrayContaining([201, 200, 409, 422]));
    expect(untouched).toBeGreaterThan(0);
  },
  slow,
);
