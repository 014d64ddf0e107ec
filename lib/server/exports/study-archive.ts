import 'server-only';
import {
  type ArchiveManifest,
  archivePaths,
  archiveSchemaVersion,
} from '@/lib/archive/archive-file';
import { invariant } from '@/lib/core/invariant';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';
import { withSums } from '../export/summed-entries';
import type { SnapshotView } from '../snapshots/queries';
import { readMembers, type SnapshotMember } from '../snapshots/read-members';
import { type ZipEntry, zipped } from '../statistics/zip-stream';
import type { ExportFormat, ExportRequest, ExportRun } from './format';

/** Everything of a study that another site of this program needs to go on with it: lib/server/archive reads it. */
export const studyArchive: ExportFormat = {
  write: (request, run) => zipped(withSums(filesOf(request, run)), request.snapshot.takenAt),
};

function* filesOf(request: ExportRequest, run: ExportRun): Generator<ZipEntry> {
  const { snapshot } = request;
  const manifest = manifestOf(snapshot);
  yield { path: archivePaths.readme, pieces: [Buffer.from(readme(manifest))] };
  yield { path: archivePaths.manifest, pieces: [json(manifest)] };
  yield { path: archivePaths.head, pieces: [json(snapshot.source)] };
  yield { path: archivePaths.members, pieces: memberLines(request, run) };
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function manifestOf(snapshot: SnapshotView): ArchiveManifest {
  const { name, note, cutOff, takenAt, hash, protocolCode, definition, sites, members } = snapshot;
  return {
    format: 'sertoli-study-archive',
    schema: archiveSchemaVersion,
    programVersion: snapshot.programVersion,
    protocol: protocolCode,
    protocolVersion: definition.protocolVersion,
    snapshot: { name, note, cutOff, takenAt: takenAt.toISOString(), hash },
    cohort: {
      name: definition.cohort.name,
      note: definition.cohort.note,
      definition: definition.cohort.definition,
      smallestCell: definition.cohort.smallestCell,
    },
    sites: sites.map(({ code }) => code),
    members,
  };
}

/** Men whose identities are read at a time. */
const pageSize = 50;

async function* memberLines(
  { actor, snapshot, disclosure }: ExportRequest,
  { progress, signal, countRows }: ExportRun,
): AsyncGenerator<Uint8Array> {
  const positions = disclosure.members.map(({ position }) => position);
  let page: SnapshotMember[] = [];
  let done = 0;
  for await (const member of readMembers(actor, snapshot.id, positions)) {
    signal.throwIfAborted();
    page.push(member);
    done += 1;
    if (page.length === pageSize || done === positions.length) {
      yield Buffer.from(await linesOf(actor, page));
      countRows(page.length);
      progress(done, positions.length);
      page = [];
    }
  }
}

async function linesOf(
  actor: ExportRequest['actor'],
  members: readonly SnapshotMember[],
): Promise<string> {
  const sources = members.map(({ source }) => {
    invariant(source, 'a snapshot without records is not archived');
    return source;
  });
  const rows = await inReadTransaction(actor, (tx) =>
    tx.patientIdentity.findMany({
      where: { patientId: { in: sources.map(({ enrollment }) => enrollment.patientId) } },
    }),
  );
  const identities = new Map(
    rows.map(({ patientId, siteId: _, version: __, birthDate, ...identity }) => [
      patientId,
      { ...identity, birthDate: birthDate && civilDateFrom(birthDate) },
    ]),
  );
  return sources
    .map((source, index) => {
      const identity = identities.get(source.enrollment.patientId) ?? null;
      return `${JSON.stringify({ studyId: members[index]?.studyId, identity, source })}\n`;
    })
    .join('');
}

const readme = ({
  snapshot,
  cohort,
  protocol,
  protocolVersion,
  members,
}: ArchiveManifest) => `${cohort.name}: ${snapshot.name}

A study archive of ${members} enrollments on ${protocol} ${protocolVersion}, data cut-off ${snapshot.cutOff}. The program that
wrote it imports it into a site without patients: the same plan, response and tables, every decision as transcribed.
Nobody's signature comes along.

manifest.json    what this is, with the definition of the cohort and the hash of the snapshot
head.json        the staff, the sites with their calendars, the settings that the men followed, the screening counts
members.ndjson   one enrollment in each line: identity, records, plan, decisions, contacts, flags, response
SHA256SUMS       sha256sum -c SHA256SUMS

It holds names, birth dates and record numbers: treat it as the patients' charts.
`;
