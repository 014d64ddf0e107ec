import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { invariant } from '@/lib/core/invariant';
import type { ScreeningCategory } from '@/lib/enrollment/screening';
import type { OutcomeSearch } from '@/lib/outcomes/outcome-search';
import { type OutcomeSummary, summarizeOutcomes } from '@/lib/outcomes/outcome-summary';
import { type FlowNode, participantFlow } from '@/lib/outcomes/participant-flow';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { ProtocolDefinition } from '@/lib/protocols/schema';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { loadOutcomeCases, type OutcomeScope } from './load-outcome-cases';

export interface CohortChoice {
  readonly cohort: string;
  readonly enrollments: number;
}

export interface OutcomesView {
  readonly code: string;
  readonly title: string;
  /** Tagged groups of enrollments in this protocol. */
  readonly cohorts: readonly CohortChoice[];
  readonly enrollments: number;
  /** Of them, made up for the demo. */
  readonly simulated: number;
  readonly summary: OutcomeSummary;
  readonly flow: FlowNode;
}

/** Outcomes and participant flow of one protocol at these sites. */
export function getOutcomes(
  actor: Actor,
  sites: readonly Membership[],
  search: OutcomeSearch,
): Promise<OutcomesView> {
  const siteIds = sites
    .map(({ siteId }) => siteId)
    .filter((siteId) => search.siteId === null || siteId === search.siteId);
  return inReadTransaction(actor, async (tx) => {
    const counted = await countEnrollments(tx, siteIds);
    const { code, title, arms } = chosenProtocol(search.protocol, counted);
    const own = counted.filter((row) => row.code === code);
    const scope = { siteIds, protocol: code, cohort: search.cohort };
    const chosen = own.filter(({ cohort }) => scope.cohort === null || cohort === scope.cohort);
    const cases = await loadOutcomeCases(tx, scope);
    return {
      code,
      title,
      cohorts: cohortsOf(own),
      enrollments: cases.length,
      simulated: chosen.reduce((sum, { simulated }) => sum + simulated, 0),
      summary: summarizeOutcomes(arms, cases),
      flow: participantFlow(arms, cases, await countScreening(tx, scope)),
    };
  });
}

interface EnrollmentCount {
  readonly code: string;
  readonly cohort: string | null;
  readonly enrollments: number;
  readonly simulated: number;
}

async function countEnrollments(
  tx: Transaction,
  siteIds: readonly string[],
): Promise<EnrollmentCount[]> {
  return await tx.$queryRaw<EnrollmentCount[]>`
    SELECT v.code, e.cohort_tag AS cohort, count(*)::integer AS enrollments,
           (count(*) FILTER (WHERE e.simulated))::integer AS simulated
    FROM enrollment e JOIN protocol_version v ON v.id = e.protocol_version_id
    WHERE e.site_id = ANY (${[...siteIds]}::uuid[])
    GROUP BY v.code, e.cohort_tag
    ORDER BY v.code, e.cohort_tag`;
}

function chosenProtocol(
  code: string | null,
  counted: readonly EnrollmentCount[],
): ProtocolDefinition {
  const [first] = protocolLibrary;
  const found =
    protocolLibrary.find((protocol) => protocol.code === code) ??
    protocolLibrary.find((protocol) => counted.some((row) => row.code === protocol.code)) ??
    first;
  invariant(found, 'the library has protocols');
  return found;
}

function cohortsOf(counted: readonly EnrollmentCount[]): CohortChoice[] {
  return counted.flatMap(({ cohort, enrollments }) =>
    cohort === null ? [] : [{ cohort, enrollments }],
  );
}

async function countScreening(
  tx: Transaction,
  { siteIds, protocol, cohort }: OutcomeScope,
): Promise<Partial<Record<ScreeningCategory, number>>> {
  const rows = await tx.screeningLog.groupBy({
    by: ['category'],
    where: {
      siteId: { in: [...siteIds] },
      protocol,
      voidedAt: null,
      ...(cohort !== null && { cohortTag: cohort }),
    },
    _sum: { men: true },
  });
  return Object.fromEntries(rows.map(({ category, _sum }) => [category, _sum.men ?? 0]));
}
