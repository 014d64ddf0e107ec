import { type CivilDate, partsOf, toDay } from './civil-date';

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
  const { year, month, dayOfMonth } = partsOf(toDay(date));
  return `${dayOfMonth} ${monthNames[month - 1]} ${year}`;
}
