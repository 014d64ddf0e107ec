import type { Day } from '@/lib/dates/civil-date';
import { addDuration } from '@/lib/dates/duration';
import { durationValue, numberValue, textValue } from '@/lib/protocols/compile-protocol';
import type { ResponseRule, SettingValues } from '@/lib/protocols/schema';
import { inCollectionOrder } from '@/lib/records/collection-order';
import { isRetrieval } from '@/lib/records/procedure';
import { type ClassifiedSample, countSamples, cutToCounting } from './counting-samples';
import type { Pair } from './find-pairs';
import {
  judgeAfterLoss,
  judgeMotile,
  judgePairs,
  judgeRetrieval,
  judgeWithoutMotile,
  type PairCriteria,
  type Verdict,
} from './pair-verdicts';
import type { PlannedSemen, ProcedureOnDay, Response, ResponseInput } from './response';
import { tmcResponse } from './tmc-response';

export type PairRule = Extract<ResponseRule, { kind: 'consecutive-motile-pair' }>;

interface Evidence {
  readonly counting: readonly ClassifiedSample[];
  readonly retrievals: readonly ProcedureOnDay[];
  readonly planned: readonly PlannedSemen[];
}

/** Reliable ejaculated sperm by two consecutive samples (S0 Outcomes, engine §5). */
export function evaluatePairRule(
  rule: PairRule,
  settings: SettingValues,
  input: ResponseInput,
): Response {
  const planned = input.occurrences.filter(
    ({ notApplicableReason }) => notApplicableReason === null,
  );
  // Also those that no longer apply after a stop: the month is one of the plan, not of what was left of it.
  const semen = input.occurrences.filter(
    ({ requirement }) => requirement === rule.semenRequirement,
  );
  const { counting, excluded } = countSamples(
    input.samples,
    input,
    durationValue(rule.countsAfterLastDose, settings),
    planned,
  );
  const retrievals = retrievalsOnDrug(rule, settings, input);
  const evidence = { counting, retrievals, planned };
  const current = judge(rule, settings, input, evidence);
  const { pair } = current;
  const responseOn = pair === null ? null : responseDay(rule, settings, pair);
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    bestResponse:
      current.pair === null && judgeRetrieval(retrievals, counting) !== null
        ? 'partial'
        : current.status,
    currentStatus: isSettingOf(rule.negativeAfterComplete, 'lost', settings)
      ? judgeAfterLoss(counting, current, (samples) =>
          judgeMotilePairs(rule, settings, input, { ...evidence, counting: samples }),
        )
      : current.status,
    responseOn,
    responseMonth: responseOn === null ? null : monthOf(responseOn, semen, input.firstDoseOn),
    pair: pair && { first: pair.first.id, second: pair.second.id },
    maintained: current.maintained,
    awaitingUntil: current.awaitingUntil,
    countingRecordIds: counting.map(({ id }) => id),
    excluded,
    tmcResponse: tmcResponse(counting),
    notes: current.notes,
    evidence: current.evidence,
    strata: null,
  };
}

/**
 * The rows of the status table; the first that holds is the status. `partial` asks for no motile sperm in
 * the ejaculate, so what is said about motile sperm can come before it.
 */
function judge(
  rule: PairRule,
  settings: SettingValues,
  input: ResponseInput,
  evidence: Evidence,
): Verdict {
  const { counting, retrievals, planned } = evidence;
  const reviewed = planned.filter(
    ({ requirement, ordinal }) =>
      requirement === rule.semenRequirement &&
      ordinal !== null &&
      ordinal >= rule.nonResponderFromOrdinal,
  );
  return (
    judgeMotilePairs(rule, settings, input, evidence) ??
    judgeRetrieval(retrievals, counting) ??
    judgeWithoutMotile(counting, reviewed, input, retrievals)
  );
}

/** What motile sperm say: a pair, or one that waits to be confirmed. Null without any. */
function judgeMotilePairs(
  rule: PairRule,
  settings: SettingValues,
  input: ResponseInput,
  { counting, planned }: Evidence,
): Verdict | null {
  const criteria: PairCriteria = {
    gapDays: numberValue(rule.pairGapDays, settings),
    asksForSignature: isSettingOf(rule.eggNumberUnknown, 'physician-signs', settings),
  };
  const confirmations = planned
    .filter(({ requirement }) => requirement === rule.confirmationRequirement)
    .map((window) =>
      cutToCounting(window, input, durationValue(rule.countsAfterLastDose, settings)),
    );
  return judgePairs(counting, criteria, input) ?? judgeMotile(counting, confirmations, input.today);
}

/** Definitions of before the setting do not name it. */
function isSettingOf(
  reference: PairRule['eggNumberUnknown'],
  value: string,
  settings: SettingValues,
): boolean {
  return reference !== undefined && settings[reference.setting] === value;
}

/** After the first-dose day, and on drug or shortly after the last dose. */
function retrievalsOnDrug(
  rule: PairRule,
  settings: SettingValues,
  { procedures, firstDoseOn, lastDoseOn }: ResponseInput,
): ProcedureOnDay[] {
  const period = durationValue(rule.retrievalCountsAfterLastDose, settings);
  const until = lastDoseOn === null ? null : addDuration(lastDoseOn, period);
  return inCollectionOrder(procedures.map((procedure) => ({ ...procedure, time: null }))).filter(
    ({ on, content }) =>
      isRetrieval(content) &&
      firstDoseOn !== null &&
      on > firstDoseOn &&
      (until === null || on <= until),
  );
}

function responseDay(rule: PairRule, settings: SettingValues, { first, second }: Pair): Day {
  return textValue(rule.responseDate, settings) === 'second-sample' ? second.on : first.on;
}

const averageMonthDays = 365.25 / 12;

/** Month on therapy of the planned semen analysis nearest to the response, the earlier one on a tie. */
function monthOf(
  responseOn: Day,
  semen: readonly PlannedSemen[],
  firstDoseOn: Day | null,
): number | null {
  let nearest: Day | null = null;
  for (const { target } of semen) {
    if (target === null) {
      continue;
    }
    const closer =
      nearest === null ? -1 : distance(target, responseOn) - distance(nearest, responseOn);
    if (nearest === null || closer < 0 || (closer === 0 && target < nearest)) {
      nearest = target;
    }
  }
  return nearest === null || firstDoseOn === null
    ? null
    : Math.round((nearest - firstDoseOn) / averageMonthDays);
}

function distance(one: Day, other: Day): number {
  return Math.abs(one - other);
}
