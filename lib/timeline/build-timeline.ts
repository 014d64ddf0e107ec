import type { Course } from '@/lib/course/course';
import type { CourseEvaluation } from '@/lib/course/evaluate-course';
import { gradedResults } from '@/lib/course/graded-results';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import { addDays, addMonths, type Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { drugLane } from './drug-lane';
import { labSeries } from './lab-series';
import { markOf } from './mark';
import { planLanes } from './plan-lanes';
import { outcomeMarks, procedureMarks } from './procedure-lane';
import { semenLane } from './semen-lane';
import { sideEffectLane } from './side-effect-lane';
import { timelineRows } from './timeline-rows';
import type { TimelineMark, TimelineMonth, TimelineView } from './timeline-view';

/** Room on both sides of what is shown, in days. */
const margin = 7;

export function buildTimeline(
  protocol: CompiledProtocol,
  course: Course,
  { therapy, plan, response }: CourseEvaluation,
  today: Day,
): TimelineView {
  const { firstDoseOn } = therapy;
  const records = course.records.filter((record) => !record.voided);
  const lanes = planLanes(protocol, plan, today);
  const outcomes = outcomeMarks(records, firstDoseOn);
  const range = rangeOf(course, lanes, outcomes, today);
  return {
    ...range,
    today,
    months: monthsOnTherapy(firstDoseOn ?? course.enrolledOn, range.to),
    plan: lanes,
    drug: drugLane(therapy, records),
    semen: semenLane(records, response, firstDoseOn),
    labs: labSeries(
      protocol,
      gradedResults(course, therapy, ctcaeVersionOf(protocol.settings)),
      firstDoseOn,
    ),
    sideEffects: sideEffectLane(records, firstDoseOn),
    procedures: procedureMarks(records, firstDoseOn),
    outcomes,
    decisions: decisionMarks(protocol, course, firstDoseOn),
    rows: timelineRows(protocol, course, plan, firstDoseOn, today),
  };
}

/**
 * From enrollment, or the baseline just before it, to the end of the plan or today; of a man who left, to the
 * last that is known of him. Older history stands in the table: on the axis it would squeeze the months on
 * therapy, as the years since he left would.
 */
function rangeOf(
  course: Course,
  lanes: TimelineView['plan'],
  outcomes: readonly TimelineMark[],
  today: Day,
) {
  const oldest = addMonths(course.enrolledOn, -3);
  const recorded = course.records.map(({ on }) => on).filter((on) => on >= oldest);
  const planned = lanes.flatMap(({ marks }) =>
    marks.map((mark) => mark.actual ?? mark.closesOn ?? mark.target),
  );
  return {
    from: addDays(Math.min(course.enrolledOn, ...recorded) as Day, -margin),
    to: addDays(
      Math.max(
        course.endedOn ?? today,
        ...recorded,
        ...planned,
        ...outcomes.map(({ day }) => day),
      ) as Day,
      margin,
    ),
  };
}

function monthsOnTherapy(start: Day, to: number): TimelineMonth[] {
  const months: TimelineMonth[] = [];
  for (let month = 0; addMonths(start, month) <= to; month += 1) {
    months.push({ day: addMonths(start, month), month });
  }
  return months;
}

function decisionMarks(
  { definition }: CompiledProtocol,
  course: Course,
  firstDoseOn: Day | null,
): TimelineMark[] {
  return course.decisions.map(({ id, key, chosen, decidedOn }) => {
    const point = definition.decisions.find((candidate) => candidate.key === key);
    const option = point?.options.find((candidate) => candidate.key === chosen);
    return markOf(id, decidedOn, firstDoseOn, {
      label: point?.title ?? key,
      detail: option?.title ?? chosen,
    });
  });
}
