import { type Certainty, certaintyOf, either } from '@/lib/core/certainty';
import { lastDayUntreated } from '@/lib/course/last-day-untreated';
import { therapyOf } from '@/lib/course/therapy';
import { type Day, isCivilDate, toDay } from '@/lib/dates/civil-date';
import { relatedToDrug, worstGradeOf } from '@/lib/records/adverse-event';
import { classifySample } from '@/lib/records/classify-sample';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { isUnknownAnswer } from '@/lib/records/finding';
import { findings } from '@/lib/records/findings';
import { isRetrieval, overallHistology } from '@/lib/records/procedure';
import type { RecordKind } from '@/lib/records/record';
import type { CohortCase } from './cohort-case';
import type { Source } from './variable';

/** Null: not recorded, or not known. Days are dates. */
export type RecordedValue = string | number | boolean | readonly string[] | null;

type SourceOf<Kind extends Source['kind']> = Extract<Source, { kind: Kind }>;

/**
 * What a case says. The statement of lib/server/cohorts/variable-sql.ts says the same in SQL; a test compares
 * the two on a real database.
 */
export function recordedValue(source: Source, subject: CohortCase): RecordedValue {
  switch (source.kind) {
    case 'enrollment':
      return subject.facts[source.fact];
    case 'therapy-day':
      return therapyDayValue(source, subject);
    case 'therapy':
      return therapyValue(source, subject);
    case 'finding':
      return findingValue(source, subject);
    case 'laboratory':
      return laboratoryValue(source, subject);
    case 'procedure':
      return procedureValue(source, subject);
    case 'cycle':
      return cycleValue(source, subject);
    case 'semen':
      return semenValue(source, subject);
    case 'adverse-event':
      return adverseEventValue(source, subject);
  }
}

/** The oldest first; of one day in the order in which they were recorded. */
function ownRecords<Kind extends RecordKind>(
  { records }: CohortCase,
  kind: Kind,
): RecordOf<Kind>[] {
  return recordsOf(records, kind)
    .filter(({ voided }) => !voided)
    .sort((one, other) => one.on - other.on || (one.id < other.id ? -1 : 1));
}

function therapyIn({ records, facts }: CohortCase) {
  return therapyOf(records, facts.endedOn);
}

/** After the first dose, or from enrollment on where there is none: as the outcome tables count. */
function sinceStart(subject: CohortCase): (record: { readonly on: Day }) => boolean {
  const { firstDoseOn } = therapyIn(subject);
  return ({ on }) => (firstDoseOn === null ? on >= subject.facts.enrolledOn : on > firstDoseOn);
}

function therapyDayValue({ fact }: SourceOf<'therapy-day'>, subject: CohortCase): RecordedValue {
  const { firstDoseOn, lastDoseOn, unknownLastDoseBy } = therapyIn(subject);
  switch (fact) {
    case 'first-dose':
      return firstDoseOn;
    case 'last-dose':
      return lastDoseOn;
    case 'days':
      return firstDoseOn === null || unknownLastDoseBy !== null
        ? null
        : (lastDoseOn ?? subject.today) - firstDoseOn + 1;
  }
}

function therapyValue({ fact }: SourceOf<'therapy'>, subject: CohortCase): RecordedValue {
  switch (fact) {
    case 'held':
      return therapyIn(subject).holds.length > 0;
    case 'highest-dose':
      return greatest(
        ownRecords(subject, 'dose').flatMap(({ content }) =>
          content.drug === 'isotretinoin'
            ? [(content.amount * content.timesPerDay) / content.everyDays]
            : [],
        ),
      );
    case 'drugs':
      return ownRecords(subject, 'dose').map(({ content }) => content.drug);
  }
}

function findingValue({ finding }: SourceOf<'finding'>, subject: CohortCase): RecordedValue {
  const answer = ownRecords(subject, 'finding')
    .filter(({ content }) => content.finding === finding)
    .at(-1)?.content.answer;
  if (answer === undefined || isUnknownAnswer(answer)) {
    return null;
  }
  const { kind } = findings[finding].answer;
  if (kind === 'yes-no') {
    return answer === 'yes';
  }
  return kind === 'date' && typeof answer === 'string' && isCivilDate(answer)
    ? toDay(answer)
    : answer;
}

/** A value beyond a limit of detection is not a number. */
function laboratoryValue(
  { analyte, moment }: SourceOf<'laboratory'>,
  subject: CohortCase,
): RecordedValue {
  const { firstDoseOn } = therapyIn(subject);
  const results = ownRecords(subject, 'lab-report').flatMap(({ on, results: reported }) =>
    reported
      .filter((result) => result.analyte === analyte)
      .map(({ comparator, standardValue }) => ({
        on,
        measured: comparator === null ? standardValue : null,
      })),
  );
  if (moment === 'baseline') {
    const until = lastDayUntreated(subject.records, subject.facts.enrolledOn, firstDoseOn);
    return results.filter(({ on }) => until === null || on <= until).at(-1)?.measured ?? null;
  }
  const after = results.flatMap(({ on, measured }) =>
    firstDoseOn === null || on <= firstDoseOn || measured === null ? [] : [measured],
  );
  return moment === 'highest' ? greatest(after) : smallest(after);
}

function procedureValue({ fact }: SourceOf<'procedure'>, subject: CohortCase): RecordedValue {
  const isSince = sinceStart(subject);
  const own = ownRecords(subject, 'procedure').flatMap((record) =>
    record.content.kind === 'oocyte-retrieval'
      ? []
      : [{ isSince: isSince(record), content: record.content }],
  );
  const since = own.filter((one) => one.isSince).map(({ content }) => content);
  switch (fact) {
    case 'operated':
      return since.length > 0;
    case 'retrieval':
      return since.some(isRetrieval);
    case 'sperm-found':
      return anyOf(since.filter(isRetrieval).map(({ spermFound }) => spermFound));
    case 'earlier':
      return own.flatMap((one) => (one.isSince ? [] : [one.content.kind]));
    case 'histology':
      return own.flatMap(({ content }) => overallHistology(content) ?? []).at(-1) ?? null;
  }
}

function cycleValue({ fact }: SourceOf<'cycle'>, subject: CohortCase): RecordedValue {
  const cycles = ownRecords(subject, 'icsi-cycle').filter(sinceStart(subject));
  const transfers = cycles.flatMap(({ content }) => content.transfers);
  switch (fact) {
    case 'cycle':
      return cycles.length > 0;
    case 'transfer':
      return transfers.length > 0;
    case 'live-birth':
      return transfers.some(({ outcome }) => outcome === 'live-birth');
  }
}

function semenValue({ fact }: SourceOf<'semen'>, subject: CohortCase): RecordedValue {
  const samples = ownRecords(subject, 'semen-analysis').filter(sinceStart(subject));
  switch (fact) {
    case 'samples':
      return samples.length;
    case 'motile':
      return anyOf(
        samples.map(({ content }) => {
          const { result } = classifySample(content);
          return certaintyOf(result === 'not-evaluable' ? null : result === 'motile');
        }),
      );
  }
}

function adverseEventValue(
  { fact }: SourceOf<'adverse-event'>,
  subject: CohortCase,
): RecordedValue {
  const events = ownRecords(subject, 'adverse-event').map(({ content }) => content);
  switch (fact) {
    case 'terms':
      return events.map(({ term }) => term);
    case 'count':
      return events.length;
    case 'worst-grade':
      return greatest(events.map(worstGradeOf)) ?? 0;
    case 'serious':
      return claimOf(either(events.map(({ serious }) => serious)));
    case 'related':
      return claimOf(
        either(
          events.map(({ relatedness }) =>
            certaintyOf(relatedness === 'unknown' ? null : relatedToDrug.includes(relatedness)),
          ),
        ),
      );
  }
}

/** Unknown, too, where nobody has looked. */
function anyOf(answers: readonly Certainty[]): boolean | null {
  return answers.length === 0 ? null : claimOf(either(answers));
}

function claimOf(certainty: Certainty): boolean | null {
  return certainty === 'unknown' ? null : certainty === 'yes';
}

function greatest(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.max(...numbers);
}

function smallest(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.min(...numbers);
}
