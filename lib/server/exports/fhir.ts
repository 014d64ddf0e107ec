import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { invariant } from '@/lib/core/invariant';
import { discloseHead, discloseSource } from '@/lib/deidentification/disclose-source';
import { isCoded } from '@/lib/deidentification/disclosure';
import { bundleEnd, bundleEntry, bundleStart } from '@/lib/fhir/bundle';
import { caseResources } from '@/lib/fhir/case-resources';
import { type Resource, resourceTypes } from '@/lib/fhir/resource';
import { type StudyFacts, studyResource } from '@/lib/fhir/study-resource';
import { inReadTransaction } from '../db/transaction';
import { readMembers } from '../snapshots/read-members';
import { type ZipPiece, zippedTogether } from '../statistics/zip-stream';
import type { ExportFormat, ExportRequest, ExportRun } from './format';
import { releasedDefinition } from './released-definition';

/** A ZIP file with one file of lines for each type of resource, as bulk data has them. */
export const fhirNdjson: ExportFormat = {
  write: (request, run) =>
    zippedTogether(resourceTypes.map(pathOf), linesOf(request, run), writtenAt(request)),
};

/** The same resources in one JSON file. */
export const fhirBundle: ExportFormat = {
  write: async function* (request, run) {
    const study = await studyFacts(request);
    // The moment of the snapshot would date its men where their days do not leave.
    const takenAt = isCoded(study.mode) ? null : request.snapshot.takenAt.toISOString();
    yield Buffer.from(bundleStart(study, takenAt));
    let isFirst = true;
    for await (const resources of resourcesOf(request, study, run)) {
      const entries = resources.map(bundleEntry).join(',\n');
      if (entries !== '') {
        yield Buffer.from(isFirst ? entries : `,\n${entries}`);
        isFirst = false;
      }
    }
    yield Buffer.from(bundleEnd);
  },
};

async function* linesOf(request: ExportRequest, run: ExportRun): AsyncGenerator<ZipPiece> {
  const study = await studyFacts(request);
  for await (const resources of resourcesOf(request, study, run)) {
    for (const [type, ofType] of byType(resources)) {
      const lines = ofType.map((resource) => `${JSON.stringify(resource)}\n`).join('');
      yield { path: pathOf(type), piece: Buffer.from(lines) };
    }
  }
}

function byType(resources: readonly Resource[]): Map<Resource['resourceType'], Resource[]> {
  const found = new Map<Resource['resourceType'], Resource[]>();
  for (const resource of resources) {
    const { resourceType } = resource;
    found.set(resourceType, [...(found.get(resourceType) ?? []), resource]);
  }
  return found;
}

function pathOf(type: Resource['resourceType']): string {
  return `${type}.ndjson`;
}

/** The year alone where days do not leave. */
function writtenAt({ snapshot: { cutOff }, disclosure: { mode } }: ExportRequest): Date {
  return new Date(isCoded(mode) ? `${cutOff.slice(0, 4)}-01-01` : cutOff);
}

async function studyFacts({ actor, snapshot, disclosure }: ExportRequest): Promise<StudyFacts> {
  const { id, protocolCode, definition, source } = snapshot;
  invariant(source, 'a snapshot with its records');
  return {
    // The id of a row carries the moment of its making.
    snapshotId: disclosure.idOf(id),
    mode: disclosure.mode,
    protocol: await releasedDefinition(actor, protocolCode, definition.protocolVersion),
    sites: discloseHead(source, disclosure).sites,
  };
}

/** The study, then the resources of one man after the other. */
async function* resourcesOf(
  { actor, snapshot, disclosure }: ExportRequest,
  study: StudyFacts,
  run: ExportRun,
): AsyncGenerator<readonly Resource[]> {
  run.countRows(1);
  yield [studyResource(study)];
  const { members } = disclosure;
  const once = await onceEach({ actor, snapshot });
  const frozen = readMembers(
    actor,
    snapshot.id,
    members.map(({ position }) => position),
  );
  let done = 0;
  for await (const { source } of frozen) {
    run.signal.throwIfAborted();
    const member = members[done];
    invariant(member && source, 'a member with his records');
    const resources = once(
      source.enrollment.patientId,
      caseResources(discloseSource(source, disclosure, member), study),
    );
    run.countRows(resources.length);
    yield resources;
    done += 1;
    run.progress(done, members.length);
    await nextTurn();
  }
}

/**
 * A man with two enrollments is one Patient, and what is known of him from before is known of both: it stands in the
 * file where he comes first.
 */
async function onceEach({
  actor,
  snapshot,
}: Pick<ExportRequest, 'actor' | 'snapshot'>): Promise<
  (patientId: string, resources: readonly Resource[]) => readonly Resource[]
> {
  const rows = await inReadTransaction(
    actor,
    (tx) => tx.$queryRaw<{ patientId: string }[]>`
      SELECT e.patient_id AS "patientId"
      FROM snapshot_member m JOIN enrollment e ON e.id = m.enrollment_id
      WHERE m.snapshot_id = ${snapshot.id}::uuid
      GROUP BY e.patient_id HAVING count(*) > 1`,
  );
  const written = new Map(rows.map(({ patientId }) => [patientId, new Set<string>()]));
  return (patientId, resources) => {
    const his = written.get(patientId);
    if (his === undefined) {
      return resources;
    }
    const fresh = resources.filter(({ resourceType, id }) => !his.has(`${resourceType}/${id}`));
    for (const { resourceType, id } of fresh) {
      his.add(`${resourceType}/${id}`);
    }
    return fresh;
  };
}
