import { describe, expect, test } from 'vitest';
import { siteDateAt } from '@/lib/server/clock';

describe('siteDateAt', () => {
  test.each([
    ['2026-03-31T23:30:00Z', 'America/New_York', '2026-03-31'],
    ['2026-03-31T23:30:00Z', 'Europe/Berlin', '2026-04-01'],
    ['2026-03-31T23:30:00Z', 'Pacific/Auckland', '2026-04-01'],
    ['2026-04-01T03:59:59Z', 'America/New_York', '2026-03-31'],
    ['2026-04-01T04:00:00Z', 'America/New_York', '2026-04-01'],
    // The night the clocks go forward in Berlin, 01:00 UTC.
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-28T23:00:00Z', 'Europe/Berlin', '2026-03-29'],
    ['2028-02-29T12:00:00Z', 'UTC', '2028-02-29'],
  ])('%s is in %s the %s', (instant, timeZone, date) => {
    expect(siteDateAt(new Date(instant), timeZone)).toBe(date);
  });
});
