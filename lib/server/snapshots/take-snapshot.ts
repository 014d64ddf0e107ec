import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asOf } from '@/lib/analysis/as-of';
import { frozenCaseOf } from '@/lib/analysis/freeze-case';
import { frozenSourceOf, peopleOf } from '@/lib/analysis/freeze-source';
import {
  type FrozenDefinition,
  frozenColumns,
  takeSnapshotInputSchema,
  whenTooMany,
} from '@/lib/analysis/snapshot';
import { cohortDefinitionSchema } from '@/lib/cohort/condition';
import { groupTagsOf } from '@/lib/cohort/group-tags';
import { invariant } from '@/lib/core/invariant';
import type { JsonObject } from '@/lib/core/json';
import { programVersion } from '@/lib/core/program-version';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import { type CompiledProtocol, compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { AppError } from '../app-error';
import { findCohortSite, lockCohort, requireEverySite } from '../cohorts/cohort-row';
import { membersSql } from '../cohorts/cohort-sql';
import { defineCommand } from '../command';
import { dateOf } from '../db/date-column';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { loadRecordedCases } from '../export/load-recorded-cases';
import { refuseFields, whenFuture } from '../refuse-fields';
import { loadSourceFacts, loadSourceHead } from './load-source';
import { type SealedMember, SnapshotHash } from './snapshot-hash';
import { reporterOf } from './snapshot-progress';

/** Men whose records are in memory at a time: reading them holds the event loop for some milliseconds. */
const batchSize = 5;

const timeoutMs = 15 * 60_000;

/**
 * Freezes who is in now, with everything recorded up to the cut-off. All of it is read in one transaction of its
 * own, which sees one moment of the database; what is written comes with the row of the snapshot or not at all.
 *
 * @throws STALE_VERSION, CONFLICT for a cohort that was taken out, INVALID_INPUT for a name that is taken, a date
 *   in the future and more men than R can take.
 */
export const takeSnapshot = defineCommand({
  name: 'snapshot.take',
  schema: takeSnapshotInputSchema,
  permission: 'export:study',
  findSite: findCohortSite,
  timeoutMs,
  run: async ({ tx, actor, today, submissionId }, input): Promise<{ snapshotId: string }> => {
    const report = reporterOf(actor, submissionId);
    const { cohortId, name, note } = input;
    await lockCohort(tx, input);
    const cohort = await tx.cohort.findUniqueOrThrow({ where: { id: cohortId } });
    requireEverySite(cohort.siteIds, actor);
    const cutOff = input.cutOff ?? today;
    await refuse(tx, { cohortId, name, cutOff, today });
    const definition = cohortDefinitionSchema.parse(cohort.definition);
    const newest = protocolLibrary.find(({ code }) => code === definition.protocol);
    invariant(newest, `no protocol ${definition.protocol}`);
    const protocol = compileProtocol(newest);
    const { siteId, siteIds, version, smallestCell } = cohort;
    const frozen: FrozenDefinition = {
      cohort: { name: cohort.name, note: cohort.note, version, definition, smallestCell },
      protocolVersion: protocol.definition.version,
      columns: frozenColumns(protocol),
    };
    const snapshotId = newId();
    try {
      return await inReadTransaction(
        actor,
        async (reading) => {
          const members = await findMembers(reading, { definition, siteIds, cutOff });
          const head = {
            name,
            note,
            siteIds,
            protocolCode: definition.protocol,
            definition: frozen,
            programVersion,
            cutOff,
            screening: await countScreening(reading, { definition, siteIds, cutOff }),
          };
          const hash = new SnapshotHash(head);
          const target = { snapshotId, protocol, cutOff };
          const people = new Set<string>();
          for (let start = 0; start < members.length; start += batchSize) {
            report({ done: start, total: members.length });
            const batch = members.slice(start, start + batchSize);
            const sealed = await freeze(reading, target, batch);
            for (const member of sealed) {
              hash.add(member);
              for (const person of member.source === null ? [] : peopleOf(member.source)) {
                people.add(person);
              }
            }
            await writeMembers(tx, target, start, sealed);
          }
          const enrollmentIds = members.map(({ enrollmentId }) => enrollmentId);
          const sourceHead = await loadSourceHead(reading, {
            enrollmentIds,
            siteIds,
            protocol: definition.protocol,
            cutOff,
            people,
          });
          hash.addSourceHead(sourceHead);
          await tx.cohortSnapshot.create({
            data: {
              ...head,
              id: snapshotId,
              siteId,
              cohortId,
              definition: frozen,
              sourceHead: sourceHead as unknown as JsonObject,
              cutOff: dateOf(toDay(cutOff)),
              members: members.length,
              hash: hash.digest(),
              takenBy: actor.userId,
            },
            select: { id: true },
          });
          return { snapshotId };
        },
        { timeoutMs },
      );
    } finally {
      report(null);
    }
  },
});

interface Asked {
  readonly cohortId: string;
  readonly name: string;
  readonly cutOff: CivilDate;
  readonly today: CivilDate;
}

async function refuse(tx: Transaction, { cohortId, name, cutOff, today }: Asked): Promise<void> {
  const taken = await tx.cohortSnapshot.findFirst({
    where: { cohortId, name: { equals: name, mode: 'insensitive' } },
    select: { name: true },
  });
  refuseFields([
    ['name', taken && `There is a snapshot "${taken.name}" already. Choose another name.`],
    ['cutOff', whenFuture(cutOff, today)],
  ]);
}

interface Scope {
  readonly definition: ReturnType<typeof cohortDefinitionSchema.parse>;
  readonly siteIds: readonly string[];
  readonly cutOff: CivilDate;
}

interface Member {
  readonly enrollmentId: string;
  readonly studyId: string;
}

/**
 * In the order of study ids. Two sites may use the same id, and a man may be enrolled twice: then the site's code,
 * or the number of the enrollment, tells them apart.
 */
async function findMembers(
  tx: Transaction,
  { definition, siteIds, cutOff }: Scope,
): Promise<readonly Member[]> {
  const members = await tx.$queryRaw<Member[]>`
    WITH named AS (
      SELECT e.id,
        CASE WHEN min(s.code) OVER same_id <> max(s.code) OVER same_id
          THEN s.code || ':' || p.study_id ELSE p.study_id END AS base,
        row_number() OVER (PARTITION BY p.id ORDER BY e.enrolled_on, e.id) AS n
      FROM enrollment e
      JOIN patient p ON p.id = e.patient_id
      JOIN site s ON s.id = e.site_id
      WHERE e.id IN (${membersSql(definition, siteIds)}) AND e.enrolled_on <= ${cutOff}::date
      WINDOW same_id AS (PARTITION BY p.study_id)
    )
    SELECT id AS "enrollmentId", study_id AS "studyId"
    FROM named
    CROSS JOIN LATERAL (
      SELECT base || CASE WHEN n > 1 THEN '/' || n ELSE '' END AS study_id
    ) AS told_apart
    ORDER BY study_id COLLATE "C"`;
  const message = whenTooMany(members.length);
  if (message !== null) {
    throw new AppError('INVALID_INPUT', { message });
  }
  return members;
}

interface Target {
  readonly snapshotId: string;
  readonly protocol: CompiledProtocol;
  readonly cutOff: CivilDate;
}

async function freeze(
  tx: Transaction,
  { protocol, cutOff }: Target,
  batch: readonly Member[],
): Promise<readonly SealedMember[]> {
  const day = toDay(cutOff);
  const studyIds = new Map(batch.map(({ enrollmentId, studyId }) => [enrollmentId, studyId]));
  const ids = batch.map(({ enrollmentId }) => enrollmentId);
  const loaded = await loadRecordedCases(tx, ids);
  const facts = await loadSourceFacts(tx, ids);
  const sealed: SealedMember[] = [];
  for (const { id, siteId, recorded } of loaded) {
    await nextTurn();
    const known = asOf(recorded, day);
    const studyId = studyIds.get(id);
    const own = facts.get(id);
    invariant(known && own && studyId !== undefined, `enrollment ${id} was not asked for`);
    const evaluation = evaluateCourse(known.protocol, known.course, day);
    const study = { ...known, studyId, today: day, evaluation };
    const { subject, rows } = frozenCaseOf(protocol, study);
    const man = { enrollmentId: id, siteId, known, evaluation, facts: own };
    const source = frozenSourceOf(man, day);
    sealed.push({ studyId, siteId, enrollmentId: id, subject, data: rows, source });
  }
  return sealed;
}

async function writeMembers(
  tx: Transaction,
  { snapshotId }: Target,
  before: number,
  sealed: readonly SealedMember[],
): Promise<void> {
  await insertRows(
    tx,
    'snapshot_member',
    sealed.map(({ studyId, siteId, enrollmentId, subject, data, source }, index) => ({
      snapshot_id: snapshotId,
      position: before + index + 1,
      site_id: siteId,
      enrollment_id: enrollmentId,
      study_id: studyId,
      subject,
      data,
      source: source as unknown as JsonObject,
    })),
  );
}

/** Of the same groups as the cohort where it asks for groups; what was counted for a later period is left out. */
async function countScreening(
  tx: Transaction,
  { definition, siteIds, cutOff }: Scope,
): Promise<JsonObject> {
  const tags = groupTagsOf(definition.condition);
  const rows = await tx.screeningLog.groupBy({
    by: ['category'],
    where: {
      siteId: { in: [...siteIds] },
      protocol: definition.protocol,
      voidedAt: null,
      periodTo: { lte: dateOf(toDay(cutOff)) },
      ...(tags !== null && { cohortTag: { in: [...tags] } }),
    },
    _sum: { men: true },
  });
  return Object.fromEntries(rows.map(({ category, _sum }) => [category, _sum.men ?? 0]));
}
