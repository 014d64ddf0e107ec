import { scaleLinear } from 'd3-scale';

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

const msPerDay = 86_400_000;

export function dateText(day: number): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

/** First days of the calendar months inside the domain, with their names. */
export function calendarMonths({ from, to }: Domain): { day: number; label: string }[] {
  const first = new Date(from * msPerDay);
  const months: { day: number; label: string }[] = [];
  for (let offset = 0; ; offset += 1) {
    const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + offset, 1);
    const day = start / msPerDay;
    if (day > to) {
      return months;
    }
    if (day >= from) {
      months.push({ day, label: monthLabel(new Date(start)) });
    }
  }
}

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

function monthLabel(date: Date): string {
  return `${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
