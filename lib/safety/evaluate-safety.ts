import { assertNever } from '@/lib/core/assert-never';
import { addDays, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { numberValue } from '@/lib/protocols/compile-protocol';
import type {
  FlagSeverity,
  SafetyLevel,
  SafetyRule,
  SafetyTopic,
} from '@/lib/protocols/safety-rule-schema';
import type { SettingValues } from '@/lib/protocols/schema';
import { evaluatePredicate, evidenceDays, type Outcome } from './evaluate-predicate';
import type { Evidence, Judgment } from './judgment';
import type { SafetyFacts, SafetyLabResult } from './safety-facts';

/** One rule met by the evidence of one day. It is JSON throughout, because flags store it. */
export type SafetyFinding = {
  /** The rule and the records that met it. */
  readonly evidenceKey: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly topic: SafetyTopic;
  readonly title: string;
  readonly source: string;
  /** Position among the rule's levels; a higher one is worse. */
  readonly level: number;
  readonly severity: FlagSeverity;
  readonly message: string;
  readonly whoActs: SafetyLevel['whoActs'];
  readonly proposes: SafetyLevel['proposes'];
  readonly blocksDispensing: boolean;
  /** Day of the evidence, `YYYY-MM-DD`. */
  readonly raisedOn: string;
  readonly actBy: string | null;
  readonly evidence: readonly Evidence[];
};

/** A rule that cannot say whether it is met, and was not answered by later evidence. */
export interface SafetyUnknown {
  readonly ruleId: string;
  readonly title: string;
  /** Newest day that could not be judged. */
  readonly on: string;
  /** The worst level that it might be. */
  readonly severity: FlagSeverity;
  readonly recordIds: readonly string[];
  readonly reason: string;
}

export interface SafetyEvaluation {
  readonly findings: readonly SafetyFinding[];
  readonly unknowns: readonly SafetyUnknown[];
}

/**
 * Applies the rules to everything that is recorded; `settings` are the enrollment's resolved ones. The
 * same facts in any order give the same answer. Findings of severity `info` inform where they are
 * shown; the others become flags (`reconcileFlags`).
 */
export function evaluateSafety(
  rules: readonly SafetyRule[],
  settings: SettingValues,
  facts: SafetyFacts,
): SafetyEvaluation {
  const labResults = resultsByDay(facts.labResults);
  const factsOn = (day: Day) => ({ ...facts, labResults: labResults.get(day) ?? [] });
  const days = rules.map((rule) => ({ rule, days: judgeDays(rule, settings, facts, factsOn) }));
  return {
    findings: days
      .flatMap(({ rule, days }) => days.flatMap((day) => findingOf(rule, day)))
      .toSorted(
        (a, b) => compareText(a.raisedOn, b.raisedOn) || compareText(a.evidenceKey, b.evidenceKey),
      ),
    unknowns: days
      .flatMap(({ rule, days }) => unknownOf(rule, days))
      .toSorted((a, b) => compareText(a.ruleId, b.ruleId)),
  };
}

function resultsByDay(
  results: readonly SafetyLabResult[],
): ReadonlyMap<Day, readonly SafetyLabResult[]> {
  const byDay = new Map<Day, SafetyLabResult[]>();
  for (const result of results) {
    const ofDay = byDay.get(result.on);
    if (ofDay === undefined) {
      byDay.set(result.on, [result]);
    } else {
      ofDay.push(result);
    }
  }
  return byDay;
}

interface JudgedDay {
  readonly day: Day;
  /** One outcome for each level of the rule, the mildest first. */
  readonly outcomes: readonly Outcome[];
}

function judgeDays(
  rule: SafetyRule,
  settings: SettingValues,
  facts: SafetyFacts,
  /** No rule looks at the results of another day; years of them are sorted out once. */
  factsOn: (day: Day) => SafetyFacts,
): readonly JudgedDay[] {
  const days = new Set(rule.levels.flatMap(({ when }) => evidenceDays(facts, when)));
  return [...days]
    .filter((day) => appliesOn(rule, settings, facts, day))
    .toSorted((a, b) => a - b)
    .map((day) => {
      const own = factsOn(day);
      return {
        day,
        outcomes: rule.levels.map(({ when }) => evaluatePredicate(when, own, settings, day)),
      };
    });
}

function appliesOn(
  { appliesWhile }: SafetyRule,
  settings: SettingValues,
  { therapies, holds, surgeryOn }: SafetyFacts,
  day: Day,
): boolean {
  switch (appliesWhile.kind) {
    case 'enrolled':
      return true;
    case 'on-drug': {
      const after = numberValue(appliesWhile.daysAfterLastDose, settings);
      return therapies
        .filter(({ drug }) => appliesWhile.anyOf.includes(drug))
        .some(({ from, to }) => day >= from && (to === null || day <= addDays(to, after)));
    }
    case 'taking-drug': {
      const after = numberValue(appliesWhile.daysAfterFirstDose, settings);
      const ofDrug = therapies.filter(({ drug }) => appliesWhile.anyOf.includes(drug));
      const firstDose = Math.min(...ofDrug.map(({ from }) => from));
      return (
        day >= firstDose + after &&
        ofDrug.some(({ from, to }) => day >= from && (to === null || day <= to)) &&
        !holds.some(
          ({ heldOn, resumedOn }) => day >= heldOn && (resumedOn === null || day < resumedOn),
        )
      );
    }
    case 'after-surgery':
      return surgeryOn !== null && day > surgeryOn;
    default:
      return assertNever(appliesWhile);
  }
}

function findingOf(rule: SafetyRule, { day, outcomes }: JudgedDay): readonly SafetyFinding[] {
  const index = outcomes.findLastIndex(({ certainty }) => certainty === 'yes');
  const level = rule.levels[index];
  const outcome = outcomes[index];
  if (level === undefined || outcome === undefined) {
    return [];
  }
  const { actWithinDays } = level;
  const evidence = outcome.judgments
    .flatMap((judgment) => (judgment.certainty === 'yes' ? (judgment.evidence ?? []) : []))
    .toSorted(
      (a, b) => compareText(a.recordId ?? '', b.recordId ?? '') || compareText(a.what, b.what),
    )
    .filter(isFirstOfItsFact);
  const raisedOn = toCivilDate(day);
  return [
    {
      evidenceKey: [rule.id, ...recordsOf(evidence, raisedOn)].join(':'),
      ruleId: rule.id,
      ruleVersion: rule.version,
      topic: rule.topic,
      title: rule.title,
      source: rule.source,
      level: index,
      severity: level.severity,
      message: `${evidence.map(describe).join('; ')}. ${level.advice}`,
      whoActs: level.whoActs,
      proposes: level.proposes,
      blocksDispensing: level.blocksDispensing,
      raisedOn,
      actBy: actWithinDays === null ? null : toCivilDate(addDays(day, actWithinDays)),
      evidence,
    },
  ];
}

/** One answer can meet several parts of a level; it is evidence once. */
function isFirstOfItsFact(item: Evidence, index: number, all: readonly Evidence[]): boolean {
  const first = all.findIndex(
    ({ recordId, what, value }) =>
      recordId === item.recordId && what === item.what && value === item.value,
  );
  return first === index;
}

/** The therapy itself is no record; its day stands for it. */
function recordsOf(evidence: readonly Evidence[], raisedOn: string): readonly string[] {
  return [...new Set(evidence.map(({ recordId }) => recordId ?? raisedOn))];
}

function describe({ what, value, unit, limit }: Evidence): string {
  const amount = unit === null ? value : `${value} ${unit}`;
  return limit === null ? `${what}: ${amount}` : `${what}: ${amount} (${limit})`;
}

/** What no later day has answered. */
function unknownOf(rule: SafetyRule, days: readonly JudgedDay[]): readonly SafetyUnknown[] {
  const open = days.flatMap((judged) => openQuestions(rule, judged, days));
  const newest = open.at(-1);
  if (newest === undefined) {
    return [];
  }
  const worst = Math.max(...open.map(({ level }) => level));
  return [
    {
      ruleId: rule.id,
      title: rule.title,
      on: toCivilDate(newest.day),
      severity: rule.levels[worst]?.severity ?? 'info',
      recordIds: distinct(open.flatMap(({ judgment }) => judgment.recordId ?? [])),
      reason: distinct(open.flatMap(({ judgment }) => judgment.reason ?? [])).join('; '),
    },
  ];
}

interface OpenQuestion {
  readonly day: Day;
  readonly level: number;
  readonly judgment: Judgment;
}

function openQuestions(
  rule: SafetyRule,
  { day, outcomes }: JudgedDay,
  days: readonly JudgedDay[],
): readonly OpenQuestion[] {
  return rule.levels.flatMap((_, level) => {
    const isMetWorse = outcomes.slice(level + 1).some(({ certainty }) => certainty === 'yes');
    const outcome = outcomes[level];
    if (isMetWorse || outcome?.certainty !== 'unknown') {
      return [];
    }
    return outcome.judgments
      .filter(({ certainty }) => certainty === 'unknown')
      .filter(({ subject }) => !isAnsweredFrom(day, subject, level, days))
      .map((judgment) => ({ day, level, judgment }));
  });
}

/** A question is asked anew at each level: ">400" is above 300 and may be above 500. */
function isAnsweredFrom(
  day: Day,
  subject: string,
  level: number,
  days: readonly JudgedDay[],
): boolean {
  return days
    .filter((other) => other.day >= day)
    .flatMap(({ outcomes }) => outcomes[level]?.judgments ?? [])
    .some((judgment) => judgment.subject === subject && judgment.certainty !== 'unknown');
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted(compareText);
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
