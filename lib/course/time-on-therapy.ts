import { addMonths, type Day, partsOf } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';

/** Completed months since the first dose, and the study day (1 is the first dose). */
export interface TimeOnTherapy {
  readonly month: number;
  readonly day: number;
}

/** "month 3", "stopped" or "not started"; nothing where the arm has no drug. */
export function describeMonth(
  isTreated: boolean,
  time: TimeOnTherapy | null,
  isStopped: boolean,
): string {
  if (time === null) {
    return isTreated ? 'not started' : '';
  }
  return isStopped ? 'stopped' : `month ${time.month}`;
}

/** Up to the last dose; null before the first one. */
export function timeOnTherapy(
  firstDoseOn: Day | null,
  lastDoseOn: Day | null,
  today: Day,
): TimeOnTherapy | null {
  if (firstDoseOn === null || today < firstDoseOn) {
    return null;
  }
  const end = lastDoseOn !== null && lastDoseOn < today ? lastDoseOn : today;
  return { month: completedMonths(firstDoseOn, end), day: studyDay(firstDoseOn, end) };
}

/** Months are counted as the schedule counts them: from the 31st, one month is over on 28 February. */
function completedMonths(from: Day, to: Day): number {
  const start = partsOf(from);
  const end = partsOf(to);
  const months = (end.year - start.year) * 12 + (end.month - start.month);
  return addMonths(from, months) > to ? months - 1 : months;
}
