import { expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';

test.each([
  ['2026-03-31', '31 Mar 2026'],
  ['2024-02-29', '29 Feb 2024'],
  ['2026-12-01', '1 Dec 2026'],
])('%s is written %s', (date, words) => {
  expect(proseDate(civilDate(date))).toBe(words);
});
