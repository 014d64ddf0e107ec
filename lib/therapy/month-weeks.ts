import { addDays, addMonths, type Day, partsOf } from '@/lib/dates/civil-date';

/** The first day of the month that a day is in. */
export function monthStart(day: Day): Day {
  return addDays(day, 1 - partsOf(day).dayOfMonth);
}

/** The weeks of a month, from Monday to Sunday, with the days of the months beside it. */
export function monthWeeks(day: Day): readonly (readonly Day[])[] {
  const first = monthStart(day);
  const next = addMonths(first, 1);
  const weeks: Day[][] = [];
  for (let monday = addDays(first, -weekday(first)); monday < next; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
  }
  return weeks;
}

/** 0 is Monday; day 0, 1970-01-01, was a Thursday. */
function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}
