import { expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import { describeTiming } from '@/lib/worklist/describe-timing';
import type { WorklistGroup, WorklistItem } from '@/lib/worklist/worklist';

const today = civilDate('2026-04-10');

type Case = readonly [
  WorklistGroup,
  WorklistItem['source'],
  on: string | null,
  closesOn: string | null,
  words: string,
];

test.each<Case>([
  ['overdue', 'occurrence', '2026-03-10', '2026-03-29', '12 d late, closed 2026-03-29'],
  ['due', 'occurrence', '2026-04-07', '2026-04-14', 'closes 2026-04-14, in 4 d'],
  ['due', 'occurrence', '2026-04-07', '2026-04-10', 'closes today'],
  ['due', 'occurrence', '2026-04-07', null, 'no closing date'],
  ['missed', 'occurrence', '2026-02-07', '2026-02-14', 'missed, was planned 2026-02-07'],
  ['upcoming', 'occurrence', '2026-04-20', '2026-04-27', 'planned 2026-04-20, in 10 d'],
  ['red-flag', 'flag', '2026-04-01', '2026-04-02', 'past its time to act: 8 days, by 2026-04-02'],
  ['decision', 'flag', '2026-04-01', '2026-04-09', 'past its time to act: 1 day, by 2026-04-09'],
  ['red-flag', 'flag', '2026-04-10', '2026-04-10', 'act today'],
  ['decision', 'flag', '2026-04-01', null, 'since 2026-04-01'],
  ['decision', 'decision', '2026-04-01', null, 'since 2026-04-01'],
  ['decision', 'response', '2026-04-01', null, 'not signed yet'],
])('%s of a %s on %s that closes on %s: %s', (group, source, on, closesOn, words) => {
  const item = {
    source,
    on: on === null ? null : civilDate(on),
    closesOn: closesOn === null ? null : civilDate(closesOn),
    snoozedUntil: null,
  };
  expect(describeTiming(group, item, today)).toBe(words);
});

test('what is snoozed says until when, and nothing else', () => {
  const item = { source: 'occurrence', on: null, closesOn: civilDate('2026-03-29') } as const;
  const snoozedUntil = civilDate('2026-04-13');
  expect(describeTiming('snoozed', { ...item, snoozedUntil }, today)).toBe(
    'snoozed until 2026-04-13, in 3 d',
  );
});
