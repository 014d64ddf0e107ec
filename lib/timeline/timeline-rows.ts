import { invariant } from '@/lib/core/invariant';
import type { Course } from '@/lib/course/course';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { describeRecord } from '@/lib/records/describe-record';
import { describeState } from '@/lib/schedule/describe-state';
import type { Occurrence, Plan } from '@/lib/schedule/occurrence';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import { describeWindow } from './plan-lanes';
import type { TimelineRow } from './timeline-view';

/** Every record, decision and occurrence once, by date; what has no date yet comes last. */
export function timelineRows(
  protocol: CompiledProtocol,
  course: Course,
  plan: Plan,
  firstDoseOn: Day | null,
  today: Day,
): TimelineRow[] {
  const dated = (day: Day | null) => ({
    date: day === null ? null : toCivilDate(day),
    studyDay: day === null || firstDoseOn === null ? null : studyDay(firstDoseOn, day),
  });
  const rows: TimelineRow[] = [
    ...course.records
      .filter((record) => !record.voided)
      .map((record) => ({ ...dated(record.on), ...recordRow(record) })),
    ...course.decisions.map((decision) => ({
      ...dated(decision.decidedOn),
      ...decisionRow(protocol, decision),
    })),
    ...plan.occurrences.map((occurrence) => ({
      ...dated(dateOf(occurrence)),
      ...occurrenceRow(protocol, occurrence, today),
    })),
  ];
  return rows.sort(byDate);
}

/** The day on which an occurrence stands: done, else agreed. */
function dateOf({ actual, planned }: Occurrence): Day | null {
  return actual ?? planned;
}

function recordRow(record: ClinicalRecord) {
  const { title, summary } = describeRecord(record);
  return {
    id: record.id,
    what: title,
    detail: summary,
    status: record.source === null ? 'recorded' : `history: ${record.source}`,
    source: 'record',
  } as const;
}

function decisionRow(protocol: CompiledProtocol, decision: Course['decisions'][number]) {
  const point = protocol.definition.decisions.find(({ key }) => key === decision.key);
  const option = point?.options.find(({ key }) => key === decision.chosen);
  return {
    id: decision.id,
    what: point?.title ?? decision.key,
    detail: `${option?.title ?? decision.chosen}, effective ${toCivilDate(decision.effectiveOn)}`,
    status: 'decided',
    source: 'decision',
  } as const;
}

function occurrenceRow(protocol: CompiledProtocol, occurrence: Occurrence, today: Day) {
  const requirement = findRequirement(protocol, occurrence.requirement);
  invariant(requirement, `no requirement ${occurrence.requirement}`);
  return {
    id: occurrence.key,
    what: `Plan: ${occurrenceTitle(requirement, occurrence.ordinal)}`,
    detail: describeWindow(occurrence),
    status: describeState(occurrence, today),
    source: 'occurrence',
  } as const;
}

function byDate(one: TimelineRow, other: TimelineRow): number {
  if (one.date !== other.date) {
    if (one.date === null || other.date === null) {
      return one.date === null ? 1 : -1;
    }
    return one.date < other.date ? -1 : 1;
  }
  return one.id < other.id ? -1 : 1;
}
