import type { Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { Course, CourseDecision } from './course';
import { evaluateCourse } from './evaluate-course';
import { comparePlans, type OccurrenceNote } from './plan-change';

export type DecisionFuture = {
  readonly option: string;
  readonly title: string;
  /** What the plan then asks for in addition. */
  readonly opened: readonly OccurrenceNote[];
  /** What it no longer asks for. */
  readonly dropped: readonly OccurrenceNote[];
};

type Choice = Pick<CourseDecision, 'key' | 'decidedOn' | 'effectiveOn'>;

/** What each option of a branch point would do to the plan; until it is taken, all futures are open (engine §4). */
export function decisionFutures(
  protocol: CompiledProtocol,
  course: Course,
  choice: Choice,
  today: Day,
): readonly DecisionFuture[] {
  const point = protocol.definition.decisions.find(({ key }) => key === choice.key);
  const others = course.decisions.filter(({ key }) => key !== choice.key);
  const undecided = { ...course, decisions: others };
  const now = evaluateCourse(protocol, undecided, today).plan.occurrences;
  return (point?.options ?? []).map(({ key, title }) => {
    const decision = { ...choice, id: key, chosen: key, recordId: null };
    const future = { ...undecided, decisions: [...others, decision] };
    const { occurrences } = evaluateCourse(protocol, future, today).plan;
    const { opened, dropped } = comparePlans(protocol, now, occurrences, today);
    return { option: key, title, opened, dropped };
  });
}
