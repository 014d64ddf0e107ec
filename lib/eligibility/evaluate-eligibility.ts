import { type Certainty, negate } from '@/lib/core/certainty';
import type { Day } from '@/lib/dates/civil-date';
import type { EligibilityCriterion, Override } from '@/lib/protocols/eligibility-schema';
import type { SettingValues } from '@/lib/protocols/schema';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { judgeCondition } from './judge-condition';
import { type KnownFacts, latestOf } from './judgment';

export interface JudgedCriterion {
  readonly key: string;
  readonly title: string;
  readonly kind: EligibilityCriterion['kind'];
  /** Yes always speaks for the man: an inclusion that applies, an exclusion that does not. */
  readonly met: Certainty;
  /** Not met, or not known where that keeps him out too. */
  readonly blocks: boolean;
  /** Records that decide. */
  readonly evidence: readonly string[];
  readonly explanation: string;
  /** If only time has to pass: the day from which it is met. */
  readonly eligibleFrom: Day | null;
  /** Who may let him in with a reason; only asked where it blocks. */
  readonly override: Override;
  readonly source: string;
  readonly proposal: boolean;
}

export const eligibilityOutcomes = ['eligible', 'not-eligible', 'undetermined'] as const;
/** Stored instead of the outcome where he was enrolled although a criterion asks for a physician's signature. */
export const overrideRequested = 'override-requested';
export type EligibilityOutcome = (typeof eligibilityOutcomes)[number];

export interface Eligibility {
  readonly outcome: EligibilityOutcome;
  /** The day from which nothing blocks any more, if only time has to pass. */
  readonly eligibleFrom: Day | null;
  readonly criteria: readonly JudgedCriterion[];
}

/**
 * Whether a man may enter an arm of a protocol on a day, by the records dated up to it (engine §4).
 * One criterion known not to be met makes him not eligible; one that is unknown leaves it undetermined.
 */
export function evaluateEligibility(
  criteria: readonly EligibilityCriterion[],
  settings: SettingValues,
  records: readonly ClinicalRecord[],
  { on, arm }: { readonly on: Day; readonly arm: string },
): Eligibility {
  const known = records.filter((record) => !record.voided && record.on <= on);
  const judged = criteria
    .filter((criterion) => isAsked(criterion, settings, arm))
    .map((criterion) => judgeCriterion(criterion, { on, records: known, settings }));
  const blocking = judged.filter(({ blocks }) => blocks);
  return {
    outcome: outcomeOf(blocking),
    eligibleFrom: latestOf(blocking.map(({ eligibleFrom }) => eligibleFrom)),
    criteria: judged,
  };
}

/** Whether the clinic asks for a criterion of the men of an arm. */
export function isAsked(
  { asked, arms }: EligibilityCriterion,
  settings: SettingValues,
  arm: string,
): boolean {
  const isOn = asked === undefined || settings[asked.setting] === true;
  return isOn && (arms === undefined || arms.includes(arm));
}

function judgeCriterion(criterion: EligibilityCriterion, facts: KnownFacts): JudgedCriterion {
  const { key, title, kind, when, whenUnknown, override, source, proposal } = criterion;
  const { certainty, evidence, says, holdsFrom } = judgeCondition(when, facts);
  const met = kind === 'inclusion' ? certainty : negate(certainty);
  return {
    key,
    title,
    kind,
    met,
    blocks: met === 'no' || (met === 'unknown' && whenUnknown === 'blocks'),
    evidence,
    explanation: `${says}.`,
    eligibleFrom: kind === 'inclusion' && met !== 'yes' ? holdsFrom : null,
    override,
    source,
    proposal,
  };
}

function outcomeOf(blocking: readonly JudgedCriterion[]): EligibilityOutcome {
  if (blocking.length === 0) {
    return 'eligible';
  }
  return blocking.some(({ met }) => met === 'no') ? 'not-eligible' : 'undetermined';
}

/** What keeps him out whatever reason anybody gives. */
export function blockingForGood({ criteria }: Eligibility): JudgedCriterion[] {
  return criteria.filter(({ blocks, override }) => blocks && override === 'nobody');
}

/** What keeps him out until a physician has signed that he may enter all the same. */
export function blockingUntilSigned({ criteria }: Eligibility): JudgedCriterion[] {
  return criteria.filter(({ blocks, override }) => blocks && override === 'physician');
}
