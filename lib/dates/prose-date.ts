import { type CivilDate, type Day, partsOf, toDay } from './civil-date';

const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** As in a sentence: "31 Mar 2026". Tables show the date as it is stored, `2026-03-31`. */
export function proseDate(date: CivilDate): string {
  return `${partsOf(toDay(date)).dayOfMonth} ${proseMonth(toDay(date))}`;
}

/** The calendar month that a day is in: "Mar 2026". */
export function proseMonth(day: Day): string {
  const { year, month } = partsOf(day);
  return `${monthNames[month - 1]} ${year}`;
}
