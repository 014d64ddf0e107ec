import { scaleLinear } from 'd3-scale';
import { addMonths, type Day, dayOf, partsOf, toCivilDate } from '@/lib/dates/civil-date';
import { proseMonth } from '@/lib/dates/prose-date';

/** Width of the drawing in its own units; the page scales it. Labels stand left of `left`. */
export const frame = { width: 1040, left: 212, right: 1030 } as const;

/** The part of the time axis that is shown, as days since 1970-01-01. */
export interface Domain {
  readonly from: number;
  readonly to: number;
}

export type TimeScale = (day: number) => number;

export function timeScale({ from, to }: Domain): TimeScale {
  return scaleLinear([from, to], [frame.left, frame.right]).clamp(true);
}

export function dateText(day: number): string {
  return toCivilDate(day as Day);
}

/** First days of the calendar months inside the domain, with their names. */
export function calendarMonths({ from, to }: Domain): { day: number; label: string }[] {
  const { year, month } = partsOf(from as Day);
  const start = dayOf(year, month, 1);
  const months: { day: number; label: string }[] = [];
  for (let day = start; day <= to; day = addMonths(start, months.length)) {
    months.push({ day, label: proseMonth(day) });
  }
  return months.filter(({ day }) => day >= from);
}
