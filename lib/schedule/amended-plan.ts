import type { Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { settlePlan } from './build-plan';
import { type EarlierPlan, earlierPlanOf } from './carry-over';
import { layOutPlan } from './lay-out-plan';
import type { Plan } from './occurrence';
import type { PlanFacts } from './plan-facts';

/** A version of the protocol, with its settings, that an enrollment followed before it was amended. */
export interface EarlierProtocol {
  readonly protocol: CompiledProtocol;
  /** First day of the version after it. */
  readonly until: Day;
}

/**
 * The plan under the current version, beside what was settled under the versions before it (decision 023).
 * Each version is asked for the plan as it stood on the eve of its amendment, from the records up to then:
 * a past visit that is entered late is judged by the version then in force.
 */
export function buildAmendedPlan(
  protocol: CompiledProtocol,
  facts: PlanFacts,
  earlier: readonly EarlierProtocol[],
): Plan {
  let before: EarlierPlan | null = null;
  for (const { protocol: version, until } of earlier) {
    const records = facts.records.filter(({ on }) => on < until);
    before = earlierPlanOf(layOutPlan(version, { ...facts, records }, before), until);
  }
  return settlePlan(layOutPlan(protocol, facts, before), facts);
}
