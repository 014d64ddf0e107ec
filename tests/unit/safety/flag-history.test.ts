import { expect, test } from 'vitest';
import { describeFlagEvent } from '@/lib/safety/flag-history';

test.each<[string, object | null, string | null]>([
  [
    'insert',
    { severity: 'amber', message: 'TG 350', status: 'open', disposition: null, evidence: [] },
    'Raised, amber: TG 350',
  ],
  ['update', { severity: 'red', message: 'TG 620', evidence: [] }, 'Now red: TG 620'],
  ['update', { message: 'TG 360', evidence: [] }, 'Evidence changed: TG 360'],
  ['update', { evidence: [] }, 'Evidence changed'],
  [
    'update',
    { status: 'closed', disposition: 'dose-held', disposition_reason: null, evidence: [] },
    'Closed: dose held',
  ],
  [
    'update',
    { status: 'closed', disposition: 'no-action', disposition_reason: 'Not fasting' },
    'Closed: no action, Not fasting',
  ],
  [
    'update',
    { status: 'open', severity: 'red', message: 'TG 620', disposition: null },
    'Reopened, now red: TG 620',
  ],
  ['update', { status: 'open', message: 'TG 380', disposition: null }, 'Reopened: TG 380'],
  ['update', { status: 'closed', disposition: 'signed-again' }, 'Closed: signed again'],
  ['update', { version: 3 }, null],
  ['update', null, null],
])('%s with %o: %s', (event, after, expected) => {
  expect(describeFlagEvent(event, after)).toBe(expected);
});
