import { civilDate } from '@/lib/dates/civil-date';

/** Fixes today for the program in this test file's process; may be called again to let time pass. */
export function setToday(date: string): void {
  process.env['SERTOLI_TEST'] = '1';
  process.env['SERTOLI_TODAY'] = civilDate(date);
}
