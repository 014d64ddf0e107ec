import 'server-only';
import { cache } from 'react';
import { z } from 'zod';
import type { FrozenRow } from '@/lib/analysis/freeze-case';
import { type FrozenDefinition, frozenDefinitionSchema } from '@/lib/analysis/snapshot';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { CountsByCategory } from '@/lib/enrollment/screening-summary';
import type { CsvValue } from '@/lib/export/csv';
import type { SourceHead } from '@/lib/export/source-case';
import { civilDateFrom } from '../db/date-column';
import { Prisma } from '../db/generated/client';
import { inReadTransaction } from '../db/transaction';

export interface SnapshotSummary {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly cutOff: CivilDate;
  readonly members: number;
  readonly hash: string;
  readonly takenAt: Date;
  readonly takenBy: string;
}

export interface SnapshotView extends SnapshotSummary {
  readonly cohortId: string;
  readonly siteIds: readonly string[];
  /** Codes and names of the sites that were asked. */
  readonly sites: readonly { readonly code: string; readonly name: string }[];
  readonly protocolCode: string;
  readonly definition: FrozenDefinition;
  readonly programVersion: string;
  /** Men screened and never enrolled, by category, as counted when it was taken. */
  readonly screening: CountsByCategory;
  /** Null in a snapshot that was taken before records were kept: it has no member with a `source` either. */
  readonly source: SourceHead | null;
}

const summaryColumns = {
  id: true,
  name: true,
  note: true,
  cutOff: true,
  members: true,
  hash: true,
  takenAt: true,
  takenBy: true,
} as const;

type SummaryRow = Omit<SnapshotSummary, 'cutOff'> & { readonly cutOff: Date };

function summaryFrom(row: SummaryRow, people: ReadonlyMap<string, string>): SnapshotSummary {
  const { id, name, note, members, hash, takenAt } = row;
  const takenBy = people.get(row.takenBy) ?? 'Somebody of another site';
  return { id, name, note, cutOff: civilDateFrom(row.cutOff), members, hash, takenAt, takenBy };
}

/** Of one cohort, newest first. */
export function listSnapshots(actor: Actor, cohortId: string): Promise<SnapshotSummary[]> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.cohortSnapshot.findMany({
      where: { cohortId },
      select: summaryColumns,
      orderBy: [{ takenAt: 'desc' }, { id: 'desc' }],
    });
    const people = await tx.userAccount.findMany({
      where: { id: { in: rows.map(({ takenBy }) => takenBy) } },
      select: { id: true, displayName: true },
    });
    const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
    return rows.map((row) => summaryFrom(row, names));
  });
}

/**
 * Null where there is none, and where the actor may not export the study at one of its sites. Read once for each
 * request, whoever asks.
 */
export const getSnapshot = cache(
  async (actor: Actor, snapshotId: string): Promise<SnapshotView | null> => {
    if (!z.uuid().safeParse(snapshotId).success) {
      return null;
    }
    return await inReadTransaction(actor, async (tx) => {
      const row = await tx.cohortSnapshot.findUnique({ where: { id: snapshotId } });
      if (row === null || !row.siteIds.every((siteId) => can(actor, 'export:study', siteId))) {
        return null;
      }
      const person = await tx.userAccount.findUnique({
        where: { id: row.takenBy },
        select: { id: true, displayName: true },
      });
      const sites = await tx.site.findMany({
        where: { id: { in: row.siteIds } },
        select: { code: true, name: true },
        orderBy: { code: 'asc' },
      });
      return {
        ...summaryFrom(row, new Map(person ? [[person.id, person.displayName]] : [])),
        cohortId: row.cohortId,
        siteIds: row.siteIds,
        sites,
        protocolCode: row.protocolCode,
        definition: frozenDefinitionSchema.parse(row.definition),
        programVersion: row.programVersion,
        screening: row.screening as CountsByCategory,
        source: row.sourceHead as unknown as SourceHead | null,
      };
    });
  },
);

export interface SnapshotGroup {
  readonly values: Readonly<Record<string, CsvValue>>;
  readonly men: number;
}

/** Members with the same values in these columns of `subjects`, counted by the database. */
export function snapshotGroups(
  actor: Actor,
  { id, definition }: Pick<SnapshotView, 'id' | 'definition'>,
  columns: readonly string[],
): Promise<SnapshotGroup[]> {
  for (const name of columns) {
    invariant(
      definition.columns.subjects.some((column) => column.name === name),
      `no column ${name}`,
    );
  }
  return inReadTransaction(
    actor,
    (tx) => tx.$queryRaw<SnapshotGroup[]>`
      SELECT kept.values, count(*)::integer AS men
      FROM snapshot_member m
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_object_agg(c.name, m.subject -> c.name), '{}') AS values
        FROM unnest(${[...columns]}::text[]) AS c (name)
      ) kept
      WHERE m.snapshot_id = ${id}::uuid
      GROUP BY kept.values
      ORDER BY men DESC, kept.values`,
  );
}

export interface SnapshotMemberRow {
  readonly position: number;
  readonly studyId: string;
}

export const membersPerPage = 100;

/** Study ids in their order, a page at a time. */
export function snapshotMembers(
  actor: Actor,
  snapshotId: string,
  { page }: { readonly page: number },
): Promise<SnapshotMemberRow[]> {
  return inReadTransaction(actor, (tx) =>
    tx.snapshotMember.findMany({
      where: { snapshotId },
      select: { position: true, studyId: true },
      orderBy: { position: 'asc' },
      skip: (page - 1) * membersPerPage,
      take: membersPerPage,
    }),
  );
}

export interface MemberSeries {
  readonly studyId: string;
  readonly subject: FrozenRow;
  readonly rows: readonly FrozenRow[];
}

interface SeriesOptions {
  /** Men at most. */
  readonly limit: number;
  /** A flag of `subjects` that must be set. */
  readonly where?: string;
}

/** The rows of the first men of a snapshot, and how many there are in all; for pictures that draw each man. */
export function readMemberSeries(
  actor: Actor,
  { id, definition }: Pick<SnapshotView, 'id' | 'definition'>,
  dataset: 'semen' | 'labs' | 'operations',
  { limit, where }: SeriesOptions,
): Promise<{ readonly men: number; readonly series: readonly MemberSeries[] }> {
  invariant(
    where === undefined ||
      definition.columns.subjects.some(({ name, type }) => name === where && type === 'flag'),
    `no flag ${where}`,
  );
  const chosen =
    where === undefined ? Prisma.sql`TRUE` : Prisma.sql`(subject ->> ${where})::boolean`;
  return inReadTransaction(actor, async (tx) => {
    const [counted] = await tx.$queryRaw<{ men: number }[]>`
      SELECT count(*)::integer AS men FROM snapshot_member
      WHERE snapshot_id = ${id}::uuid AND ${chosen}`;
    const series = await tx.$queryRaw<MemberSeries[]>`
      SELECT study_id AS "studyId", subject, data -> ${dataset}::text AS rows
      FROM snapshot_member
      WHERE snapshot_id = ${id}::uuid AND ${chosen}
      ORDER BY position LIMIT ${limit}`;
    return { men: counted?.men ?? 0, series };
  });
}
