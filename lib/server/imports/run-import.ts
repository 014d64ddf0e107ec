import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import { therapyOf } from '@/lib/course/therapy';
import { shortened } from '@/lib/import/date-format';
import type { ImportCounts } from '@/lib/import/import-counts';
import type { ImportIssue, IssueCode } from '@/lib/import/import-issue';
import { type ImportItem, type JudgedRows, rowJudge } from '@/lib/import/judge-rows';
import { AppError } from '../app-error';
import { siteToday } from '../clock';
import { keepCalendars } from '../courses/calendar-lock';
import { inBatches } from '../courses/in-batches';
import { replanAll } from '../courses/replan';
import { insertRows } from '../db/insert-rows';
import type { Transaction } from '../db/transaction';
import { findOverrideRequest } from '../eligibility/override-request';
import { insertCourses } from '../enrollments/import-course';
import { insertRecords } from '../records/record-row';
import { permissionToImport, type StoredImport } from './import-run';
import { judgeBundle } from './judge-bundle';
import { judgeMan } from './judge-man';
import { judgePatients } from './judge-patients';
import { type KnownMan, loadMen } from './load-men';
import { readFileRows } from './read-file-rows';

export interface ImportOutcome {
  readonly counts: ImportCounts;
  /** In the order of the file. */
  readonly issues: readonly ImportIssue[];
}

export interface Watch {
  readonly progress: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal: AbortSignal;
}

/**
 * The file judged by itself, row by row.
 *
 * @throws INVALID_INPUT where it cannot be read to its end.
 */
export async function judgeFile(
  run: StoredImport,
  actor: Actor,
  { progress, signal }: Watch,
): Promise<JudgedRows> {
  const { fileId, kind, profile, settings } = run;
  const judge = rowJudge(kind, settings);
  if (profile.format === 'fhir-bundle') {
    await judgeBundle(judge, run, actor, requireSite(actor, run).timeZone);
    return judge.finish();
  }
  const { headerRow } = settings.layout;
  const total = 2 * profile.rows;
  let done = 0;
  let titles: number | null = null;
  for await (const { row, cells } of readFileRows(actor, fileId, profile.format, settings.layout)) {
    signal.throwIfAborted();
    if (row === headerRow && profile.format === 'csv') {
      titles = cells.length;
    }
    if (row > headerRow) {
      if (titles !== null && isWider(cells, titles)) {
        judge.refuse({ row, column: '', code: 'too-many-cells', message: tooWide(cells, titles) });
      } else {
        judge.add(row, cells);
      }
      done += 1;
      if (done % 1000 === 0) {
        progress({ done: Math.min(done, profile.rows), total });
      }
    }
  }
  return judge.finish();
}

/** A cell too many moves every value after it into another column, even where the last one is blank. */
function isWider(cells: readonly string[], titles: number): boolean {
  return cells.length > titles && cells.some((cell) => cell.trim() !== '');
}

function tooWide(cells: readonly string[], titles: number): string {
  return `This row has ${cells.length} cells and the titles ${titles}: a comma or other sign that parts the columns may stand inside a value. Put that value in quotation marks.`;
}

/** What the site's records say to the rows; `isWriting` records what is ready, in this transaction. */
export async function applyRows(
  tx: Transaction,
  actor: Actor,
  run: StoredImport,
  judged: JudgedRows,
  { isWriting, progress, signal }: Watch & { readonly isWriting: boolean },
): Promise<ImportOutcome> {
  const site = requireSite(actor, run);
  const issues: ImportIssue[] = [...judged.issues];
  const ready = new Set<number>();
  const readyMen = new Set<string>();
  const total = 2 * judged.rows;
  let done = judged.rows;
  await inBatches([...judged.men], async (men) => {
    signal.throwIfAborted();
    const batch = await applyBatch(tx, actor, site, run, judged, men, isWriting);
    issues.push(...batch.issues);
    for (const row of batch.readyRows) {
      ready.add(row);
    }
    for (const studyId of batch.readyMen) {
      readyMen.add(studyId);
    }
    done += men.reduce((sum, [, items]) => sum + items.length, 0);
    progress({ done: Math.min(done, total), total });
    return [];
  });
  const ordered = issues.toSorted((one, other) => one.row - other.row);
  return { issues: ordered, counts: countRows(judged.rows, ordered, ready, readyMen.size) };
}

function requireSite(actor: Actor, { kind, siteId }: StoredImport): Membership {
  const permission = permissionToImport(kind);
  const site = membershipWith(actor, permission, siteId);
  if (site === undefined) {
    throw new AppError('FORBIDDEN', { detail: permission });
  }
  return site;
}

interface Batch {
  readonly issues: readonly ImportIssue[];
  readonly readyRows: readonly number[];
  readonly readyMen: readonly string[];
}

type Men = readonly (readonly [studyId: string, items: readonly ImportItem[]])[];

async function applyBatch(
  tx: Transaction,
  actor: Actor,
  site: Membership,
  run: StoredImport,
  judged: JudgedRows,
  men: Men,
  isWriting: boolean,
): Promise<Batch> {
  if (run.kind === 'patients') {
    const items = men.flatMap(([, all]) => all.filter((item) => item.kind === 'patient'));
    const { courses, issues, readyRows } = await judgePatients(tx, judged.source, items, site);
    if (isWriting) {
      await insertCourses(tx, actor, site, courses);
    }
    return { issues, readyRows, readyMen: courses.map(({ studyId }) => studyId) };
  }
  const studyIds = men.map(([studyId]) => studyId);
  if (isWriting) {
    await lockMen(tx, site.siteId, studyIds);
  }
  const known = await loadMen(tx, site.siteId, studyIds);
  const place = {
    siteId: site.siteId,
    userId: actor.userId,
    today: siteToday(site.timeZone),
    sourceName: run.sourceName,
  };
  const issues: ImportIssue[] = [];
  const written: ReturnType<typeof judgeMan>[] = [];
  const changed: KnownMan[] = [];
  const readyMen: string[] = [];
  for (const [studyId, items] of men) {
    const man = known.get(studyId);
    if (man === undefined) {
      const message = `The site has no patient with the study id ${shortened(studyId)}.`;
      issues.push(
        ...items.map(({ row }) => judged.source.issue(row, 'studyId', 'study-id-unknown', message)),
      );
      continue;
    }
    const outcome = judgeMan(judged.source, man, items, place, await overrideWaits(tx, run, man));
    issues.push(...outcome.issues);
    if (outcome.readyRows.length > 0) {
      written.push(outcome);
      changed.push(man);
      readyMen.push(studyId);
    }
  }
  if (isWriting) {
    await insertRows(
      tx,
      'visit',
      written.flatMap(({ visits }) => visits),
    );
    await insertRecords(
      tx,
      written.flatMap(({ records }) => records),
    );
    await replanAll(
      tx,
      place.today,
      changed.flatMap(({ enrollmentIds }) => enrollmentIds),
    );
  }
  return { issues, readyRows: written.flatMap(({ readyRows }) => readyRows), readyMen };
}

/** Asked only before a first dose. */
async function overrideWaits(
  tx: Transaction,
  { kind }: StoredImport,
  { loaded }: KnownMan,
): Promise<boolean> {
  if (
    kind !== 'doses' ||
    loaded === null ||
    therapyOf(loaded.course.records).firstDoseOn !== null
  ) {
    return false;
  }
  const request = await findOverrideRequest(tx, loaded.enrollment.id);
  return request !== null && request.replaces === null;
}

/** In one order, so that two imports wait for each other and never both. */
async function lockMen(
  tx: Transaction,
  siteId: string,
  studyIds: readonly string[],
): Promise<void> {
  const rows = await tx.enrollment.findMany({
    where: { siteId, patient: { studyId: { in: [...studyIds] } } },
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  await keepCalendars(tx, ids);
  await tx.$queryRaw`
    SELECT id FROM enrollment WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

function countRows(
  rows: number,
  issues: readonly ImportIssue[],
  ready: ReadonlySet<number>,
  men: number,
): ImportCounts {
  const byCode: Partial<Record<IssueCode, number>> = {};
  const of = { error: new Set<number>(), warning: new Set<number>(), duplicate: new Set<number>() };
  for (const { row, code, severity } of issues) {
    byCode[code] = (byCode[code] ?? 0) + 1;
    of[severity].add(row);
  }
  const warnings = [...of.warning].filter((row) => !of.error.has(row)).length;
  const duplicates = [...of.duplicate].filter(
    (row) => !of.error.has(row) && !of.warning.has(row) && !ready.has(row),
  ).length;
  const counts = {
    rows,
    ready: ready.size,
    errors: of.error.size,
    warnings,
    duplicates,
    men,
    byCode,
  };
  invariant(
    counts.ready + counts.errors + counts.warnings + counts.duplicates === rows,
    'every row is counted once',
  );
  return counts;
}
