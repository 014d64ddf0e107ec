import { expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import type { ContactReturn } from '@/lib/worklist/contact-return';
import { describeReturn } from '@/lib/worklist/describe-return';

const on = toDay(civilDate('2026-04-13'));

test.each<[ContactReturn, string]>([
  [{ kind: 'came-back', on, days: 3 }, '2026-04-13, 3 d later'],
  [{ kind: 'came-back', on, days: 0 }, '2026-04-13, the same day'],
  [{ kind: 'done-before', on }, 'had been done on 2026-04-13'],
  [{ kind: 'waiting' }, 'not yet'],
  [{ kind: 'settled' }, 'no longer waited for'],
])('%j reads "%s"', (found, words) => {
  expect(describeReturn(found)).toBe(words);
});
