import 'server-only';
import { type CivilDate, civilDate } from '@/lib/dates/civil-date';

// The only reader of the clock. Everything else receives the instant or the date.

export function now(): Date {
  return new Date();
}

/** The civil date at a site. en-CA writes it as year-month-day. */
export function siteDateAt(instant: Date, timeZone: string): CivilDate {
  const parts = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return civilDate(new Intl.DateTimeFormat('en-CA', parts).format(instant));
}

/**
 * For tests only: `SERTOLI_TODAY` fixes the date, and only while `SERTOLI_TEST=1` says that this process serves a
 * test run.
 */
export function fixedToday(): CivilDate | null {
  const fixed = process.env['SERTOLI_TEST'] === '1' ? process.env['SERTOLI_TODAY'] : undefined;
  return fixed === undefined ? null : civilDate(fixed);
}

/** Today at a site. */
export function siteToday(timeZone: string): CivilDate {
  return fixedToday() ?? siteDateAt(now(), timeZone);
}
