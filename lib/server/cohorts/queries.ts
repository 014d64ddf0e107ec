import 'server-only';
import { z } from 'zod';
import type { Actor, Membership } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import { type CohortDefinition, cohortDefinitionSchema } from '@/lib/cohort/condition';
import type { CohortCount } from '@/lib/cohort/count';
import type { ListedNames } from '@/lib/cohort/describe-condition';
import type { CivilDate } from '@/lib/dates/civil-date';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { civilDateFrom } from '../db/date-column';
import type { Prisma } from '../db/generated/client';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { readCount } from './read-count';

export interface CohortView {
  readonly cohortId: string;
  readonly name: string;
  readonly note: string;
  /** The site that keeps it. */
  readonly siteId: string;
  /** The sites that are asked. */
  readonly siteIds: readonly string[];
  readonly definition: CohortDefinition;
  /** Of the protocol. */
  readonly title: string;
  readonly smallestCell: number | null;
  readonly version: number;
  readonly changedAt: Date;
  readonly changedBy: string;
  /** Why it was taken out; null while it is kept. */
  readonly voidReason: string | null;
}

const columns = {
  id: true,
  name: true,
  note: true,
  siteId: true,
  siteIds: true,
  definition: true,
  smallestCell: true,
  version: true,
  changedAt: true,
  changedBy: true,
  voidReason: true,
} as const satisfies Prisma.CohortSelect;
type CohortRow = Prisma.CohortGetPayload<{ select: typeof columns }>;

export interface ListedCohort extends CohortView {
  /** As of now. */
  readonly count: CohortCount;
  readonly lastSnapshot: {
    readonly id: string;
    readonly name: string;
    readonly members: number;
    readonly cutOff: CivilDate;
  } | null;
}

/** Cohorts that ask only sites at which the actor may export, by name. */
export function listCohorts(actor: Actor): Promise<readonly ListedCohort[]> {
  const siteIds = exportSites(actor);
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.cohort.findMany({
      where: { voidedAt: null, siteId: { in: siteIds } },
      select: columns,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    const cohorts = await viewsOf(
      tx,
      rows.filter((row) => row.siteIds.every((siteId) => siteIds.includes(siteId))),
    );
    const snapshots = await tx.cohortSnapshot.findMany({
      where: { cohortId: { in: cohorts.map(({ cohortId }) => cohortId) } },
      select: { id: true, cohortId: true, name: true, members: true, cutOff: true },
      distinct: ['cohortId'],
      orderBy: [{ takenAt: 'desc' }, { id: 'desc' }],
    });
    const last = new Map(
      snapshots.map(({ cohortId, cutOff, ...snapshot }) => [
        cohortId,
        { ...snapshot, cutOff: civilDateFrom(cutOff) },
      ]),
    );
    const listed: ListedCohort[] = [];
    for (const cohort of cohorts) {
      const { cohortId, definition, siteIds: asked } = cohort;
      const count = await readCount(tx, definition, asked);
      listed.push({ ...cohort, count, lastSnapshot: last.get(cohortId) ?? null });
    }
    return listed;
  });
}

/** Null where there is none that the actor may export from; one that was taken out is found, for its snapshots. */
export function getCohort(actor: Actor, cohortId: string): Promise<CohortView | null> {
  const siteIds = exportSites(actor);
  return inReadTransaction(actor, async (tx) => {
    const row = z.uuid().safeParse(cohortId).success
      ? await tx.cohort.findUnique({ where: { id: cohortId }, select: columns })
      : null;
    if (row === null || !row.siteIds.every((siteId) => siteIds.includes(siteId))) {
      return null;
    }
    const [cohort = null] = await viewsOf(tx, [row]);
    return cohort;
  });
}

function exportSites(actor: Actor): string[] {
  return sitesWhere(actor, 'export:study').map(({ siteId }) => siteId);
}

async function viewsOf(tx: Transaction, rows: readonly CohortRow[]): Promise<CohortView[]> {
  const people = await tx.userAccount.findMany({
    where: { id: { in: rows.map(({ changedBy }) => changedBy) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return rows.map(({ id, definition: stored, changedBy, ...row }) => {
    const definition = cohortDefinitionSchema.parse(stored);
    return {
      ...row,
      cohortId: id,
      definition,
      title: protocolTitle(definition.protocol),
      changedBy: names.get(changedBy) ?? 'Somebody of another site',
    };
  });
}

export function protocolTitle(code: string): string {
  return protocolLibrary.find((protocol) => protocol.code === code)?.title ?? code;
}

/** What the answers that depend on clinic and protocol are called, and which there are. */
export type CohortVocabulary = Readonly<Record<string, ListedNames>>;

/** By protocol: arms and versions that somebody is in or that are offered now, imported groups, sites. */
export function getCohortVocabulary(
  actor: Actor,
  sites: readonly Membership[],
): Promise<CohortVocabulary> {
  const siteIds = sites.map(({ siteId }) => siteId);
  const siteNames = Object.fromEntries(sites.map(({ siteCode, siteName }) => [siteCode, siteName]));
  return inReadTransaction(actor, async (tx) => {
    const found = await tx.$queryRaw<
      { protocol: string; arms: string[]; versions: string[]; tags: string[] }[]
    >`
      SELECT v.code AS protocol, array_agg(DISTINCT e.arm) AS arms,
             array_agg(DISTINCT v.version) AS versions,
             coalesce(array_agg(DISTINCT e.cohort_tag) FILTER (WHERE e.cohort_tag IS NOT NULL), '{}')
               AS tags
      FROM enrollment e JOIN protocol_version v ON v.id = e.protocol_version_id
      WHERE e.site_id = ANY (${siteIds}::uuid[])
      GROUP BY v.code`;
    return Object.fromEntries(
      protocolLibrary.map(({ code, version, arms }) => {
        const own = found.find(({ protocol }) => protocol === code);
        const titles = new Map(arms.map(({ key, title }) => [key, title]));
        return [
          code,
          {
            site: siteNames,
            arm: named([...titles.keys(), ...(own?.arms ?? [])], (key) => titles.get(key) ?? key),
            'protocol-version': named([...(own?.versions ?? []), version], (number) => number),
            'cohort-tag': named(own?.tags ?? [], (tag) => tag),
          } satisfies ListedNames,
        ];
      }),
    );
  });
}

function named(values: readonly string[], nameOf: (value: string) => string) {
  return Object.fromEntries([...new Set(values)].map((value) => [value, nameOf(value)]));
}
