// Every registered format of a snapshot, and a search for everything in the database that tells who somebody is.
import type pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import { type ExportFormatKey, exportFormatKeys, exportFormats } from '@/lib/export/export-formats';
import type { SourceCase } from '@/lib/export/source-case';
import { exportWriters } from '@/lib/server/exports/formats';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { writtenFile } from './export-file';
import { IdentifierSearch } from './identifier-search';

const writtenFormats = exportFormatKeys.filter((key) => exportWriters[key] !== undefined);
/** Those in which a patient can leave with his name. */
export const identifiedFormats = writtenFormats.filter((format) =>
  exportFormats[format].modes.includes('identified'),
);
export const writtenCases = writtenFormats.flatMap((format) =>
  exportFormats[format].modes.map((mode) => [format, mode] as const),
);
export const deidentifiedCases = writtenCases.filter(([, mode]) => mode !== 'identified');

export async function writeExport(
  actor: Actor,
  snapshot: SnapshotView,
  [format, mode]: readonly [ExportFormatKey, DisclosureMode],
): Promise<Buffer> {
  const writer = exportWriters[format];
  return writer === undefined
    ? Buffer.alloc(0)
    : (await writtenFile(writer, { actor, snapshot, mode })).bytes;
}

interface IdentityRow {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string | null;
  readonly recordNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly remsId: string | null;
  readonly studyId: string;
}

/** Everything of everybody in the database that tells who somebody is. */
export async function searchForIdentities(owner: pg.Pool): Promise<IdentifierSearch> {
  const search = new IdentifierSearch();
  const { rows: identities } = await owner.query<IdentityRow>(`
    SELECT i.given_name AS "givenName", i.family_name AS "familyName",
           i.birth_date::text AS "birthDate", i.record_number AS "recordNumber", i.phone, i.email,
           i.rems_id AS "remsId", p.study_id AS "studyId"
    FROM patient_identity i JOIN patient p ON p.id = i.patient_id`);
  for (const identity of identities) {
    // The simulated men of the papers are called by their study ids, which a limited file keeps.
    const isNamed = identity.familyName !== identity.studyId;
    search
      .add('name', `${identity.givenName} ${identity.familyName}`)
      .add('name', `${identity.familyName} ${identity.givenName}`)
      .add('given name', isNamed ? identity.givenName : null)
      .add('family name', isNamed ? identity.familyName : null)
      .add('record number', identity.recordNumber)
      .add('phone', identity.phone)
      .add('e-mail', identity.email)
      .add('REMS id', identity.remsId);
    if (identity.birthDate !== null) {
      search.addDay('birth date', identity.birthDate);
    }
  }
  const { rows: staff } = await owner.query<{ name: string; email: string }>(
    'SELECT display_name AS name, email FROM user_account',
  );
  for (const { name, email } of staff) {
    search.add('staff', name).add('e-mail of staff', email);
  }
  return search;
}

const days = /\b\d{4}-\d{2}-\d{2}\b/g;

/** Of the men of a snapshot: their study ids, and every day of the calendar that is recorded of them. */
export async function addDaysAndStudyIds(
  owner: pg.Pool,
  search: IdentifierSearch,
  snapshotId: string,
): Promise<void> {
  const { rows } = await owner.query<{
    studyId: string;
    subject: object;
    source: SourceCase | null;
  }>('SELECT study_id AS "studyId", subject, source FROM snapshot_member WHERE snapshot_id = $1', [
    snapshotId,
  ]);
  const found = new Set<string>();
  for (const { studyId, subject, source } of rows) {
    search.add('study id', studyId);
    for (const day of JSON.stringify([subject, source]).match(days) ?? []) {
      found.add(day);
    }
  }
  for (const day of found) {
    search.addDay('day', day);
  }
}

const rowIds = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Of the snapshot and of everything that it keeps: they carry the moment of their making, and the clinic knows them. */
export async function addRowIds(
  owner: pg.Pool,
  search: IdentifierSearch,
  snapshotId: string,
): Promise<void> {
  const { rows } = await owner.query<{ source: SourceCase | null }>(
    'SELECT source FROM snapshot_member WHERE snapshot_id = $1',
    [snapshotId],
  );
  for (const id of new Set([snapshotId, ...(JSON.stringify(rows).match(rowIds) ?? [])])) {
    search.add('id of a row', id);
  }
}
