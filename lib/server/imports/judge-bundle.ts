import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { type BundlePatient, type BundleReport, readLabBundle } from '@/lib/fhir/read-lab-bundle';
import type { RowJudge } from '@/lib/import/judge-rows';
import { inReadTransaction } from '../db/transaction';
import { readStoredFile } from '../files/read-stored-file';
import type { StoredImport } from './import-run';
import { wholeFile } from './read-file-rows';
import { unreadableFile } from './unreadable-file';

/**
 * The laboratory results of a FHIR Bundle: a row is an entry of it, from 1, and a column the path inside.
 *
 * @throws INVALID_INPUT for what is no JSON.
 */
export async function judgeBundle(
  judge: RowJudge,
  { siteId, fileId, settings }: StoredImport,
  actor: Actor,
  timeZone: string,
): Promise<void> {
  const laboratory = settings.mapping.constants['laboratory'] ?? '';
  const json = parseJson(await wholeFile(readStoredFile(actor, fileId)));
  const { reports, issues } = readLabBundle(json, {
    timeZone,
    ...(laboratory !== '' && { laboratory }),
  });
  for (const { path, message } of issues) {
    const entry = /^entry\[(\d+)\]/.exec(path)?.[1];
    const row = entry === undefined ? 0 : Number(entry) + 1;
    judge.refuse({ row, column: path, code: 'bundle-not-understood', message });
  }
  const menOf = await findMen(actor, siteId, reports);
  for (const { patient, on, time, laboratory: name, results } of reports) {
    const found = menOf(patient);
    const [studyId] = found;
    for (const { entry: row, path: column, input: result } of results) {
      if (studyId === undefined) {
        const message =
          'The site has no patient with the study id or record number of this result.';
        judge.refuse({ row, column, code: 'study-id-unknown', message });
      } else if (found.length > 1) {
        const message =
          'The identifiers of this result belong to more than one patient of the site.';
        judge.refuse({ row, column, code: 'duplicate-patient', message });
      } else {
        judge.addResult(studyId, row, column, { on, time, laboratory: name, result });
      }
    }
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw unreadableFile('The file begins like JSON and is none.');
  }
}

/** The study ids of the men of the site whom the identifiers name. */
async function findMen(
  actor: Actor,
  siteId: string,
  reports: readonly BundleReport[],
): Promise<(patient: BundlePatient) => readonly string[]> {
  const studyIds = [...new Set(reports.flatMap(({ patient }) => patient.studyIds))];
  const recordNumbers = [...new Set(reports.flatMap(({ patient }) => patient.recordNumbers))];
  const rows = await inReadTransaction(actor, (tx) =>
    tx.patient.findMany({
      where: {
        siteId,
        OR: [{ studyId: { in: studyIds } }, { identity: { recordNumber: { in: recordNumbers } } }],
      },
      select: { studyId: true, identity: { select: { recordNumber: true } } },
    }),
  );
  const known = new Set(rows.map(({ studyId }) => studyId));
  const byRecordNumber = new Map(
    rows.map(({ studyId, identity }) => [identity?.recordNumber, studyId]),
  );
  return (patient) => [
    ...new Set([
      ...patient.studyIds.filter((id) => known.has(id)),
      ...patient.recordNumbers.flatMap((number) => byRecordNumber.get(number) ?? []),
    ]),
  ];
}
