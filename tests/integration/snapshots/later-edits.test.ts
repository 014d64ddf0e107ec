// What is published stays: 500 corrections of its men later, a snapshot has the same data, numbers and tables.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { datasetNames } from '@/lib/analysis/datasets';
import { defaultOptions, frozenScope } from '@/lib/analysis/plan-options';
import { addDays, dayOf, toCivilDate } from '@/lib/dates/civil-date';
import { demoImport } from '@/lib/demo/demo-import';
import { isotretinoinCohort } from '@/lib/demo/isotretinoin-cohort';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { closeDatabase } from '@/lib/server/db/client';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { amendRecord } from '@/lib/server/records/amend-record';
import { recordHistory } from '@/lib/server/records/record-history';
import { voidRecord } from '@/lib/server/records/void-record';
import { compareSnapshots } from '@/lib/server/snapshots/compare-snapshots';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';
import { streamDataset } from '@/lib/server/snapshots/stream-dataset';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { verifySnapshot } from '@/lib/server/snapshots/verify-snapshot';
import { endR } from '@/lib/server/statistics/run-plan';
import { tablesOf } from '@/lib/server/statistics/tables-of';
import { type Clinic, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
afterAll(() => {
  endR();
  return closeDatabase();
});

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

const edits = 500;

let clinic: Clinic;
let cohortId: string;

beforeAll(async () => {
  clinic = await openClinic(owner);
  await importCourses(clinic.physician, {
    siteId: clinic.site.id,
    courses: isotretinoinCohort().map(demoImport),
  });
  ({ cohortId } = await submit(saveCohort, clinic.coordinator, {
    siteId: clinic.site.id,
    siteIds: [clinic.site.id],
    name: 'S0',
    definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
  }));
});

async function take(name: string): Promise<SnapshotView> {
  const { snapshotId } = await submit(takeSnapshot, clinic.coordinator, {
    cohortId,
    version: 1,
    name,
  });
  const view = await getSnapshot(clinic.coordinator, snapshotId);
  if (view === null) {
    throw new Error('The snapshot was not taken.');
  }
  return view;
}

/** All that is read of a snapshot, as text; R starts anew and nothing that it said before is kept. */
async function everythingOf(view: SnapshotView): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const dataset of datasetNames) {
    const pieces: Buffer[] = [];
    for await (const piece of streamDataset(clinic.coordinator, view.id, dataset)) {
      pieces.push(piece);
    }
    texts[dataset] = Buffer.concat(pieces).toString();
  }
  endR();
  await owner.query('DELETE FROM snapshot_result');
  const answer = await tablesOf(
    clinic.coordinator,
    view,
    defaultOptions(frozenScope(view.definition)),
  );
  if (!answer.ok) {
    throw new Error(answer.sentence);
  }
  texts['results'] = JSON.stringify(answer.results.rows);
  texts['tables'] = JSON.stringify(answer.tables);
  return texts;
}

interface StoredRecord {
  readonly id: string;
  readonly version: number;
  readonly on: string;
}

async function recordOf(kind: string, turn: number): Promise<StoredRecord> {
  const { rows } = await owner.query<StoredRecord>(
    `SELECT id, version, collected_on::text AS "on" FROM record
     WHERE kind = $1 AND voided_at IS NULL ORDER BY id`,
    [kind],
  );
  const record = rows[turn % rows.length];
  if (record === undefined) {
    throw new Error(`There is no ${kind}.`);
  }
  return record;
}

const reason = 'The laboratory has corrected it';

/** Corrections of four kinds in turn, each of other men; every one of them must be taken. */
const edit: readonly ((turn: number) => Promise<unknown>)[] = [
  async (turn) => {
    const { id, version, on } = await recordOf('lab-report', turn);
    const results = [
      { analyte: 'ldl', value: String(90 + (turn % 50)), unit: 'mg/dL' },
      { analyte: 'triglycerides', value: String(100 + (turn % 90)), unit: 'mg/dL' },
    ];
    const content = { laboratory: 'Corrected', results, confirmed: ['ldl', 'triglycerides'] };
    return submit(amendRecord, clinic.physician, {
      recordId: id,
      version,
      reason,
      entry: { kind: 'lab-report', on, content },
    });
  },
  async (turn) => {
    const { id, version, on } = await recordOf('semen-analysis', turn * 3);
    const pellet =
      turn % 2 === 0
        ? { state: 'no-sperm-seen' }
        : { state: 'sperm-seen', motile: 1 + (turn % 30), immotile: 2, normal: 1 };
    const content = { neat: { state: 'no-sperm-seen' }, pellet };
    return submit(amendRecord, clinic.physician, {
      recordId: id,
      version,
      reason,
      entry: { kind: 'semen-analysis', on, content },
    });
  },
  async (turn) => {
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM patient ORDER BY id');
    return submit(recordHistory, clinic.physician, {
      patientId: rows[turn % rows.length]?.id,
      entries: [
        {
          kind: 'procedure',
          on: toCivilDate(addDays(dayOf(2020, 1, 1), turn)),
          source: 'Letter',
          content: { kind: 'tese', spermFound: 'yes', minutes: 60 + (turn % 60) },
        },
      ],
    });
  },
  async (turn) => {
    const { id, version } = await recordOf('symptom-check', turn);
    return submit(voidRecord, clinic.physician, { recordId: id, version, reason });
  },
];

test('500 later edits leave data, results and tables as they are, byte by byte', async () => {
  const before = await take('Before');
  const frozen = await everythingOf(before);
  for (let turn = 0; turn < edits; turn += 1) {
    await edit[turn % edit.length]?.(turn);
  }
  expect(await everythingOf(before)).toEqual(frozen);
  expect(await verifySnapshot(clinic.coordinator, before.id)).toBe(true);

  const after = await take('After');
  const current = await everythingOf(after);
  for (const changed of ['subjects', 'labs', 'semen', 'operations', 'results', 'tables']) {
    expect([changed, current[changed] === frozen[changed]]).toEqual([changed, false]);
  }
  const { counts, changed } = await compareSnapshots(clinic.coordinator, before, after);
  expect(counts).toMatchObject({ joined: 0, left: 0 });
  expect(counts.changed).toBe(changed.length);
  expect(counts.changed).toBeGreaterThan(20);
});
