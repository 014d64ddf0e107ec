import type { GradableResult } from '@/lib/ctcae/criterion-certainty';
import { type Graded, gradeResult, type NotGradable } from '@/lib/ctcae/grade-result';
import { ctcaeLaboratoryTerms } from '@/lib/ctcae/laboratory-terms';
import type { CtcaeVersion } from '@/lib/ctcae/term';
import type { Day } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import { inCollectionOrder } from '@/lib/records/collection-order';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import type { Course } from './course';
import type { Therapy } from './therapy';

/** A term that the result meets, or that it cannot be graded for; terms that it does not meet are left out. */
export type GradedTerm = (Graded | NotGradable) & { readonly name: string };

export interface GradedResult {
  readonly recordId: string;
  readonly on: Day;
  readonly analyte: BloodAnalyteKey;
  readonly result: LabResult;
  /** The newest result of the analyte up to the first dose: what later ones are measured against. */
  readonly isBaseline: boolean;
  /** The highest grade first, then what cannot be graded. */
  readonly grades: readonly GradedTerm[];
}

/**
 * The CTCAE grades of every laboratory result of a man, history included, in order of collection; voided
 * reports are left out. A result older than the baseline of its analyte has no baseline.
 */
export function gradedResults(
  { records }: Pick<Course, 'records'>,
  { firstDoseOn }: Pick<Therapy, 'firstDoseOn'>,
  version: CtcaeVersion,
): readonly GradedResult[] {
  const standing = recordsOf(records, 'lab-report').filter(({ voided }) => !voided);
  const collected = inCollectionOrder(standing).flatMap(({ id, on, results }) =>
    results.map((result) => ({ recordId: id, on, result })),
  );
  const baselines = baselinesOf(collected, firstDoseOn);
  const passed = new Set<BloodAnalyteKey>();
  return collected.map(({ recordId, on, result }) => {
    const { analyte } = result;
    const isBaseline = baselines.get(analyte) === result;
    if (isBaseline) {
      passed.add(analyte);
    }
    const baseline = passed.has(analyte) ? (baselines.get(analyte) ?? null) : null;
    return {
      recordId,
      on,
      analyte,
      result,
      isBaseline,
      grades: gradesOf(result, baseline, version),
    };
  });
}

/** In order of collection: the last one up to the first-dose day, which itself is still baseline (engine §1). */
function baselinesOf(
  collected: readonly { readonly on: Day; readonly result: LabResult }[],
  firstDoseOn: Day | null,
): ReadonlyMap<BloodAnalyteKey, LabResult> {
  return new Map(
    collected
      .filter(({ on }) => firstDoseOn !== null && on <= firstDoseOn)
      .map(({ result }) => [result.analyte, result]),
  );
}

const termsOf = new Map(
  bloodAnalyteKeys.map((key) => [
    key,
    ctcaeLaboratoryTerms.filter(({ analytes }) => analytes.includes(key)),
  ]),
);

function gradesOf(
  result: LabResult,
  baseline: GradableResult | null,
  version: CtcaeVersion,
): readonly GradedTerm[] {
  return (termsOf.get(result.analyte) ?? [])
    .filter(({ editions }) => editions[version].status !== 'absent')
    .flatMap((term): GradedTerm[] => {
      const outcome = gradeResult(term, version, result, { baseline });
      return outcome.status === 'none' ? [] : [{ ...outcome, name: term.term }];
    })
    .sort((one, other) => rankOf(other) - rankOf(one));
}

function rankOf(term: GradedTerm): number {
  return term.status === 'graded' ? term.grade : 0;
}
