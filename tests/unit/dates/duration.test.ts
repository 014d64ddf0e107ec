import { expect, test } from 'vitest';
import { describeDuration, parseDuration } from '@/lib/dates/duration';

test.each([
  ['P6M', '6 months'],
  ['P1M', '1 month'],
  ['P4W', '28 days'],
  ['P1M1D', '1 month and 1 day'],
  ['P0D', '0 days'],
])('%s in words is "%s"', (text, words) => {
  expect(describeDuration(parseDuration(text))).toBe(words);
});
