// PostgreSQL carries out the rules of the columns, and is held against what they say in memory.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DatasetName, datasetNames } from '@/lib/analysis/datasets';
import type { FrozenRow } from '@/lib/analysis/freeze-case';
import { disclosedColumns } from '@/lib/deidentification/disclosed-columns';
import type { Disclosure } from '@/lib/deidentification/disclosure';
import { demoImport } from '@/lib/demo/demo-import';
import { isotretinoinCohort } from '@/lib/demo/isotretinoin-cohort';
import type { DataColumn } from '@/lib/export/data-column';
import { type DisclosureMode, disclosureModes } from '@/lib/export/disclosure-mode';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { closeDatabase } from '@/lib/server/db/client';
import { onConnection } from '@/lib/server/db/transaction';
import {
  disclosedCell,
  disclosedMembersSql,
  setDisclosedMembers,
} from '@/lib/server/deidentification/disclosed-sql';
import { openDisclosure } from '@/lib/server/deidentification/open-disclosure';
import {
  type ReadMember,
  readDisclosedMembers,
} from '@/lib/server/deidentification/read-disclosed-members';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { type Clinic, courseOfMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { discloseRow } from '@/tests/support/disclosed-row';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);
vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const men = 10;
let clinic: Clinic;
let snapshot: SnapshotView;

beforeAll(async () => {
  clinic = await openClinic(owner);
  const old = courseOfMan({
    identity: {
      givenName: 'Test',
      familyName: 'Old',
      birthDate: '1930-03-01',
      recordNumber: 'MRN-OLD',
    },
  });
  const untreated = courseOfMan({
    identity: null,
    records: [
      { kind: 'finding', on: '2026-01-05', content: { finding: 'karyotype', answer: '46-xx' } },
      {
        kind: 'adverse-event',
        on: '2026-01-06',
        content: {
          term: 'other',
          description: 'Fell off his bicycle in Elm Street',
          grades: [{ from: '2026-01-06', grade: 1 }],
        },
      },
    ],
  });
  await importCourses(clinic.physician, {
    siteId: clinic.site.id,
    courses: [...isotretinoinCohort().slice(0, men).map(demoImport), old, untreated],
  });
  const { cohortId } = await submit(saveCohort, clinic.coordinator, {
    siteId: clinic.site.id,
    siteIds: [clinic.site.id],
    name: 'All',
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
  });
  const taken = await submit(takeSnapshot, clinic.coordinator, {
    cohortId,
    version: 1,
    name: 'First',
  });
  const view = await getSnapshot(clinic.coordinator, taken.snapshotId);
  if (view === null) {
    throw new Error('The snapshot was not taken.');
  }
  snapshot = view;
});

const disclose = (mode: DisclosureMode, id = snapshot.id) =>
  openDisclosure(clinic.physician, id, mode, '00000000-0000-4000-8000-000000000001');

async function frozenRows(dataset: DatasetName) {
  const { rows } = await owner.query<{ position: number; subject: FrozenRow; own: FrozenRow[] }>(
    `SELECT position, subject,
            CASE WHEN $2 = 'subjects' THEN jsonb_build_array(subject) ELSE data -> $2 END AS own
     FROM snapshot_member WHERE snapshot_id = $1`,
    [snapshot.id, dataset],
  );
  return new Map(rows.map((row) => [row.position, row]));
}

const databaseTypes: Record<DataColumn['type'], string> = {
  number: 'numeric',
  flag: 'boolean',
  choice: 'text',
  date: 'text',
  text: 'text',
};

function inDatabase(dataset: DatasetName, disclosure: Disclosure): Promise<FrozenRow[]> {
  const columns = snapshot.definition.columns[dataset];
  const cells = disclosedColumns(dataset, columns, disclosure.mode).map(
    (column) => `${disclosedCell(column)} AS "${column.name}"`,
  );
  const own = dataset === 'subjects' ? 'jsonb_build_array(m.subject)' : `m.data -> '${dataset}'`;
  const types = columns.map(({ name, type }) => `"${name}" ${databaseTypes[type]}`).join(', ');
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  return onConnection(clinic.physician, async (client) => {
    await setDisclosedMembers(client, disclosure);
    const { rows } = await client.query<{ row: FrozenRow }>(
      `SELECT to_jsonb(disclosed) AS row FROM (
         SELECT ${cells.join(', ')}
         FROM snapshot_member m
         JOIN ${disclosedMembersSql} ON d.position = m.position
         CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(${own}) AS (${types}))
           WITH ORDINALITY AS x (${names}, place)
         WHERE m.snapshot_id = $1
         ORDER BY d.place, x.place
       ) disclosed`,
      [snapshot.id],
    );
    return rows.map(({ row }) => row);
  });
}

describe.each(disclosureModes)('%s', (mode) => {
  test.each(datasetNames)(
    '%s: the database makes of a row what the program makes of it',
    async (dataset) => {
      const disclosure = await disclose(mode);
      const columns = disclosedColumns(dataset, snapshot.definition.columns[dataset], mode);
      const frozen = await frozenRows(dataset);
      const inMemory = disclosure.members.flatMap((member) => {
        const { subject, own } = frozen.get(member.position) ?? { subject: {}, own: [] };
        return own.map((row) => discloseRow(columns, row, { member, subject }));
      });
      expect(await inDatabase(dataset, disclosure)).toEqual(inMemory);
    },
  );
});

test('two disclosures of a snapshot are the same, and those of another snapshot are not', async () => {
  const { snapshotId: second } = await submit(takeSnapshot, clinic.coordinator, {
    cohortId: snapshot.cohortId,
    version: 1,
    name: 'Second',
  });
  const shown = async (id: string) => {
    const { members, siteCodes, idOf } = await disclose('date-shifted', id);
    return { members, siteCodes, id: idOf(snapshot.id) };
  };
  const first = await shown(snapshot.id);
  expect(await shown(snapshot.id)).toEqual(first);
  const other = await shown(second);
  expect(other.id).not.toBe(first.id);
  expect(other.members).not.toEqual(first.members);
});

test('the coded order is not that of study ids, and every man is shifted by 1 to 364 days, never whole weeks', async () => {
  const { members } = await disclose('date-shifted');
  expect(members.map(({ subject }) => subject)).toEqual(
    members.map((_, index) => `S${String(index + 1).padStart(4, '0')}`),
  );
  const positions = members.map(({ position }) => position);
  expect(positions).not.toEqual(positions.toSorted((a, b) => a - b));
  expect(new Set(positions).size).toBe(men + 2);
  for (const { shiftDays } of members) {
    expect(Math.abs(shiftDays)).toBeGreaterThanOrEqual(1);
    expect(Math.abs(shiftDays)).toBeLessThanOrEqual(364);
    expect(shiftDays % 7).not.toBe(0);
  }
});

test('records come in the order of the file, each under the name of its own man', async () => {
  const disclosure = await disclose('safe-harbor');
  const read: ReadMember[] = [];
  for await (const member of readDisclosedMembers(clinic.physician, snapshot.id, disclosure)) {
    read.push(member);
  }
  expect(read.map(({ disclosed }) => disclosed?.subject)).toEqual(
    disclosure.members.map(({ subject }) => subject),
  );
  for (const { frozen, disclosed } of read) {
    expect(disclosed?.records.length).toBe(frozen.source?.records.length);
    expect(disclosed?.enrollment.id).toBe(disclosure.idOf(frozen.enrollmentId));
  }
});

test('only an identified disclosure knows who the men are', async () => {
  const known = async (mode: DisclosureMode) =>
    (await disclose(mode)).members.filter(({ identity }) => identity !== null).length;
  expect(await known('limited')).toBe(0);
  expect(await known('date-shifted')).toBe(0);
  expect(await known('safe-harbor')).toBe(0);
  const { rows } = await owner.query('SELECT FROM patient_identity');
  expect(await known('identified')).toBe(rows.length);
  const { members } = await openDisclosure(
    clinic.coordinator,
    snapshot.id,
    'identified',
    '00000000-0000-4000-8000-000000000001',
  );
  expect(members.filter(({ identity }) => identity !== null)).toEqual([]);
});

test('nobody of another clinic reads the key, and nobody changes it', async () => {
  await disclose('limited');
  const other = await openClinic(owner, 'BER', 'Europe/Berlin');
  const readable = await onConnection(other.physician, (client) =>
    client.query('SELECT FROM deidentification_key'),
  );
  expect(readable.rowCount).toBe(0);
  await expect(
    owner.query("UPDATE deidentification_key SET key = sha256('guess')"),
  ).rejects.toThrow('cannot be changed');
});
