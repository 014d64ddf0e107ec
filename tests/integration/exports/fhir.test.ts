import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { demoPhysician } from '@/lib/demo/demo-accounts';
import { disclosureModes } from '@/lib/export/disclosure-mode';
import { findActor } from '@/lib/server/accounts/find-actor';
import { closeDatabase } from '@/lib/server/db/client';
import { openDisclosure } from '@/lib/server/deidentification/open-disclosure';
import { fhirBundle, fhirNdjson } from '@/lib/server/exports/fhir';
import type { ExportFormat } from '@/lib/server/exports/format';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';
import { openTestDatabase } from '@/tests/support/database';
import {
  fileFaults,
  type JsonResource,
  ownFaults,
  schemaErrors,
} from '@/tests/support/fhir-standard';

const { owner } = await openTestDatabase({ holds: 'demo-history' });
afterAll(closeDatabase);

// 673 men, each file with tens of thousands of resources, on a machine that other tests share.
vi.setConfig({ hookTimeout: 300_000, testTimeout: 300_000 });

let actor: Actor;
const snapshots = new Map<string, SnapshotView>();

beforeAll(async () => {
  const { rows } = await owner.query<{ id: string; session_version: number }>(
    'SELECT id, session_version FROM user_account WHERE email = $1',
    [demoPhysician.email],
  );
  const [account] = rows;
  const found = account && (await findActor(account.id, account.session_version));
  if (!found) {
    throw new Error('The demo has a physician.');
  }
  actor = found;
  const frozen = await owner.query<{ id: string; paper: string }>(
    'SELECT s.id, left(c.name, 2) AS paper FROM cohort_snapshot s JOIN cohort c ON c.id = s.cohort_id',
  );
  for (const { id, paper } of frozen.rows) {
    const view = await getSnapshot(actor, id);
    if (view !== null) {
      snapshots.set(paper, view);
    }
  }
});

function snapshotOf(paper: string): SnapshotView {
  const view = snapshots.get(paper);
  if (view === undefined) {
    throw new Error(`${paper} was not frozen.`);
  }
  return view;
}

async function fileOf(
  { write }: ExportFormat,
  paper: string,
  mode: (typeof disclosureModes)[number],
  signal: AbortSignal = new AbortController().signal,
) {
  const snapshot = snapshotOf(paper);
  const disclosure = await openDisclosure(
    actor,
    snapshot.id,
    mode,
    '00000000-0000-4000-8000-000000000001',
  );
  const pieces: Uint8Array[] = [];
  let rows = 0;
  const steps: string[] = [];
  const run = {
    progress: (done: number, total: number) => steps.push(`${done}/${total}`),
    signal,
    countRows: (more: number) => {
      rows += more;
    },
  };
  for await (const piece of write({ actor, snapshot, disclosure }, run)) {
    pieces.push(piece);
  }
  return { bytes: Buffer.concat(pieces), rows, steps };
}

function resourcesIn(zip: Uint8Array): JsonResource[] {
  return Object.entries(unzipSync(zip)).flatMap(([path, bytes]) =>
    Buffer.from(bytes)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const resource = JSON.parse(line) as JsonResource;
        expect(path).toBe(`${resource.resourceType}.ndjson`);
        return resource;
      }),
  );
}

const papers = ['S0', 'S1', 'S2'] as const;

describe.each(papers)('the cohort of %s', (paper) => {
  test.each(disclosureModes)('is right FHIR R4 where it leaves %s', async (mode) => {
    const { bytes, rows, steps } = await fileOf(fhirNdjson, paper, mode);
    const resources = resourcesIn(bytes);
    const { members } = snapshotOf(paper);
    expect(resources).toHaveLength(rows);
    expect(steps.at(-1)).toBe(`${members}/${members}`);
    expect(resources.filter(({ resourceType }) => resourceType === 'Patient')).toHaveLength(
      members,
    );
    const wrong = resources.flatMap((resource) =>
      [...schemaErrors(resource), ...ownFaults(resource)].map(
        (fault) => `${resource.resourceType}/${String(resource['id'])}: ${fault}`,
      ),
    );
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(fileFaults(resources).slice(0, 5)).toEqual([]);
  });
});

test('every type of resource stands in some cohort of the demo', async () => {
  const types = new Set<string>();
  for (const paper of papers) {
    const { bytes } = await fileOf(fhirNdjson, paper, 'limited');
    for (const { resourceType } of resourcesIn(bytes)) {
      types.add(resourceType);
    }
  }
  expect([...types].toSorted()).toEqual([
    'AdverseEvent',
    'CarePlan',
    'MedicationAdministration',
    'Observation',
    'Patient',
    'Procedure',
    'ResearchStudy',
    'ResearchSubject',
    'ServiceRequest',
  ]);
});

test.each(disclosureModes)(
  'the Bundle has the resources of the lines where they leave %s',
  async (mode) => {
    const bundle = JSON.parse((await fileOf(fhirBundle, 'S0', mode)).bytes.toString('utf8'));
    const byName = (resources: readonly JsonResource[]) =>
      new Map(resources.map((it) => [`${it.resourceType}/${String(it['id'])}`, it]));
    const resources: JsonResource[] = bundle.entry.map(
      (entry: { resource: JsonResource }) => entry.resource,
    );
    expect(byName(resources)).toEqual(
      byName(resourcesIn((await fileOf(fhirNdjson, 'S0', mode)).bytes)),
    );
    // Each entry is tried against all types of resource, which takes long.
    expect(schemaErrors({ ...bundle, entry: bundle.entry.slice(0, 20) })).toEqual([]);
    expect(ownFaults({ ...bundle, entry: 'elsewhere' })).toEqual([]);
    for (const { fullUrl, resource } of bundle.entry) {
      expect(fullUrl).toBe(`https://sertoli.example/fhir/${resource.resourceType}/${resource.id}`);
    }
  },
);

test.each(['fhir-ndjson', 'fhir-bundle'] as const)('%s gives the same bytes twice', async (key) => {
  const format = key === 'fhir-ndjson' ? fhirNdjson : fhirBundle;
  const [once, again] = [
    await fileOf(format, 'S0', 'safe-harbor'),
    await fileOf(format, 'S0', 'safe-harbor'),
  ];
  expect(once.bytes.equals(again.bytes)).toBe(true);
});

test('stops where it is canceled', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(fileOf(fhirBundle, 'S0', 'limited', controller.signal)).rejects.toThrow('abort');
});
