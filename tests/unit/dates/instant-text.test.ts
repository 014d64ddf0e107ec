import { expect, test } from 'vitest';
import { instantText } from '@/lib/dates/instant-text';

test.each([
  ['America/New_York', '2026-05-12T14:03:59Z', '2026-05-12 14:03 UTC (10:03 at the site)'],
  ['Europe/London', '2026-01-12T14:03:00Z', '2026-01-12 14:03 UTC (14:03 at the site)'],
  [
    'Pacific/Kiritimati',
    '2026-05-12T14:03:00Z',
    '2026-05-12 14:03 UTC (2026-05-13 04:03 at the site)',
  ],
  [
    'Pacific/Pago_Pago',
    '2026-01-01T00:00:00Z',
    '2026-01-01 00:00 UTC (2025-12-31 13:00 at the site)',
  ],
])('in %s, %s reads "%s"', (timeZone, instant, text) => {
  expect(instantText(new Date(instant), timeZone)).toBe(text);
});
