import { assertNever } from '@/lib/core/assert-never';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { addDuration } from '@/lib/dates/duration';
import {
  type CompiledProtocol,
  durationValue,
  numberValue,
  textValue,
} from '@/lib/protocols/compile-protocol';
import { type DecisionPoint, physicianDecides, type SettingValues } from '@/lib/protocols/schema';
import { recordsOf } from '@/lib/records/clinical-record';
import { newestFirst } from '@/lib/records/collection-order';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import { anchorDay } from '@/lib/schedule/anchor-day';
import type { Plan } from '@/lib/schedule/occurrence';
import { positionInRange, type RangePosition } from '@/lib/units/compare-with-bounds';
import type { Course } from './course';
import type { DecisionInput } from './decision-input';
import { planFactsOf } from './plan-facts-of';
import { therapyOf } from './therapy';

export interface ComputedDecision {
  readonly point: DecisionPoint;
  /** The results that the rule reads; empty while there is none, and for a rule that leaves the choice open. */
  readonly inputs: readonly DecisionInput[];
  /** Null without an input. */
  readonly position: RangePosition | null;
  /** The branch that the rule computes; null leaves it to the physician. */
  readonly computed: string | null;
  /** The date that the protocol foresees; null while its anchor has none. */
  readonly effectiveOn: Day | null;
}

/**
 * What the protocol says about one decision on one day: the newest result of the planned laboratory check
 * that it rests on, collected by then, against the range (engine §4). A re-test never falls back on the
 * result that called for it. Null when the protocol has no such decision.
 */
export function computeDecision(
  { definition, settings }: CompiledProtocol,
  course: Course,
  plan: Plan,
  { key, decidedOn }: { readonly key: string; readonly decidedOn: Day },
): ComputedDecision | null {
  const point = definition.decisions.find((decision) => decision.key === key);
  if (point === undefined) {
    return null;
  }
  const effectiveOn = foreseenDate(point, course, plan, settings);
  if (point.rule.kind === 'choice') {
    return { point, inputs: [], position: null, computed: null, effectiveOn };
  }
  const { rule } = point;
  const newest = newestResult(course, plan, rule, decidedOn);
  if (newest === null) {
    return { point, inputs: [], position: null, computed: null, effectiveOn };
  }
  const position = positionOf(newest.result, rule, settings);
  return {
    point,
    inputs: [inputOf(newest)],
    position,
    computed: branchOf(position, rule, settings),
    effectiveOn,
  };
}

type IntervalRule = Extract<DecisionPoint['rule'], { kind: 'interval' }>;

interface CollectedResult {
  /** Of the report. */
  readonly id: string;
  readonly on: Day;
  readonly time: string | null;
  readonly result: LabResult;
}

function newestResult(
  course: Course,
  plan: Plan,
  { input, inputOrdinal, analyte }: IntervalRule,
  decidedOn: Day,
): CollectedResult | null {
  const linked = new Set(
    plan.occurrences
      .filter(({ requirement, ordinal }) => requirement === input && ordinal === inputOrdinal)
      .flatMap(({ recordIds }) => recordIds),
  );
  const collected = recordsOf(course.records, 'lab-report')
    .filter(({ id, on, voided }) => linked.has(id) && on <= decidedOn && !voided)
    .flatMap(({ id, on, time, results }) =>
      results
        .filter((result) => result.analyte === analyte)
        .map((result): CollectedResult => ({ id, on, time, result })),
    );
  return newestFirst(collected)[0] ?? null;
}

function positionOf(
  { standardValue, comparator }: LabResult,
  rule: IntervalRule,
  settings: SettingValues,
): RangePosition {
  if (standardValue === null) {
    return 'unknown';
  }
  return positionInRange(
    { comparator, value: standardValue },
    { low: numberValue(rule.low, settings), high: numberValue(rule.high, settings) },
    { includesBounds: settings[rule.includesBounds.setting] === true },
  );
}

function branchOf(
  position: RangePosition,
  { branches }: IntervalRule,
  settings: SettingValues,
): string | null {
  switch (position) {
    case 'below':
      return branchValue(branches.below, settings);
    case 'within':
      return branches.within;
    case 'above':
      return branchValue(branches.above, settings);
    case 'unknown':
      return branches.unclear;
    default:
      return assertNever(position);
  }
}

function branchValue(
  branch: IntervalRule['branches']['above'],
  settings: SettingValues,
): string | null {
  const value = branch === null ? null : textValue(branch, settings);
  return value === physicianDecides ? null : value;
}

function foreseenDate(
  { effective, requirement }: DecisionPoint,
  course: Course,
  plan: Plan,
  settings: SettingValues,
): Day | null {
  if (effective.anchor.startsWith('record:')) {
    return plan.occurrences.find((planned) => planned.requirement === requirement)?.target ?? null;
  }
  const anchor = anchorDay(
    effective.anchor,
    planFactsOf(course, therapyOf(course.records, course.endedOn), []),
  );
  return anchor === null ? null : addDuration(anchor, durationValue(effective.offset, settings));
}

function inputOf({ id, on, result }: CollectedResult): DecisionInput {
  return {
    recordId: id,
    on: toCivilDate(on),
    analyte: result.analyte,
    valueText: result.valueText,
    unit: result.unit,
    standardValue: result.standardValue,
    standardUnit: result.standardUnit,
  };
}
