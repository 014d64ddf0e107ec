import { describe, expect, test } from 'vitest';
import { lockSeconds, remainingLockSeconds } from '@/lib/auth/lockout';

describe('lockSeconds', () => {
  test.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 5],
    [4, 10],
    [5, 20],
    [6, 40],
    [7, 80],
    [8, 160],
    [9, 320],
    [10, 640],
    [11, 900],
    [12, 900],
    [5000, 900],
  ])('after %i failures in a row the account waits %i s', (failures, seconds) => {
    expect(lockSeconds(failures)).toBe(seconds);
  });
});

describe('remainingLockSeconds', () => {
  const now = new Date('2026-03-31T10:00:00.000Z');

  test.each([
    [null, 0],
    ['2026-03-31T09:59:59.000Z', 0],
    ['2026-03-31T10:00:00.000Z', 0],
    ['2026-03-31T10:00:00.001Z', 1],
    ['2026-03-31T10:00:40.000Z', 40],
  ])('a lock until %s leaves %i s', (until, seconds) => {
    expect(remainingLockSeconds(until === null ? null : new Date(until), now)).toBe(seconds);
  });
});
