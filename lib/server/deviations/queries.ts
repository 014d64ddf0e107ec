import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import {
  type DeviationKind,
  describeDeviation,
  describeReason,
  deviationCounts,
  deviationKindsOf,
  type Timeliness,
} from '@/lib/outcomes/deviation';
import { type DeviationSearch, deviationPageSize } from '@/lib/outcomes/deviation-search';
import { armOf } from '@/lib/protocols/arm-of';
import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import { siteToday } from '../clock';
import { followedProtocols } from '../courses/amended-protocols';
import { inReadTransaction, type Transaction } from '../db/transaction';
import type { SiteDay } from '../worklist/work-items';
import { countTimeliness, type DeviationRow, readDeviations } from './deviation-rows';

export interface DeviationLine
  extends Pick<DeviationRow, 'id' | 'siteCode' | 'patientId' | 'studyId' | 'actualOn' | 'on'> {
  /** The requirement with its number. */
  readonly title: string;
  /** The arm of the protocol. */
  readonly treatment: string;
  readonly kinds: readonly DeviationKind[];
  readonly description: string;
  readonly reason: string;
}

export interface TimelinessLine extends Timeliness {
  readonly title: string;
  /** The arms of the protocol that it is asked of. */
  readonly treatment: string;
}

export interface DeviationsView {
  /** By requirement, of the same sites, protocol and period. */
  readonly timeliness: readonly TimelinessLine[];
  readonly counts: Readonly<Record<DeviationKind, number>>;
  /** Deviations that match, on all pages. */
  readonly total: number;
  readonly lines: readonly DeviationLine[];
}

/** What did not go as planned at these sites, by study id. */
export function listDeviations(
  actor: Actor,
  sites: readonly Membership[],
  search: DeviationSearch,
): Promise<DeviationsView> {
  const days = siteDays(sites);
  return inReadTransaction(actor, async (tx) => {
    const timeliness = await countTimeliness(tx, days, search);
    const rows = await readDeviations(tx, days, search, {
      enrollmentIds: null,
      order: 'newest-first',
      limit: deviationPageSize,
      offset: (search.page - 1) * deviationPageSize,
    });
    const protocolOf = await protocolsOf(tx, rows);
    const counts = deviationCounts(timeliness);
    const all = timeliness.reduce((sum, { deviations }) => sum + deviations, 0);
    return {
      timeliness: timeliness.map(withTitle),
      counts,
      total: search.kind === null ? all : counts[search.kind],
      lines: rows.map((row) => lineOf(row, protocolOf(row))),
    };
  });
}

export function siteDays(sites: readonly Membership[]): readonly SiteDay[] {
  return sites.map(({ siteId, timeZone }) => ({ siteId, today: siteToday(timeZone) }));
}

function withTitle(row: Timeliness): TimelinessLine {
  const protocol = protocolLibrary.find(({ code }) => code === row.protocol);
  const requirement = protocol?.requirements.find(({ key }) => key === row.requirement);
  const asked = requirement?.when?.arms;
  const arms = protocol?.arms.filter(({ key }) => asked === undefined || asked.includes(key));
  return {
    ...row,
    title: requirement?.title ?? row.requirement,
    treatment: arms?.map(({ title }) => title).join(', ') ?? row.protocol,
  };
}

/** The protocol of each row, with what the versions asked for that the man followed before. */
export async function protocolsOf(
  tx: Transaction,
  rows: readonly DeviationRow[],
): Promise<(row: DeviationRow) => CompiledProtocol> {
  const pins = new Map(rows.map((row) => [row.enrollmentId, { ...row, id: row.enrollmentId }]));
  const followedOf = await followedProtocols(tx, [...pins.values()]);
  return ({ enrollmentId }) => followedOf(enrollmentId).protocol;
}

/** As the version calls it that the man is on, or the last one that asked for it. */
export function titleOf(
  { requirement, ordinal }: Pick<DeviationRow, 'requirement' | 'ordinal'>,
  protocol: CompiledProtocol,
): string {
  const known = findRequirement(protocol, requirement);
  return known === null ? requirement : occurrenceTitle(known, ordinal);
}

function lineOf(row: DeviationRow, protocol: CompiledProtocol): DeviationLine {
  const { id, siteCode, patientId, studyId, actualOn, on } = row;
  return {
    id,
    siteCode,
    patientId,
    studyId,
    actualOn,
    on,
    title: titleOf(row, protocol),
    treatment: armOf(protocol, row.arm).title,
    kinds: deviationKindsOf(row),
    description: describeDeviation(row),
    reason: describeReason(row),
  };
}
