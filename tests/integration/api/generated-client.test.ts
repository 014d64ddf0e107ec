// A client that a stranger generates from the description, against the program.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { generateApi } from 'swagger-typescript-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { siteToday } from '@/lib/server/clock';
import { answerApi, callApi, tokenFor } from '@/tests/support/api';
import { type Clinic, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();

const today = toDay(siteToday('America/New_York'));
const on = (days: number) => toCivilDate(addDays(today, days));

type Call = (...asked: unknown[]) => Promise<{ data: Record<string, unknown>; status: number }>;
type Client = Readonly<Record<string, Readonly<Record<string, Call>>>>;

const folder = mkdtempSync(path.join(tmpdir(), 'client-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function generatedClient(token: string): Promise<Client> {
  const { json: spec } = await callApi('/openapi.json');
  const { files } = await generateApi({
    spec,
    silent: true,
    httpClientType: 'fetch',
    output: false,
  });
  const source = files.map(({ fileContent }) => fileContent).join('\n');
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  const file = path.join(folder, 'client.mjs');
  writeFileSync(file, code);
  const { Api } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return new Api({
    baseUrl: 'http://localhost/api/v1',
    baseApiParams: { headers: { authorization: `Bearer ${token}` }, format: 'json' },
    // What the network would carry.
    customFetch: (address: string, init: RequestInit) => answerApi(new Request(address, init)),
  });
}

let clinic: Clinic;
let client: Client;

beforeAll(async () => {
  clinic = await openClinic(owner);
  client = await generatedClient(await tokenFor(clinic.physician));
});

function call(group: string, name: string): Call {
  const found = client[group]?.[name];
  if (found === undefined) {
    throw new Error(`The client has: ${JSON.stringify(Object.keys(client[group] ?? client))}`);
  }
  return found;
}

test('it enrolls a man, logs a visit and reads his plan, response and flags', async () => {
  const account = await call('account', 'getAccount')();
  expect(account.data).toMatchObject({ sites: [{ siteId: clinic.site.id, role: 'physician' }] });

  const enrolled = await call(
    'patients',
    'enrollPatient',
  )({
    siteId: clinic.site.id,
    patient: {
      kind: 'new',
      identity: {
        givenName: 'Client',
        familyName: 'Man',
        birthDate: '1988-04-05',
        recordNumber: 'C-1',
      },
    },
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    consentOn: on(-30),
    enrolledOn: on(-30),
    findings: [
      {
        kind: 'finding',
        on: on(-40),
        content: { finding: 'hypersensitivity-isotretinoin', answer: 'no' },
      },
    ],
    overrideReason: 'His findings are on paper',
    password: testPassword,
  });
  expect(enrolled.status).toBe(201);
  const { patientId, enrollmentId } = enrolled.data;

  const started = await call('enrollments', 'changeTherapy')(enrollmentId, {
    change: {
      kind: 'dose',
      on: on(-28),
      content: {
        drug: 'isotretinoin',
        amount: 20,
        unit: 'mg',
        route: 'oral',
        timesPerDay: 2,
        everyDays: 1,
      },
    },
  });
  expect(started.status).toBe(201);

  const visit = await call('enrollments', 'recordVisit')(
    enrollmentId,
    {
      visitedOn: on(-1),
      note: 'Sent by a program',
      labReports: [
        {
          collectedOn: on(-1),
          laboratory: 'Central',
          results: [{ analyte: 'triglycerides', value: '1020', unit: 'mg/dL' }],
          confirmed: ['triglycerides'],
        },
      ],
    },
    { headers: { 'Idempotency-Key': 'visit-1' } },
  );
  expect(visit.data).toMatchObject({ change: { flagsRaised: [{ severity: 'red' }] } });

  const records = await call('patients', 'listRecords')(patientId, { kind: 'lab-report' });
  expect(records.data).toMatchObject({
    items: [{ results: [{ analyte: 'triglycerides', value: 1020 }] }],
  });
  const plan = await call('enrollments', 'getPlan')(enrollmentId, { today: on(0) });
  expect(plan.data).toMatchObject({ today: on(0), protocol: 'isotretinoin-noa' });
  const later = await call('enrollments', 'getPlan')(enrollmentId, { today: on(400) });
  expect(later.data).not.toEqual(plan.data);
  const response = await call('enrollments', 'getResponse')(enrollmentId, {});
  expect(response.data).toMatchObject({ bestResponse: expect.any(String) });
  const flags = await call('enrollments', 'listFlags')(enrollmentId);
  expect(flags.data).toMatchObject({ items: [{ severity: 'red', isOpen: true }] });
});

test('a refusal reaches it as a problem with its code', async () => {
  const refused = call('patients', 'getPatient')('00000000-0000-4000-8000-000000000000');
  await expect(refused).rejects.toMatchObject({ status: 404, error: { code: 'NOT_FOUND' } });
});
