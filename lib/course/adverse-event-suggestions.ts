import { invariant } from '@/lib/core/invariant';
import { ctcaeClinicalTerms } from '@/lib/ctcae/clinical-terms';
import { gradesOf } from '@/lib/ctcae/grades-of';
import { ctcaeLaboratoryTerms } from '@/lib/ctcae/laboratory-terms';
import type { CtcaeGrade, CtcaeVersion } from '@/lib/ctcae/term';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { gradeOn, worstGradeOf } from '@/lib/records/adverse-event';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { describeResult } from '@/lib/records/describe-record';
import { isAtLeast, type SymptomAnswers } from '@/lib/records/symptom-check';
import {
  type SymptomAnswer,
  type SymptomKey,
  symptomAnswerLabels,
  symptomKeys,
  symptoms,
} from '@/lib/records/symptoms';
import type { Course } from './course';
import { type GradedResult, gradedResults } from './graded-results';
import type { Therapy } from './therapy';

/** One finding that may be an adverse event. */
export interface AdverseEventEvidence {
  readonly recordId: string;
  readonly on: Day;
  readonly term: string;
  /** Of CTCAE, by which the grade was found. */
  readonly version: CtcaeVersion;
  /** Null where the finding says only that there is something: a person grades it. */
  readonly grade: CtcaeGrade | null;
  /** "Dry lips: moderate", "Triglycerides 512 mg/dL (> 500 to 1000 mg/dL)". */
  readonly what: string;
  /** What a person must establish before the grade holds. */
  readonly note: string | null;
  /** What was there before the first dose, in the same words; null where nothing was or nobody asked. */
  readonly baseline: string | null;
}

export interface GradeStep {
  readonly from: Day;
  readonly grade: CtcaeGrade;
}

/**
 * The findings of one term that nobody has answered. With an event that goes on they say that its grade
 * has changed; else that there is a new one.
 */
export interface AdverseEventSuggestion {
  /** The term, and the event where there is one. */
  readonly key: string;
  readonly term: string;
  readonly name: string;
  readonly version: CtcaeVersion;
  /** The worst of the findings. */
  readonly grade: CtcaeGrade | null;
  /** The oldest first. */
  readonly evidence: readonly AdverseEventEvidence[];
  /** The grades in the order in which the findings gave them. */
  readonly steps: readonly GradeStep[];
  /** The confirmed event that was under way at a lower grade. */
  readonly eventId: string | null;
}

/** A suggestion as the answer to a save names it. */
export type SuggestionNote = {
  readonly key: string;
  readonly name: string;
  readonly grade: CtcaeGrade | null;
};

const terms = [...ctcaeLaboratoryTerms, ...ctcaeClinicalTerms];
const termsByKey = new Map(terms.map((term) => [term.key, term]));
const keysByName = new Map(terms.map(({ key, term }) => [term, key]));

/** The condition under treatment is recorded only when a person chooses it (C§4.2, engine §6). */
const neverSuggested: readonly string[] = ctcaeClinicalTerms
  .filter(({ isNeverSuggested }) => isNeverSuggested)
  .map(({ key }) => key);

/**
 * What symptom checks and laboratory results after the first-dose day suggest as adverse events, and no person
 * has answered: a function of the whole set of records, so that the order of entry cannot matter. What was there before
 * treatment is no adverse event of it; only what is worse than the baseline suggests one (a reading of
 * engine §1 and §6; no source says how). A suggestion is answered by an event of the term that covers the
 * finding's date with at least its grade, or by the dismissal of the same or an older finding of the term
 * up to that grade; whatever is worse later suggests again.
 */
export function adverseEventSuggestions(
  course: Course,
  therapy: Therapy,
  version: CtcaeVersion,
): readonly AdverseEventSuggestion[] {
  const records = course.records.filter(({ voided }) => !voided);
  const events = recordsOf(records, 'adverse-event');
  const dismissals = recordsOf(records, 'adverse-event-dismissal');
  const open = [
    ...symptomEvidence(records, therapy, version),
    ...labEvidence(course, therapy, version),
  ]
    .filter(({ term }) => !neverSuggested.includes(term))
    .filter(
      (evidence) =>
        !events.some((event) => confirms(event, evidence)) &&
        !dismissals.some((dismissal) => dismisses(dismissal, evidence)),
    )
    .sort(byDate);
  return [...groupByEvent(open, events)]
    .map(([key, { eventId, evidence }]) => suggestionOf(key, eventId, evidence))
    .sort(worstFirst);
}

/** What these records are among the findings of. */
export function suggestedByRecords(
  course: Course,
  therapy: Therapy,
  version: CtcaeVersion,
  recordIds: readonly string[],
): readonly SuggestionNote[] {
  return adverseEventSuggestions(course, therapy, version)
    .filter(({ evidence }) => evidence.some(({ recordId }) => recordIds.includes(recordId)))
    .map(({ key, name, grade }) => ({ key, name, grade }));
}

/** A grade that is not known is below every other: any answer to the term answers it. */
function rankOf(grade: CtcaeGrade | null): number {
  return grade ?? 0;
}

function confirms({ content }: RecordOf<'adverse-event'>, evidence: AdverseEventEvidence): boolean {
  const held = gradeOn(content, toCivilDate(evidence.on));
  return (
    content.term === evidence.term &&
    held !== null &&
    Math.max(held, rankOf(content.suggestedGrade)) >= rankOf(evidence.grade)
  );
}

/** The dismissal's date is that of the finding that it was about. */
function dismisses(
  { on, content }: RecordOf<'adverse-event-dismissal'>,
  evidence: AdverseEventEvidence,
): boolean {
  return (
    content.term === evidence.term &&
    rankOf(content.grade) >= rankOf(evidence.grade) &&
    (content.suggestedBy === evidence.recordId || on <= evidence.on)
  );
}

interface Group {
  readonly eventId: string | null;
  readonly evidence: AdverseEventEvidence[];
}

function groupByEvent(
  open: readonly AdverseEventEvidence[],
  events: readonly RecordOf<'adverse-event'>[],
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const evidence of open) {
    const eventId = eventUnderWay(events, evidence);
    const key = eventId === null ? evidence.term : `${evidence.term} ${eventId}`;
    const group = groups.get(key) ?? { eventId, evidence: [] };
    group.evidence.push(evidence);
    groups.set(key, group);
  }
  return groups;
}

/** Of several, the one that began last. */
function eventUnderWay(
  events: readonly RecordOf<'adverse-event'>[],
  { term, on }: AdverseEventEvidence,
): string | null {
  const underWay = events
    .filter(({ content }) => content.term === term && gradeOn(content, toCivilDate(on)) !== null)
    .sort((one, other) => one.on - other.on || (one.id < other.id ? -1 : 1));
  return underWay.at(-1)?.id ?? null;
}

function suggestionOf(
  key: string,
  eventId: string | null,
  evidence: readonly AdverseEventEvidence[],
): AdverseEventSuggestion {
  const [first] = evidence;
  invariant(first, 'a suggestion has evidence');
  const steps = stepsOf(evidence);
  return {
    key,
    term: first.term,
    name: termsByKey.get(first.term)?.term ?? first.term,
    version: first.version,
    grade: steps.length === 0 ? null : worstGradeOf({ grades: datedSteps(steps) }),
    evidence,
    steps,
    eventId,
  };
}

function datedSteps(steps: readonly GradeStep[]) {
  return steps.map(({ from, grade }) => ({ from: toCivilDate(from), grade }));
}

/** One step for each change; of two findings on one day the worse one counts. */
function stepsOf(evidence: readonly AdverseEventEvidence[]): readonly GradeStep[] {
  const worstOfDay = new Map<Day, CtcaeGrade>();
  for (const { on, grade } of evidence) {
    if (grade !== null && grade > (worstOfDay.get(on) ?? 0)) {
      worstOfDay.set(on, grade);
    }
  }
  const steps: GradeStep[] = [];
  for (const [from, grade] of worstOfDay) {
    if (steps.at(-1)?.grade !== grade) {
      steps.push({ from, grade });
    }
  }
  return steps;
}

const gradesOfSeverity: Partial<Record<SymptomAnswer, CtcaeGrade>> = {
  mild: 1,
  moderate: 2,
  severe: 3,
};

function symptomEvidence(
  records: readonly ClinicalRecord[],
  { firstDoseOn }: Therapy,
  version: CtcaeVersion,
): AdverseEventEvidence[] {
  if (firstDoseOn === null) {
    return [];
  }
  const checks = recordsOf(records, 'symptom-check').sort(
    (one, other) => one.on - other.on || (one.id < other.id ? -1 : 1),
  );
  const baseline = baselineAnswers(checks.filter(({ on }) => on <= firstDoseOn));
  return checks
    .filter(({ on }) => on > firstDoseOn)
    .flatMap(({ id, on, content }) =>
      symptomKeys.flatMap((key): AdverseEventEvidence[] => {
        const term = keysByName.get(symptoms[key].ctcaeTerm ?? '');
        const answer = content.answers[key];
        const before = baseline[key];
        if (term === undefined || answer === undefined || !isWorse(answer, before)) {
          return [];
        }
        return [
          {
            recordId: id,
            on,
            term,
            ...gradeOfAnswer(term, answer, version),
            what: inWords(key, answer),
            baseline: before === undefined ? null : inWords(key, before),
          },
        ];
      }),
    );
}

/** The newest answer to each question, up to the day of the first dose. */
function baselineAnswers(checks: readonly RecordOf<'symptom-check'>[]): SymptomAnswers {
  return Object.assign({}, ...checks.map(({ content }) => content.answers));
}

function isWorse(answer: SymptomAnswer, before: SymptomAnswer | undefined): boolean {
  return answer !== 'none' && answer !== 'no' && !(before && isAtLeast(before, answer));
}

function inWords(key: SymptomKey, answer: SymptomAnswer): string {
  return `${symptoms[key].label}: ${symptomAnswerLabels[answer].toLowerCase()}`;
}

/** A version whose text for the term is not known leaves it to 5.0, which has every symptom's term. */
function gradeOfAnswer(
  term: string,
  answer: SymptomAnswer,
  version: CtcaeVersion,
): Pick<AdverseEventEvidence, 'grade' | 'version' | 'note'> {
  const known = gradesOf(term, version) === null ? '5.0' : version;
  const grade = gradesOfSeverity[answer];
  const hasGrade = grade !== undefined && gradesOf(term, known)?.includes(grade) === true;
  return {
    version: known,
    grade: hasGrade ? grade : null,
    note: hasGrade ? null : 'Grade it by its effect on daily life and the care it needs.',
  };
}

/** A result that meets a grade, above the grade that the baseline of its analyte had already. */
function labEvidence(
  course: Course,
  therapy: Therapy,
  version: CtcaeVersion,
): AdverseEventEvidence[] {
  const { firstDoseOn } = therapy;
  if (firstDoseOn === null) {
    return [];
  }
  const results = gradedResults(course, therapy, version);
  const baselines = new Map(
    results.filter(({ isBaseline }) => isBaseline).map((result) => [result.analyte, result]),
  );
  return results
    .filter(({ on }) => on > firstDoseOn)
    .flatMap((result) => gradedEvidence(result, baselines.get(result.analyte) ?? null));
}

function gradedEvidence(
  { recordId, on, result, grades }: GradedResult,
  baseline: GradedResult | null,
): AdverseEventEvidence[] {
  return grades.flatMap((graded): AdverseEventEvidence[] => {
    if (graded.status !== 'graded') {
      return [];
    }
    const { term, version, grade, criterion, note } = graded;
    const before = baseline?.grades.find((one) => one.term === term);
    if (before?.status === 'graded' && before.grade >= grade) {
      return [];
    }
    return [
      {
        recordId,
        on,
        term,
        version,
        grade,
        what: `${describeResult(result)} (${criterion})`,
        note,
        baseline: baseline && describeResult(baseline.result),
      },
    ];
  });
}

function byDate(one: AdverseEventEvidence, other: AdverseEventEvidence): number {
  return (
    one.on - other.on ||
    one.term.localeCompare(other.term) ||
    rankOf(other.grade) - rankOf(one.grade) ||
    one.what.localeCompare(other.what) ||
    (one.recordId < other.recordId ? -1 : 1)
  );
}

/** Then the oldest, so that the list has one order. */
function worstFirst(one: AdverseEventSuggestion, other: AdverseEventSuggestion): number {
  return (
    rankOf(other.grade) - rankOf(one.grade) ||
    (one.evidence[0]?.on ?? 0) - (other.evidence[0]?.on ?? 0) ||
    (one.key < other.key ? -1 : 1)
  );
}
