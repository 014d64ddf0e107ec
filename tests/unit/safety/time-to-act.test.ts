import { expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import {
  daysPastTimeToAct,
  flagQueueOf,
  isEscalated,
  type WaitingFlag,
} from '@/lib/safety/time-to-act';

const today = civilDate('2026-04-10');

test.each<[WaitingFlag['severity'], WaitingFlag['whoActs'], string | null, number, string]>([
  ['amber', 'staff', '2026-04-11', 0, 'staff-flag'],
  ['amber', 'staff', '2026-04-10', 0, 'staff-flag'],
  ['amber', 'staff', '2026-04-09', 1, 'decision, escalated'],
  ['amber', 'staff', '2026-03-31', 10, 'decision, escalated'],
  ['amber', 'staff', null, 0, 'staff-flag'],
  ['amber', 'physician', '2026-04-10', 0, 'decision'],
  ['amber', 'physician', '2026-04-09', 1, 'decision'],
  ['amber', 'physician', null, 0, 'decision'],
  ['red', 'physician', '2026-04-10', 0, 'red-flag'],
  ['red', 'physician', '2026-04-08', 2, 'red-flag'],
  ['red', 'staff', '2026-04-09', 1, 'red-flag, escalated'],
])('%s for %s by %s: %i days past, %s', (severity, whoActs, by, days, queue) => {
  const flag = { severity, whoActs, actBy: by === null ? null : civilDate(by) };
  expect(daysPastTimeToAct(flag, today)).toBe(days);
  const escalated = isEscalated(flag, today) ? ', escalated' : '';
  expect(`${flagQueueOf(flag, today)}${escalated}`).toBe(queue);
});
