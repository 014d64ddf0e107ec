import { describeGrade } from '@/lib/course/describe-grade';
import type { GradedResult } from '@/lib/course/graded-results';
import type { Day } from '@/lib/dates/civil-date';
import { type CompiledProtocol, numberValue } from '@/lib/protocols/compile-protocol';
import { describeResult } from '@/lib/records/describe-record';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { convertToStandard } from '@/lib/units/convert';
import { unitLabels } from '@/lib/units/unit-codes';
import { markOf } from './mark';
import type { LabSeries } from './timeline-view';

/**
 * One small multiple per analyte that was ever measured, in standard units, in the order of the table of
 * analytes; results in order of collection.
 */
export function labSeries(
  protocol: CompiledProtocol,
  results: readonly GradedResult[],
  firstDoseOn: Day | null,
): LabSeries[] {
  return bloodAnalyteKeys.flatMap((analyte) => {
    const own = results.filter(
      ({ result }) => result.analyte === analyte && result.standardValue !== null,
    );
    if (own.length === 0) {
      return [];
    }
    return [
      {
        analyte,
        label: analytes[analyte].label,
        unit: unitLabels[analytes[analyte].standard.unit],
        points: own.map((one) => labPoint(one, firstDoseOn)),
        reference: own.reduce<LabSeries['reference']>(
          (newest, { result }) => referenceOf(result) ?? newest,
          null,
        ),
        decision: decisionBand(protocol, analyte),
      },
    ];
  });
}

function labPoint({ recordId, on, result, grades }: GradedResult, firstDoseOn: Day | null) {
  const [highest] = grades;
  return {
    ...markOf(`${recordId}:${result.analyte}`, on, firstDoseOn, {
      label: describeResult(result),
      detail: [`${referenceText(result)}.`, ...grades.map(describeGrade)].join(' '),
      recordId,
    }),
    value: result.standardValue ?? 0,
    comparator: result.comparator,
    grade: highest?.status === 'graded' ? highest.grade : null,
  };
}

function referenceText({ referenceLow, referenceHigh, unit }: LabResult): string {
  return referenceLow === null && referenceHigh === null
    ? 'reference range not reported'
    : `reference ${referenceLow ?? 'none'} to ${referenceHigh ?? 'none'} ${unitLabels[unit]}`;
}

function referenceOf(result: LabResult): LabSeries['reference'] {
  const { analyte, unit, laboratoryFactor, referenceLow, referenceHigh } = result;
  if (referenceLow === null && referenceHigh === null) {
    return null;
  }
  const standard = (bound: number | null) => {
    const converted =
      bound === null ? null : convertToStandard(analyte, bound, unit, laboratoryFactor);
    return converted?.ok ? converted.value.value : null;
  };
  return { low: standard(referenceLow), high: standard(referenceHigh) };
}

function decisionBand(protocol: CompiledProtocol, analyte: string): LabSeries['decision'] {
  const { definition, settings } = protocol;
  for (const { rule, title } of definition.decisions) {
    if (rule.kind === 'interval' && rule.analyte === analyte) {
      return {
        low: numberValue(rule.low, settings),
        high: numberValue(rule.high, settings),
        label: title,
      };
    }
  }
  return null;
}
