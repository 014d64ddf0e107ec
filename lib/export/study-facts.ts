import { type Certainty, certaintyOf, either } from '@/lib/core/certainty';
import { cumulativeDoses } from '@/lib/course/cumulative-dose';
import { lastDayUntreated } from '@/lib/course/last-day-untreated';
import type { Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol, CompiledRequirement } from '@/lib/protocols/compile-protocol';
import { classifySample } from '@/lib/records/classify-sample';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { isUnknownAnswer, unknownAnswer } from '@/lib/records/finding';
import type { FindingKey } from '@/lib/records/findings';
import type { Transfer } from '@/lib/records/icsi-cycle';
import {
  type Histology,
  isRetrieval,
  overallHistology,
  type TesticularProcedure,
} from '@/lib/records/procedure';
import type { RecordKind } from '@/lib/records/record';
import type { ResponseStatus } from '@/lib/response/response';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { StudyCase } from './study-case';

export interface OnDay<Content> {
  readonly on: Day;
  readonly content: Content;
}

/** Those that stand, oldest first. */
export function recordsOfKind<Kind extends RecordKind>(
  { course }: StudyCase,
  kind: Kind,
): RecordOf<Kind>[] {
  return recordsOf(course.records, kind)
    .filter(({ voided }) => !voided)
    .sort((one, other) => one.on - other.on);
}

/** Missing while somebody has still to judge. */
export function claimOf(certainty: Certainty): boolean | null {
  return certainty === 'unknown' ? null : certainty === 'yes';
}

export function operationsOf(study: StudyCase): OnDay<TesticularProcedure>[] {
  return recordsOfKind(study, 'procedure').flatMap(({ on, content }) =>
    content.kind === 'oocyte-retrieval' ? [] : [{ on, content }],
  );
}

/**
 * Of the study: after the first dose, or from enrollment on where there is none. It is the rule by which the
 * response counts retrievals (engine §5).
 */
export function isOfStudy({ course, evaluation }: StudyCase, on: Day): boolean {
  const { firstDoseOn } = evaluation.therapy;
  return firstDoseOn === null ? on >= course.enrolledOn : on > firstDoseOn;
}

export function operationsBefore(study: StudyCase): OnDay<TesticularProcedure>[] {
  return operationsOf(study).filter(({ on }) => !isOfStudy(study, on));
}

export function retrievalsOfStudy(study: StudyCase): OnDay<TesticularProcedure>[] {
  return operationsOf(study).filter(
    ({ on, content }) => isOfStudy(study, on) && isRetrieval(content),
  );
}

/** Null where none was attempted. */
export function ofRetrievals(
  study: StudyCase,
  answer: (procedure: TesticularProcedure) => Certainty,
): boolean | null {
  const retrievals = retrievalsOfStudy(study);
  return retrievals.length === 0
    ? null
    : claimOf(either(retrievals.map(({ content }) => answer(content))));
}

/** Whether an operation before the start found sperm; null without one, and where its result is not recorded. */
export function priorSperm(study: StudyCase): boolean | null {
  const before = operationsBefore(study);
  return before.length === 0
    ? null
    : claimOf(either(before.map(({ content }) => content.spermFound)));
}

export const responseCategories = {
  'noa-prior-sperm': 'NOA, sperm at a prior procedure',
  'noa-prior-no-sperm': 'NOA, no sperm at a prior procedure',
  'noa-prior-cryptozoospermia': 'NOA, cryptozoospermia in the past',
  cryptozoospermia: 'Cryptozoospermia',
} as const;

/** The rows of S0 Table 3. A man with azoospermia and no earlier procedure is in none of them. */
export function responseCategory(study: StudyCase): keyof typeof responseCategories | null {
  switch (newestAnswer(study, 'azoospermia-category')) {
    case 'cryptozoospermia':
      return 'cryptozoospermia';
    case 'prior-cryptozoospermia':
      return 'noa-prior-cryptozoospermia';
    case 'non-obstructive-azoospermia': {
      const found = priorSperm(study);
      return found === null ? null : found ? 'noa-prior-sperm' : 'noa-prior-no-sperm';
    }
    default:
      return null;
  }
}

export const priorRetrievalKinds = {
  none: 'None',
  tesa: 'TESA',
  tese: 'Conventional TESE',
  'micro-tese': 'Micro-TESE',
  other: 'Other',
} as const;

/** By the newest recorded retrieval before the start, else by what he was asked. */
export function priorRetrievalKind(study: StudyCase): string | null {
  const recorded = operationsBefore(study)
    .filter(({ content }) => isRetrieval(content))
    .at(-1);
  return recorded?.content.kind ?? textAnswer(study, 'prior-retrieval');
}

export function newestHistology(
  operations: readonly OnDay<TesticularProcedure>[],
): Histology | null {
  return (
    operations
      .map(({ content }) => overallHistology(content))
      .findLast((pattern) => pattern !== null) ?? null
  );
}

/** Null where nobody asked and where nobody knew. */
export function newestAnswer(study: StudyCase, key: FindingKey): string | number | null {
  const newest = recordsOfKind(study, 'finding')
    .filter(({ content }) => content.finding === key)
    .at(-1);
  return newest === undefined || newest.content.answer === unknownAnswer
    ? null
    : newest.content.answer;
}

export function numberAnswer(study: StudyCase, key: FindingKey): number | null {
  const answer = newestAnswer(study, key);
  return typeof answer === 'number' ? answer : null;
}

export function textAnswer(study: StudyCase, key: FindingKey): string | null {
  const answer = newestAnswer(study, key);
  return typeof answer === 'string' ? answer : null;
}

export function yesNoAnswer(study: StudyCase, key: FindingKey): boolean | null {
  const answer = newestAnswer(study, key);
  return answer === null || isUnknownAnswer(answer) ? null : answer === 'yes';
}

const ejaculated: Readonly<Partial<Record<ResponseStatus, boolean>>> = {
  complete: true,
  'provisional-complete': true,
  'reliable-insufficient': true,
  'ejaculated-sperm': true,
  partial: false,
  unconfirmed: false,
  'non-responder': false,
};

/** By the protocol's own rule; what is not decided yet is missing, and so is what no sample was asked for. */
export function ejaculatedSperm({ evaluation }: StudyCase): boolean | null {
  const { bestResponse, countingRecordIds } = evaluation.response;
  switch (bestResponse) {
    case 'awaiting-retrieval':
    case 'retrieved':
    case 'not-retrieved':
      return countingRecordIds.length === 0 ? null : false;
    default:
      return ejaculated[bestResponse] ?? null;
  }
}

/** Null where the response is not decided, or the protocol does not tell complete from partial responses. */
export function hasResponse(
  { evaluation }: StudyCase,
  wanted: 'complete' | 'partial',
): boolean | null {
  const { bestResponse } = evaluation.response;
  const decided: readonly ResponseStatus[] = [
    'complete',
    'reliable-insufficient',
    'partial',
    'unconfirmed',
    'non-responder',
  ];
  return decided.includes(bestResponse) ? bestResponse === wanted : null;
}

export interface TimeToEvent {
  readonly time: number;
  readonly happened: boolean;
}

/**
 * Days from the first dose to the first motile sample of those that count, else to the last of them that could
 * have shown it. Null without one.
 */
export function timeToFirstMotile(study: StudyCase): TimeToEvent | null {
  const { therapy, response } = study.evaluation;
  const { firstDoseOn } = therapy;
  if (firstDoseOn === null) {
    return null;
  }
  const samples = recordsOfKind(study, 'semen-analysis')
    .filter(({ id, on }) => response.countingRecordIds.includes(id) && on > firstDoseOn)
    .map(({ on, content }) => ({ on, result: classifySample(content).result }))
    .filter(({ result }) => result !== 'not-evaluable');
  const motile = samples.find(({ result }) => result === 'motile');
  const last = motile ?? samples.at(-1);
  return last === undefined
    ? null
    : { time: last.on - firstDoseOn, happened: motile !== undefined };
}

export function cyclesOfStudy(study: StudyCase): RecordOf<'icsi-cycle'>[] {
  return recordsOfKind(study, 'icsi-cycle').filter(({ on }) => on >= study.course.enrolledOn);
}

/** Of all cycles, in the order of their dates. */
export function transfersOfStudy(study: StudyCase): Transfer[] {
  return cyclesOfStudy(study)
    .flatMap(({ content }) => content.transfers)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

/** An ongoing pregnancy may still become a delivery. */
export function isTransferSettled({ outcome }: Pick<Transfer, 'outcome'>): boolean {
  return outcome !== 'awaited' && outcome !== 'ongoing' && outcome !== 'unknown';
}

/** The order of the transfer that led to a live birth, else how many are known not to have. Null without one. */
export function transfersToDelivery(study: StudyCase): TimeToEvent | null {
  const transfers = transfersOfStudy(study);
  const delivered = transfers.findIndex(({ outcome }) => outcome === 'live-birth');
  if (delivered >= 0) {
    return { time: delivered + 1, happened: true };
  }
  const settled = transfers.filter(isTransferSettled).length;
  return settled === 0 ? null : { time: settled, happened: false };
}

/** Among men with a cycle; missing while a transfer is open, and for cycles with embryos of which no transfer is recorded. */
export function liveBirth(study: StudyCase): boolean | null {
  const cycles = cyclesOfStudy(study).map(({ content }) => content);
  const ofCycle = ({ transfers, embryos }: (typeof cycles)[number]): Certainty =>
    transfers.length === 0
      ? certaintyOf(embryos === 0 ? false : null)
      : either(
          transfers.map((transfer) =>
            certaintyOf(isTransferSettled(transfer) ? transfer.outcome === 'live-birth' : null),
          ),
        );
  return cycles.length === 0 ? null : claimOf(either(cycles.map(ofCycle)));
}

/** Of isotretinoin as prescribed, from first dose to last dose or today; null where the last dose is not known. */
export function cumulativeDoseMg({ evaluation, today }: StudyCase): number | null {
  const { therapy } = evaluation;
  if (therapy.firstDoseOn === null || therapy.unknownLastDoseBy !== null) {
    return null;
  }
  const doses = cumulativeDoses(therapy, [], therapy.lastDoseOn ?? today);
  return doses.find(({ unit }) => unit === 'mg')?.total ?? null;
}

/** Kilograms, as weighed last before the first dose or on that day. */
export function weightAtStart(study: StudyCase): number | null {
  const { firstDoseOn } = study.evaluation.therapy;
  const weighed = recordsOfKind(study, 'vital-signs').filter(
    ({ on, content }) => content.weight !== null && firstDoseOn !== null && on <= firstDoseOn,
  );
  return weighed.at(-1)?.content.weight?.kilograms ?? null;
}

export function newestMinutes(operations: readonly OnDay<TesticularProcedure>[]): number | null {
  return operations.findLast(({ content }) => content.minutes !== null)?.content.minutes ?? null;
}

/** No sperm cannot be enough, though nobody said so. */
export function sufficientSperm({
  spermFound,
  sufficientForAllEggs,
}: TesticularProcedure): Certainty {
  return spermFound === 'no' ? 'no' : sufficientForAllEggs;
}

export function frozenSperm({ spermFound, cryopreserved }: TesticularProcedure): Certainty {
  return spermFound === 'no' ? 'no' : cryopreserved;
}

export interface MeasuredResult {
  readonly recordId: string;
  readonly on: Day;
  readonly analyte: BloodAnalyteKey;
  /** In the standard unit; a value beyond a limit of detection is not a number and is left out. */
  readonly value: number | null;
}

/** Every result of the blood tests that stand, oldest first. */
export function measuredResults(study: StudyCase): MeasuredResult[] {
  return recordsOfKind(study, 'lab-report').flatMap(({ id, on, results }) =>
    results.map(({ analyte, comparator, standardValue }) => ({
      recordId: id,
      on,
      analyte,
      value: comparator === null ? standardValue : null,
    })),
  );
}

/** The newest before treatment. */
export function baselineResult(
  results: readonly MeasuredResult[],
  { course, evaluation }: StudyCase,
  analyte: BloodAnalyteKey,
): MeasuredResult | null {
  const until = lastDayUntreated(course.records, course.enrolledOn, evaluation.therapy.firstDoseOn);
  return (
    results.findLast(
      (result) => result.analyte === analyte && (until === null || result.on <= until),
    ) ?? null
  );
}

/** The panels that are no baseline: the first that asks for an analyte says what "on treatment" is. */
export function panelOnTreatment(
  { requirements }: CompiledProtocol,
  analyte: BloodAnalyteKey,
): CompiledRequirement | null {
  return (
    requirements.find(
      ({ kind, baseline, items }) =>
        kind === 'lab-panel' && baseline === null && items.includes(analyte),
    ) ?? null
  );
}

/** Of the reports linked to the first occurrence of a panel. */
export function plannedResult(
  results: readonly MeasuredResult[],
  { evaluation }: StudyCase,
  panel: Pick<CompiledRequirement, 'key'>,
  analyte: BloodAnalyteKey,
): MeasuredResult | null {
  const linked =
    evaluation.plan.occurrences.find(({ key }) => key === `${panel.key}#1`)?.recordIds ?? [];
  return (
    results.findLast((result) => result.analyte === analyte && linked.includes(result.recordId)) ??
    null
  );
}
