import type { TimelineView } from '@/lib/timeline/timeline-view';
import type { Domain } from './chart-frame';

/** What of a view touches the domain; the scale clamps what only partly does. */
export function visiblePart(view: TimelineView, { from, to }: Domain): TimelineView {
  const touches = (start: number, end: number | null) => start <= to && (end ?? to) >= from;
  const inside = <T extends { readonly day: number }>(marks: readonly T[]) =>
    marks.filter(({ day }) => touches(day, day));
  const { drug, semen } = view;
  return {
    ...view,
    plan: view.plan.map((lane) => ({
      ...lane,
      marks: lane.marks.filter((mark) =>
        touches(Math.min(mark.opensOn, mark.actual ?? mark.opensOn), mark.closesOn),
      ),
    })),
    drug: {
      ...drug,
      doses: drug.doses.filter((dose) => touches(dose.from, dose.to)),
      holds: drug.holds.filter((hold) => touches(hold.from, hold.to)),
      dispensings: inside(drug.dispensings),
      injectionExceptions: inside(drug.injectionExceptions),
      stop: drug.stop !== null && touches(drug.stop.day, drug.stop.day) ? drug.stop : null,
    },
    semen: { ...semen, points: inside(semen.points) },
    labs: view.labs.map((series) => ({ ...series, points: inside(series.points) })),
    sideEffects: {
      rows: view.sideEffects.rows
        .map(({ name, bars }) => ({ name, bars: bars.filter((bar) => touches(bar.day, bar.to)) }))
        .filter(({ bars }) => bars.length > 0),
      checks: inside(view.sideEffects.checks),
      questionnaires: inside(view.sideEffects.questionnaires),
    },
    procedures: inside(view.procedures),
    outcomes: inside(view.outcomes),
    decisions: inside(view.decisions),
  };
}
