import { expect, test } from 'vitest';
import { describeRemsDateEffect } from '@/lib/rems/describe-rems-date-effect';

test.each([
  [{ plansChanged: 0, checksDropped: 0, checksAdded: 0 }, 'preview', 'No plan changes.'],
  [{ plansChanged: 0, checksDropped: 0, checksAdded: 0 }, 'done', 'No plan has changed.'],
  [
    { plansChanged: 1, checksDropped: 1, checksAdded: 0 },
    'preview',
    '1 of 3 plans would change: 1 REMS check no longer asked for.',
  ],
  [
    { plansChanged: 2, checksDropped: 4, checksAdded: 2 },
    'done',
    '2 of 3 plans changed: 4 REMS checks no longer asked for, 2 REMS checks asked for again.',
  ],
] as const)('%o, %s: %s', (effect, when, expected) => {
  expect(describeRemsDateEffect({ enrollments: 3, ...effect }, when)).toBe(expected);
});
