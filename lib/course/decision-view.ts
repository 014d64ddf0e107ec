import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { type CompiledProtocol, numberValue } from '@/lib/protocols/compile-protocol';
import type { DecisionPoint } from '@/lib/protocols/schema';
import { describeState } from '@/lib/schedule/describe-state';
import type { Plan } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { type AnalyteKey, analytes } from '@/lib/units/analytes';
import type { RangePosition } from '@/lib/units/compare-with-bounds';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import { type ComputedDecision, computeDecision } from './compute-decision';
import type { Course } from './course';
import { type DecisionFuture, decisionFutures } from './decision-futures';
import type { DecisionInput } from './decision-input';

/** What a physician sees before he signs a branch point: input, rule, computed branch, both futures. */
export interface DecisionView {
  readonly key: string;
  readonly title: string;
  readonly source: string;
  readonly rule: string;
  /** The planned decision in words: due, missed, not applicable with the reason. */
  readonly state: string;
  readonly isOpen: boolean;
  readonly input: DecisionInputView | null;
  /** Null where the protocol leaves the choice open. */
  readonly range: string | null;
  readonly computed: string | null;
  /** Why the rule computes this branch, or why it computes none. */
  readonly explanation: string;
  readonly options: readonly { readonly key: string; readonly title: string }[];
  readonly effectiveOn: CivilDate | null;
  readonly futures: readonly DecisionFuture[];
}

export interface DecisionInputView {
  readonly recordId: string;
  readonly on: CivilDate;
  readonly reported: string;
  readonly standardized: string;
}

/** Null when the protocol has no such decision. */
export function decisionView(
  protocol: CompiledProtocol,
  course: Course,
  plan: Plan,
  key: string,
  today: Day,
): DecisionView | null {
  const computed = computeDecision(protocol, course, plan, { key, decidedOn: today });
  if (computed === null) {
    return null;
  }
  const { point, effectiveOn } = computed;
  const occurrence = plan.occurrences.find(({ requirement }) => requirement === point.requirement);
  const [input] = computed.inputs;
  const choice = { key, decidedOn: today, effectiveOn: effectiveOn ?? today };
  return {
    key,
    title: point.title,
    source: point.source,
    rule: `${point.rule.id}, version ${point.rule.version}`,
    state: occurrence ? describeState(occurrence, today) : 'not part of his plan',
    isOpen: occurrence !== undefined && occurrenceState(occurrence, today) !== 'not-applicable',
    input: input ? inputView(input) : null,
    range: describeRange(point, protocol),
    computed: computed.computed,
    explanation: explain(computed, protocol),
    options: point.options,
    effectiveOn: effectiveOn === null ? null : toCivilDate(effectiveOn),
    futures: decisionFutures(protocol, course, choice, today),
  };
}

/** Why the rule computes the branch that it does, or none; null when the protocol has no such decision. */
export function explainDecision(
  protocol: CompiledProtocol,
  course: Course,
  plan: Plan,
  key: string,
  today: Day,
): string | null {
  const computed = computeDecision(protocol, course, plan, { key, decidedOn: today });
  return computed && explain(computed, protocol);
}

function inputView({
  recordId,
  on,
  analyte,
  valueText,
  unit,
  standardValue,
  standardUnit,
}: DecisionInput): DecisionInputView {
  const label = analyte === null ? 'Result' : labelOf(analyte);
  return {
    recordId,
    on,
    reported: `${label} ${valueText} ${unitName(unit)}`,
    standardized:
      standardValue === null
        ? 'not standardized: the laboratory’s factor is missing'
        : `${comparatorOf(valueText)}${standardValue} ${unitName(standardUnit)}`,
  };
}

function comparatorOf(valueText: string | null): string {
  return /^[<>]=?/.exec(valueText ?? '')?.[0] ?? '';
}

function describeRange(point: DecisionPoint, { settings }: CompiledProtocol): string | null {
  if (point.rule.kind === 'choice') {
    return null;
  }
  const { low, high, unit, includesBounds } = point.rule;
  const ends = settings[includesBounds.setting] === true ? 'included' : 'excluded';
  return `${numberValue(low, settings)}–${numberValue(high, settings)} ${unitName(unit)}, both ends ${ends}`;
}

const positions: Record<RangePosition, string> = {
  below: 'lies below the range: FSH is suppressed',
  within: 'lies in the range',
  above: 'lies above the range',
  unknown: 'may lie inside or outside the range: it does not tell',
};

function explain(
  { point, position, computed, inputs }: ComputedDecision,
  protocol: CompiledProtocol,
): string {
  if (point.rule.kind === 'choice') {
    return 'The protocol leaves this to the physician.';
  }
  const { analyte, input } = point.rule;
  const range = describeRange(point, protocol);
  const [result] = inputs;
  if (position === null || result === undefined) {
    const panel = protocol.requirements.find(({ key }) => key === input)?.title ?? input;
    return `There is no result of ${labelOf(analyte)} yet (${panel}); the physician decides.`;
  }
  const option = point.options.find(({ key }) => key === computed);
  const branch = option ? `: ${option.title}` : '; the physician decides';
  return `${labelOf(analyte)} ${result.valueText} ${unitName(result.unit)} ${positions[position]} (${range})${branch}.`;
}

function labelOf(analyte: string): string {
  return analytes[analyte as AnalyteKey].label;
}

function unitName(unit: string | null): string {
  return unit === null ? '' : (unitLabels[unit as UnitCode] ?? unit);
}
