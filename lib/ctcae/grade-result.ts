// The CTCAE grade that one laboratory result suggests; a person confirms it (engine.md §6). Graded in
// the unit of the report with the report's own range, never from a conversion.
import { positionInRange } from '@/lib/units/compare-with-bounds';
import { unitLabels } from '@/lib/units/unit-codes';
import {
  type CriterionFacts,
  criterionHolds,
  type GradableResult,
  isAboveUpperLimit,
  isInUnit,
  isPast,
  isRise,
  numberHolds,
  type SymptomsOfResult,
  symptomsOfResults,
} from './criterion-certainty';
import { conditionWords, describeCriterion } from './describe-criterion';
import {
  type CriterionCondition,
  type CtcaeCriterion,
  type CtcaeGrade,
  type CtcaeLaboratoryEdition,
  type CtcaeLaboratoryTerm,
  type CtcaeSource,
  type CtcaeVersion,
  ctcaeGrades,
} from './term';

export interface GradeContext {
  /** The man's newest result of the analyte before treatment, with its own report's range. */
  readonly baseline: GradableResult | null;
  /** Of what the term names; absent while no person has said. */
  readonly symptoms?: SymptomsOfResult;
}

export interface Graded {
  readonly status: 'graded';
  readonly term: string;
  readonly version: CtcaeVersion;
  readonly grade: CtcaeGrade;
  /** "> 500 to 1000 mg/dL" */
  readonly criterion: string;
  /** "CTCAE v5.0 (R1, R2)" */
  readonly source: string;
  /** What a person must establish or know before confirming. */
  readonly note: string | null;
}

export interface NotGradable {
  readonly status: 'not-gradable';
  readonly term: string;
  readonly version: CtcaeVersion;
  /** Follows "not gradable: ". */
  readonly reason: string;
}

/** `none`: the result meets no grade of the term. */
export type ResultGrade = Graded | NotGradable | { readonly status: 'none' };

/**
 * The highest grade that the number supports whatever else is true of the man; what only a person can
 * establish ("with symptoms", "life-threatening") stands in the note. Where the report leaves the answer
 * open, no grade is guessed.
 */
export function gradeResult(
  term: CtcaeLaboratoryTerm,
  version: CtcaeVersion,
  result: GradableResult,
  context: GradeContext,
): ResultGrade {
  const own = term.editions[version];
  const defined = own.status === 'same-as-5.0' ? term.editions['5.0'] : own;
  const cannot = (reason: string): NotGradable => ({
    status: 'not-gradable',
    term: term.key,
    version,
    reason,
  });
  if (own.status === 'absent' || own.status === 'unknown' || defined.status !== 'defined') {
    return cannot(whyNotDefined(term, version));
  }
  const criteria = criteriaOf(defined.byGrade);
  if (criteria.length === 0) {
    // Hyperglycemia of v5.0: what was done about the value makes the grade.
    return isAboveUpperLimit(result).certainty === 'no'
      ? { status: 'none' }
      : cannot(`CTCAE v${version} has no cut-offs for it; a person grades it`);
  }
  const usable = criteria.filter(
    ({ criterion }) => isRise(criterion) || isInUnit(criterion, result.unit),
  );
  if (usable.length === 0) {
    return cannot(`CTCAE v${version} has no cut-offs in ${unitLabels[result.unit]}`);
  }
  const answer = gradeInEveryCase(usable, result, context);
  if ('reason' in answer) {
    return cannot(answer.reason);
  }
  if (answer.met === null) {
    return { status: 'none' };
  }
  const { grade, criterion } = answer.met;
  return {
    status: 'graded',
    term: term.key,
    version,
    grade,
    criterion: describeCriterion(criterion, result.unit),
    source: sourceText(version, own.sources),
    note: describeNote(
      { byGrade: defined.byGrade, criteria: usable, met: answer.met },
      result,
      context,
    ),
  };
}

function whyNotDefined({ term, editions }: CtcaeLaboratoryTerm, version: CtcaeVersion): string {
  const edition = editions[version];
  if (edition.status !== 'absent') {
    return `whether CTCAE v${version} defines ${term} is not known`;
  }
  const replacement =
    edition.replacedBy === null ? '' : `; ${edition.replacedBy.replaceAll('_', ' ')} replaces it`;
  return `CTCAE v${version} does not define ${term}${replacement}`;
}

function sourceText(version: CtcaeVersion, sources: readonly CtcaeSource[]): string {
  return `CTCAE v${version} (${sources.join(', ')})`;
}

type ByGrade = Extract<CtcaeLaboratoryEdition, { status: 'defined' }>['byGrade'];

interface GradedCriterion {
  readonly grade: CtcaeGrade;
  readonly criterion: CtcaeCriterion;
}

/** The highest grade first. */
function criteriaOf(byGrade: ByGrade): readonly GradedCriterion[] {
  return ctcaeGrades
    .toReversed()
    .flatMap((grade) =>
      (byGrade[grade]?.criteria ?? []).map((criterion) => ({ grade, criterion })),
    );
}

type Answer = { readonly met: GradedCriterion | null } | { readonly reason: string };

/** What only a person knows is assumed one way and the other; the answer is what follows from each. */
function gradeInEveryCase(
  criteria: readonly GradedCriterion[],
  result: GradableResult,
  context: GradeContext,
): Answer {
  const cases = casesOf(criteria, result, context).map((facts) => judge(criteria, facts));
  const unsure = cases.find((answer) => 'reason' in answer);
  if (unsure !== undefined) {
    return unsure;
  }
  const met = cases.flatMap((answer) => ('met' in answer && answer.met ? [answer.met] : []));
  const [lowest] = met.toSorted((one, other) => one.grade - other.grade);
  if (lowest === undefined) {
    return needsFasting(criteria, result, context) ?? { met: null };
  }
  return met.length === cases.length
    ? { met: lowest }
    : { reason: `not recorded: it is grade ${lowest.grade} if ${personalWords(lowest)}` };
}

const symptomConditions: readonly (CriterionCondition | undefined)[] = [
  'asymptomatic',
  'asymptomatic-or-mild-symptoms',
  'moderate-or-severe-symptoms',
  'symptomatic',
];

/** One case where no criterion asks for what only a person knows. */
function casesOf(
  criteria: readonly GradedCriterion[],
  result: GradableResult,
  { baseline, symptoms }: GradeContext,
): readonly CriterionFacts[] {
  const conditions = criteria.map(({ criterion }) => criterion.when);
  const asksForSymptoms = conditions.some((when) => symptomConditions.includes(when));
  const possible = asksForSymptoms ? symptomsOfResults : (['none'] as const);
  const symptomsToAssume = symptoms === undefined ? possible : [symptoms];
  const asksForFasting = conditions.includes('fasting') && result.fasting === null;
  const fastingToAssume = asksForFasting ? [true, false] : [result.fasting === true];
  return symptomsToAssume.flatMap((assumed) =>
    fastingToAssume.map((fasting) => ({ result, baseline, symptoms: assumed, fasting })),
  );
}

function judge(criteria: readonly GradedCriterion[], facts: CriterionFacts): Answer {
  const claims = criteria.map((one) => ({ ...one, ...criterionHolds(one.criterion, facts) }));
  const met = claims.find(({ certainty }) => certainty === 'yes') ?? null;
  const open = claims.filter(
    ({ certainty, grade }) => certainty === 'unknown' && grade > (met?.grade ?? 0),
  );
  if (open.length > 0) {
    return { reason: describeOpen(open, met, facts.result) };
  }
  if (met === null && isBetweenGrades(criteria, facts)) {
    return { reason: 'it lies between two grades of this version' };
  }
  return { met };
}

function describeOpen(
  open: readonly { readonly grade: CtcaeGrade; readonly reasons: readonly string[] }[],
  met: GradedCriterion | null,
  { comparator }: GradableResult,
): string {
  const reasons = [...new Set(open.flatMap((one) => one.reasons))].join('; ');
  const grades = [
    ...new Set([...(met ? [met.grade] : []), ...open.map(({ grade }) => grade).toReversed()]),
  ];
  return met === null && comparator === null
    ? reasons
    : `${reasons} (grade ${grades.join(' or ')})`;
}

/** As 129.5 mmol/L of sodium in v5.0: worse than one grade allows, not bad enough for the next. */
function isBetweenGrades(criteria: readonly GradedCriterion[], facts: CriterionFacts): boolean {
  const isOpenAbove = ({ gt, ge, lt, le }: CtcaeCriterion) =>
    (gt !== undefined || ge !== undefined) && lt === undefined && le === undefined;
  const direction = criteria.some(({ criterion }) => isOpenAbove(criterion)) ? 'rising' : 'falling';
  return criteria.some(({ criterion }) => isPast(criterion, facts, direction));
}

/** A value taken after a meal says nothing about a grade of a fasting sample. */
function needsFasting(
  criteria: readonly GradedCriterion[],
  result: GradableResult,
  { baseline }: GradeContext,
): Answer | null {
  const facts = { result, baseline, symptoms: 'none', fasting: true } as const;
  const open = criteria.filter(
    ({ criterion }) =>
      criterion.when === 'fasting' && numberHolds(criterion, facts).certainty !== 'no',
  );
  return open.length === 0
    ? null
    : { reason: `grade ${open.map(({ grade }) => grade).join(' or ')} needs a fasting sample` };
}

function personalWords({ criterion }: GradedCriterion): string {
  return criterion.when === undefined ? 'confirmed' : conditionWords[criterion.when];
}

interface Grading {
  readonly byGrade: ByGrade;
  readonly criteria: readonly GradedCriterion[];
  readonly met: GradedCriterion;
}

function describeNote(
  grading: Grading,
  result: GradableResult,
  context: GradeContext,
): string | null {
  const { met, byGrade } = grading;
  const higher = [
    ...new Set([...higherByFacts(grading, result, context), ...higherByAlternatives(byGrade, met)]),
  ];
  const isWithin =
    positionInRange(result, { low: result.referenceLow, high: result.referenceHigh }) ===
      'within' &&
    (result.referenceLow !== null || result.referenceHigh !== null);
  const sentences = [
    higher.length === 0 ? null : `A person decides whether it is ${higher.join(', ')}.`,
    isRise(met.criterion) ? 'The rise is counted from the baseline.' : null,
    isWithin ? 'It lies within the range of the laboratory.' : null,
    hasIonizedArm(byGrade) ? 'The cut-offs are for albumin-corrected calcium.' : null,
  ].filter((sentence) => sentence !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** The number is enough for these; whether the man has symptoms is not known. */
function higherByFacts(
  { criteria, met }: Grading,
  result: GradableResult,
  context: GradeContext,
): readonly string[] {
  return casesOf(criteria, result, context).flatMap((facts) =>
    criteria
      .filter(
        ({ grade, criterion }) =>
          grade > met.grade && criterionHolds(criterion, facts).certainty === 'yes',
      )
      .map((one) => `grade ${one.grade} (${personalWords(one)})`),
  );
}

/** Of the next grade only, and never death: what is far from the number says nothing about it. */
function higherByAlternatives(byGrade: ByGrade, { grade }: GradedCriterion): readonly string[] {
  return ctcaeGrades
    .filter((higher) => higher === grade + 1 && higher < 5)
    .flatMap((higher) => {
      const alternatives = byGrade[higher]?.alternatives ?? [];
      return alternatives.length === 0
        ? []
        : [`grade ${higher} (${alternatives.map(alternativeWords).join(' or ')})`];
    });
}

function alternativeWords(keyword: string): string {
  return keyword === 'life-threatening' ? keyword : keyword.replaceAll('-', ' ');
}

function hasIonizedArm(byGrade: ByGrade): boolean {
  return criteriaOf(byGrade).some(
    ({ criterion }) => 'specimen' in criterion && criterion.specimen === 'ionized',
  );
}
