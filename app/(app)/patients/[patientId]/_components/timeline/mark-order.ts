import type { TimelineView } from '@/lib/timeline/timeline-view';
import type { MarkText } from './chart-mark';
import { planMarkText } from './plan-rows';

/** Every mark of a view in the order in which the arrow keys walk them: by date, then down the lanes. */
export function marksInOrder(view: TimelineView): MarkText[] {
  const { drug } = view;
  const marks: MarkText[] = [
    ...view.plan.flatMap((lane) => lane.marks.map(planMarkText)),
    ...drug.dispensings,
    ...drug.injectionExceptions,
    ...(drug.stop === null ? [] : [drug.stop]),
    ...view.semen.points,
    ...view.labs.flatMap((series) => series.points),
    ...view.sideEffects.rows.flatMap(({ bars }) => bars),
    ...view.sideEffects.checks,
    ...view.sideEffects.questionnaires,
    ...view.procedures,
    ...view.outcomes,
    ...view.decisions,
  ];
  return marks.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}
