import { beforeAll, expect, test } from 'vitest';
import type { ImportCounts } from '@/lib/import/import-counts';
import { commitImport } from '@/lib/server/imports/commit-import';
import { layOutImport } from '@/lib/server/imports/lay-out-import';
import { mapImport } from '@/lib/server/imports/map-import';
import { listImports } from '@/lib/server/imports/queries';
import { requestImportCheck } from '@/lib/server/imports/request-check';
import { requestImportCommit } from '@/lib/server/imports/request-commit';
import { jobHandlers } from '@/lib/server/jobs/handlers';
import { runNextJob } from '@/lib/server/jobs/run-next-job';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { bring, check, importFile, unwatched, viewOf } from '@/tests/support/import-work';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
});

const titles = 'Study id,Date,Laboratory,Test,Result,Unit';
const labs = (...lines: readonly string[]) => ({
  siteId: clinic.site.id,
  kind: 'labs' as const,
  bytes: [titles, ...lines].join('\n'),
});
const worker = () => runNextJob(jobHandlers, new AbortController().signal);

test('the worker checks and records what a person asks for, and the page reads how it went', async () => {
  const { nurse } = clinic;
  const man = await importMan(clinic);
  const { id: importId, version } = await bring(
    nurse,
    labs(`${man.studyId},2026-02-10,Central,FSH,18.2,mIU/mL`),
  );
  const early = await refusalOf(
    submit(requestImportCommit, nurse, { importId, version, mode: 'all' }),
  );
  expect(early.message).toBe('Check the file first.');
  await submit(requestImportCheck, nurse, { importId, version });
  const twice = await refusalOf(submit(requestImportCheck, nurse, { importId, version }));
  expect(twice.message).toBe('This file is being worked on already.');
  expect(await worker()).toBe(true);
  expect(await viewOf(nurse, importId)).toMatchObject({ status: 'checked', counts: { ready: 1 } });
  await submit(requestImportCommit, nurse, { importId, version, mode: 'all' });
  expect(await worker()).toBe(true);
  const view = await viewOf(nurse, importId);
  expect(view).toMatchObject({ status: 'committed', committedByName: nurse.displayName });
  expect(view.jobs.map(({ status, error }) => [status, error])).toEqual([
    ['done', null],
    ['done', null],
  ]);
  const late = await refusalOf(submit(requestImportCheck, nurse, { importId, version }));
  expect(late.code).toBe('CONFLICT');
  expect((await listImports(nurse, 1)).imports[0]).toMatchObject({
    id: importId,
    status: 'committed',
  });
  expect(await listImports(clinic.coordinator, 1)).toEqual({ imports: [], total: 0 });
});

test('a file with an open question or an unmapped field is not checked, and says what is missing', async () => {
  const { nurse } = clinic;
  const man = await importMan(clinic);
  const brought = await bring(nurse, {
    ...labs(`${man.studyId},03/04/2026,Central,FSH,18.2,mIU/mL`),
    answers: { confirmed: [] },
  });
  const given = { importId: brought.id, version: brought.version };
  const open = await refusalOf(submit(requestImportCheck, nurse, given));
  expect(Object.keys(open.fields)).toEqual(['answers.dateOrder']);
  const columns = brought.settings.mapping.columns.filter(({ field }) => field !== 'laboratory');
  const mapped = await submit(mapImport, nurse, { ...given, mapping: { columns, constants: {} } });
  const unmapped = await refusalOf(submit(requestImportCheck, nurse, mapped));
  expect(unmapped.fields['mapping']).toEqual([
    'Say which column is “Laboratory”, or give it one value for all rows.',
  ]);
  const stale = await refusalOf(
    submit(mapImport, nurse, { ...given, mapping: { columns, constants: {} } }),
  );
  expect(stale.code).toBe('STALE_VERSION');
});

test('a change after the check makes the check void', async () => {
  const { nurse } = clinic;
  const man = await importMan(clinic);
  const checked = await check(nurse, labs(`${man.studyId},2026-02-10,Central,FSH,18.2,mIU/mL`));
  const given = { importId: checked.id, version: checked.version };
  await submit(layOutImport, nurse, { ...given, sourceName: 'Another', layout: {} });
  expect(await viewOf(nurse, checked.id)).toMatchObject({
    status: 'uploaded',
    version: checked.version + 1,
  });
  const stale = await refusalOf(commitImport(nurse, { ...given, mode: 'all' }, unwatched));
  expect(stale.code).toBe('STALE_VERSION');
});

test('the columns of a source are remembered, also those that are nothing', async () => {
  const { nurse } = clinic;
  const man = await importMan(clinic);
  const file = (day: string) => ({
    siteId: clinic.site.id,
    kind: 'labs' as const,
    sourceName: 'Strange titles',
    bytes: `Who,When,Where,What,How much,Unit,High\n${man.studyId},${day},Central,FSH,18.2,mIU/mL,H`,
  });
  const first = await bring(nurse, file('2026-02-10'));
  const fields = ['studyId', 'on', 'laboratory', 'test', 'value', 'unit'];
  const columns = fields.map((field, column) => ({
    column,
    field,
    title: first.profile.columns[column]?.title ?? '',
  }));
  const mapped = await submit(mapImport, nurse, {
    importId: first.id,
    version: first.version,
    mapping: { columns, constants: {} },
  });
  await commitImport(nurse, { ...mapped, mode: 'all' }, unwatched);
  const second = await bring(nurse, file('2026-03-10'));
  expect(second.settings.mapping.columns).toEqual(columns);
  expect(second.problems).toEqual([]);
  expect(second.sources).toContain('Strange titles');
});

test('two imports of the same rows at once record each row once', async () => {
  const { nurse, physician } = clinic;
  const man = await importMan(clinic);
  const lines = Array.from(
    { length: 20 },
    (_, day) =>
      `${man.studyId},2026-02-${String(day + 1).padStart(2, '0')},Central,FSH,18.2,mIU/mL`,
  );
  const [one, other] = [await check(nurse, labs(...lines)), await check(physician, labs(...lines))];
  const commit = ({ id, version }: { id: string; version: number }, actor: typeof nurse) =>
    commitImport(actor, { importId: id, version, mode: 'valid' }, unwatched);
  const counts: ImportCounts[] = await Promise.all([commit(one, nurse), commit(other, physician)]);
  expect(counts.map(({ ready }) => ready).sort()).toEqual([0, 20]);
  const { rows } = await owner.query(
    'SELECT count(*)::int AS results FROM lab_result WHERE patient_id = $1',
    [man.patientId],
  );
  expect(rows).toEqual([{ results: 20 }]);
});

test('nobody of another site, and nobody without the right, brings a file here', async () => {
  const elsewhere = await openClinic(owner, 'TYO', 'Asia/Tokyo');
  for (const actor of [elsewhere.nurse, clinic.coordinator, clinic.administrator]) {
    expect(
      (await refusalOf(importFile(actor, labs('X,2026-02-10,Central,FSH,18.2,mIU/mL')))).code,
    ).toBe('FORBIDDEN');
  }
});
