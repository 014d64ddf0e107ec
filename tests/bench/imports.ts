// A laboratory's file of 100,000 results for a thousand men: read, checked, recorded and every plan made anew.
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { addDays, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { ImportCounts } from '@/lib/import/import-counts';
import { siteToday } from '@/lib/server/clock';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { answerImport } from '@/lib/server/imports/answer-import';
import { checkImport } from '@/lib/server/imports/check-import';
import { commitImport } from '@/lib/server/imports/commit-import';
import { layOutImport } from '@/lib/server/imports/lay-out-import';
import { uploadImport } from '@/lib/server/imports/upload-import';
import { type LargeClinic, openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, reported, seconds } from './figure';

const men = 1000;
const daysEach = 10;
const targetRowsPerSecond = 1000;

/** Values that are usual, and within the ranges. */
const tests = [
  ['FSH', 9, 'mIU/mL'],
  ['LH', 6, 'mIU/mL'],
  ['Testosterone', 420, 'ng/dL'],
  ['Hemoglobin', 15, 'g/dL'],
  ['Platelets', 240, '10^3/uL'],
  ['Triglycerides', 110, 'mg/dL'],
  ['AST', 22, 'U/L'],
  ['ALT', 24, 'U/L'],
  ['Creatinine', 0.9, 'mg/dL'],
  ['Glucose', 88, 'mg/dL'],
] as const;
const rows = men * daysEach * tests.length;

export async function measureImports(): Promise<readonly Figure[]> {
  const clinic = await openLargeClinic(men);
  try {
    const studyIds = await studyIdsOf(clinic);
    // A small one first: it compiles the program.
    await importRows(clinic, studyIds.slice(0, 5), 'Warm');
    const { checked, committed } = await importRows(clinic, studyIds, 'Measured');
    const ms = committed.ms;
    const perSecond = (rows / ms) * 1000;
    return [
      reported(
        `A check of ${counted(rows)} laboratory results of ${counted(men)} men`,
        seconds(checked.ms),
      ),
      {
        name: 'The same recorded, with validation and a new plan for each man',
        measured: `${seconds(ms)}, ${counted(perSecond)} rows/s`,
        target: `≥ ${counted(targetRowsPerSecond)} rows/s`,
        isMet: perSecond >= targetRowsPerSecond && isRecorded(committed.result),
      },
      reported(
        'Processor time of the program meanwhile, without PostgreSQL',
        seconds(committed.cpuMs),
      ),
    ];
  } finally {
    await clinic.close();
  }
}

/** A few results are there already: those of the small file, and what the men had that day. */
function isRecorded({ ready, duplicates, errors, warnings }: ImportCounts): boolean {
  return errors + warnings === 0 && ready + duplicates === rows && ready > 0.98 * rows;
}

async function studyIdsOf({ physician, siteId }: LargeClinic): Promise<string[]> {
  const patients = await inReadTransaction(physician, (tx) =>
    tx.patient.findMany({ where: { siteId }, select: { studyId: true }, take: men }),
  );
  return patients.map(({ studyId }) => studyId);
}

async function importRows(
  { physician, siteId }: LargeClinic,
  studyIds: readonly string[],
  laboratory: string,
) {
  const { importId } = await uploadImport(
    physician,
    { siteId, kind: 'labs', fileName: 'labs.csv' },
    Readable.from([Buffer.from(fileOf(studyIds, laboratory))]),
    { requestId: randomUUID() },
  );
  const submission = () => ({ submissionId: randomUUID() });
  const laidOut = { importId, version: 1, sourceName: laboratory, layout: {} };
  await layOutImport.execute(physician, laidOut, submission());
  const answers = {
    dateOrder: null,
    epoch: null,
    decimalSign: 'point',
    units: {},
    acceptUnusual: true,
    confirmed: [],
  };
  await answerImport.execute(physician, { importId, version: 2, answers }, submission());
  const unwatched = { progress: () => {}, signal: new AbortController().signal };
  const checked = await timed(() => checkImport(physician, { importId, version: 3 }, unwatched));
  const committed = await timed(() =>
    commitImport(physician, { importId, version: 3, mode: 'valid' }, unwatched),
  );
  return { checked, committed };
}

/** In order of day and not of man, as a laboratory sends them. */
function fileOf(studyIds: readonly string[], laboratory: string): string {
  const today = toDay(siteToday('America/New_York'));
  const lines = ['Study id,Date,Laboratory,Test,Result,Unit'];
  for (let day = 0; day < daysEach; day += 1) {
    const on = toCivilDate(addDays(today, day - daysEach));
    for (const studyId of studyIds) {
      for (const [test, value, unit] of tests) {
        lines.push(`${studyId},${on},${laboratory},${test},${value},${unit}`);
      }
    }
  }
  return lines.join('\n');
}

/** Imports run in the worker process, where nobody waits for the event loop. */
async function timed<Result>(work: () => Promise<Result>) {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
}
