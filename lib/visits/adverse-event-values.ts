import { z } from 'zod';
import type { ListedAdverseEvent } from '@/lib/course/adverse-event-list';
import type { AdverseEventSuggestion, GradeStep } from '@/lib/course/adverse-event-suggestions';
import type { CtcaeVersion } from '@/lib/ctcae/term';
import { toCivilDate } from '@/lib/dates/civil-date';
import { recordAdverseEventInputSchema } from '@/lib/records/adverse-event-input';
import {
  type AmendmentValues,
  blankEntry,
  type EntryValues,
  entryValuesOf,
  toEntryInput,
} from './record-entry-values';

export interface AdverseEventValues {
  readonly enrollmentId: string;
  readonly entry: EntryValues;
}

export function toAdverseEventInput({ enrollmentId, entry }: AdverseEventValues) {
  return { enrollmentId, entry: toEntryInput(entry) };
}

export const adverseEventFormSchema = z
  .custom<AdverseEventValues>()
  .transform(toAdverseEventInput)
  .pipe(recordAdverseEventInputSchema);

/** One draft for each suggestion, and one for what nobody suggested. */
export function adverseEventFormKey(enrollmentId: string, suggestion: string | null): string {
  return `adverse-event.1:${enrollmentId}:${suggestion ?? ''}`;
}

export function blankAdverseEvent(enrollmentId: string, version: CtcaeVersion): AdverseEventValues {
  const blank = blankEntry('adverse-event');
  return { enrollmentId, entry: withContent(blank, { ctcaeVersion: version }) };
}

/** Term, onset and grades as the findings have them; the person reads on and says the rest. */
export function suggestedAdverseEvent(
  enrollmentId: string,
  { term, version, grade, evidence, steps }: AdverseEventSuggestion,
): AdverseEventValues {
  const blank = blankEntry('adverse-event');
  const [oldest] = evidence;
  const entry = withContent(blank, {
    term,
    ctcaeVersion: version,
    suggestedBy: oldest?.recordId ?? '',
    suggestedGrade: grade === null ? '' : String(grade),
    ...(steps.length === 0 ? {} : { grades: steps.map(stepValues) }),
  });
  return {
    enrollmentId,
    entry: { ...entry, on: oldest === undefined ? '' : toCivilDate(oldest.on) },
  };
}

/** The event as it is stored, with the changes that findings suggest, or one blank change. */
export function gradeChange(
  { recordId, version, entry }: ListedAdverseEvent,
  suggestion: AdverseEventSuggestion | null,
): AmendmentValues {
  const stored = entryValuesOf(entry);
  const steps = suggestion === null ? [] : suggestion.steps.map(stepValues);
  return {
    recordId,
    version,
    reason: 'The grade changed',
    entry: withContent(stored, {
      grades: [...gradesOf(stored), ...(steps.length === 0 ? [{ grade: '', from: '' }] : steps)],
      ...(suggestion?.grade ? { suggestedGrade: String(suggestion.grade) } : {}),
    }),
  };
}

/** Over, as far as is known without asking: the outcome is the usual one and can be changed. */
export function endOfEvent({ recordId, version, entry }: ListedAdverseEvent): AmendmentValues {
  const stored = withContent(entryValuesOf(entry), { outcome: 'recovered' });
  return { recordId, version, reason: 'It ended', entry: stored };
}

/** The reason says what changed, so that the history of versions can be read without opening each. */
export function withCourseReason(values: AmendmentValues, stored: number): AmendmentValues {
  const { endedOn } = values.entry.content;
  const changes = gradesOf(values.entry)
    .slice(stored)
    .map(({ grade, from }) => `grade ${grade} from ${from}`);
  const ended = typeof endedOn === 'string' && endedOn !== '' ? [`ended on ${endedOn}`] : [];
  const words = [...changes, ...ended].join(', ');
  return { ...values, reason: `${words.charAt(0).toUpperCase()}${words.slice(1)}` };
}

interface StepValues {
  readonly grade: string;
  readonly from: string;
}

/** Of an adverse event in a form. */
function gradesOf({ content }: EntryValues): readonly StepValues[] {
  return content['grades'] as readonly StepValues[];
}

function stepValues({ from, grade }: GradeStep): StepValues {
  return { grade: String(grade), from: toCivilDate(from) };
}

function withContent(entry: EntryValues, content: object): EntryValues {
  return { ...entry, content: { ...entry.content, ...content } };
}
