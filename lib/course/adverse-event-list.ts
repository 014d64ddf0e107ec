import type { CtcaeGrade, CtcaeVersion } from '@/lib/ctcae/term';
import { ctcaeGrades } from '@/lib/ctcae/term';
import { type CivilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import {
  adverseEventName,
  drugActionLabels,
  otherTerm,
  outcomeLabels,
  relatednessLabels,
  seriousnessLabels,
  worstGradeOf,
} from '@/lib/records/adverse-event';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { entryOfRecord } from '@/lib/records/entry-of-record';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import type { AdverseEventSuggestion } from './adverse-event-suggestions';
import type { Course } from './course';
import type { Therapy } from './therapy';

/** What the page of one man's adverse events shows. */
export interface AdverseEventList {
  readonly suggestions: readonly AdverseEventSuggestion[];
  /** Those that go on first, then the newest. */
  readonly events: readonly ListedAdverseEvent[];
  /** The grades that occur, the lowest first. */
  readonly worstGrades: readonly { readonly grade: CtcaeGrade; readonly count: number }[];
}

export interface ListedAdverseEvent {
  readonly recordId: string;
  /** Of the record, for a change of its course. */
  readonly version: number;
  readonly name: string;
  /** His own words beside the term. */
  readonly description: string;
  readonly ctcaeVersion: CtcaeVersion;
  readonly grades: readonly (Dated & { readonly grade: CtcaeGrade })[];
  readonly worstGrade: CtcaeGrade;
  readonly onset: Dated;
  readonly end: Dated | null;
  readonly goesOn: boolean;
  /** "yes: hospital stay", "no", "not known yet". */
  readonly serious: string;
  readonly relatedness: string;
  readonly action: string;
  readonly outcome: string;
  /** What a form that changes it begins with. */
  readonly entry: RecordEntryInput;
}

interface Dated {
  readonly on: CivilDate;
  /** Null before the first dose is known. */
  readonly studyDay: number | null;
}

export function adverseEventList(
  course: Course,
  { firstDoseOn }: Therapy,
  suggestions: readonly AdverseEventSuggestion[],
  versionOf: (recordId: string) => number,
): AdverseEventList {
  const events = recordsOf(course.records, 'adverse-event')
    .filter(({ voided }) => !voided)
    .map((record) => listed(record, firstDoseOn, versionOf(record.id)))
    .sort(
      (one, other) =>
        Number(other.goesOn) - Number(one.goesOn) ||
        other.onset.on.localeCompare(one.onset.on) ||
        (one.recordId < other.recordId ? -1 : 1),
    );
  return {
    suggestions,
    events,
    worstGrades: ctcaeGrades
      .map((grade) => ({
        grade,
        count: events.filter(({ worstGrade }) => worstGrade === grade).length,
      }))
      .filter(({ count }) => count > 0),
  };
}

function listed(
  record: RecordOf<'adverse-event'>,
  firstDoseOn: Day | null,
  version: number,
): ListedAdverseEvent {
  const { content } = record;
  const dated = (on: CivilDate): Dated => ({
    on,
    studyDay: firstDoseOn === null ? null : studyDay(firstDoseOn, toDay(on)),
  });
  return {
    recordId: record.id,
    version,
    name: adverseEventName(content),
    description: content.term === otherTerm ? '' : content.description,
    ctcaeVersion: content.ctcaeVersion,
    grades: content.grades.map(({ from, grade }) => ({ ...dated(from), grade })),
    worstGrade: worstGradeOf(content),
    onset: dated(toCivilDate(record.on)),
    end: content.endedOn === null ? null : dated(content.endedOn),
    goesOn: content.endedOn === null,
    serious: describeSerious(content),
    relatedness: relatednessLabels[content.relatedness],
    action: drugActionLabels[content.action],
    outcome: outcomeLabels[content.outcome],
    entry: entryOfRecord(record),
  };
}

function describeSerious({
  serious,
  seriousness,
}: Pick<RecordOf<'adverse-event'>['content'], 'serious' | 'seriousness'>): string {
  const criteria = seriousness.map((key) => seriousnessLabels[key].toLowerCase());
  switch (serious) {
    case 'yes':
      return `Yes: ${criteria.join('; ')}`;
    case 'no':
      return 'No';
    case 'unknown':
      return 'Not known yet';
  }
}
