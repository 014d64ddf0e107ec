import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { concomitantDrugContentSchema } from '@/lib/records/concomitant-drug';
import { dispensingContentSchema } from '@/lib/records/dispensing';
import { remsCheckContentSchema } from '@/lib/records/rems-check';

function issuesOf(schema: z.ZodType, content: unknown): readonly string[] {
  const parsed = schema.safeParse(content);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

describe('concomitantDrugContentSchema', () => {
  const drug = { name: 'Doxycycline', drugClass: 'tetracycline', ongoing: true };

  test.each([
    ['still taken, start unknown', {}, []],
    ['a closed interval', { startedOn: '2026-01-01', stoppedOn: '2026-01-31', ongoing: false }, []],
    [
      'stopped on the day it started',
      { startedOn: '2026-01-01', stoppedOn: '2026-01-01', ongoing: false },
      [],
    ],
    ['stopped, dates unknown', { ongoing: false }, []],
    ['blank dates', { startedOn: '', stoppedOn: ' ' }, []],
    ['no name', { name: '  ' }, ['name']],
    ['an unknown class', { drugClass: 'herbs' }, ['drugClass']],
    ['stopped and still taken', { stoppedOn: '2026-01-31' }, ['stoppedOn']],
    [
      'stopped before it started',
      { startedOn: '2026-02-01', stoppedOn: '2026-01-31', ongoing: false },
      ['stoppedOn'],
    ],
    ['an impossible date', { startedOn: '2026-02-30' }, ['startedOn']],
  ])('%s: issues at %o', (_, change, paths) => {
    expect(issuesOf(concomitantDrugContentSchema, { ...drug, ...change })).toEqual(paths);
  });
});

describe('remsCheckContentSchema', () => {
  test.each([
    ['an empty check', {}, []],
    ['a blank form', { enrolledOn: '', category: '', counseledOn: '' }, []],
    ['a counseling alone', { counseledOn: '2026-03-01' }, []],
    [
      'enrollment with category',
      { enrolledOn: '2026-01-05', category: 'cannot-become-pregnant' },
      [],
    ],
    ['enrollment without category', { enrolledOn: '2026-01-05' }, ['category']],
    ['category without enrollment', { category: 'cannot-become-pregnant' }, ['category']],
    ['an impossible date', { counseledOn: '2025-02-29' }, ['counseledOn']],
  ])('%s: issues at %o', (_, content, paths) => {
    expect(issuesOf(remsCheckContentSchema, content)).toEqual(paths);
  });
});

describe('dispensingContentSchema', () => {
  const dispensing = {
    prescribedOn: '2026-03-01',
    authorizationPresent: true,
    dispenseBy: '2026-03-30',
    quantity: '120',
    strengthMg: '10',
    daysSupply: '30',
  };

  test('reads numbers as typed and as stored alike', () => {
    const stored = dispensingContentSchema.parse(dispensing);
    expect(stored).toMatchObject({ quantity: 120, strengthMg: 10, daysSupply: 30, refills: 0 });
    expect(dispensingContentSchema.parse(stored)).toEqual(stored);
  });

  test.each([
    ['1 day', { daysSupply: '1' }, []],
    ['30 days', { daysSupply: 30 }, []],
    ['31 days', { daysSupply: '31' }, ['daysSupply']],
    ['0 days', { daysSupply: '0' }, ['daysSupply']],
    ['half a day', { daysSupply: '0.5' }, ['daysSupply']],
    ['no number of days', { daysSupply: '' }, ['daysSupply']],
    ['a decimal comma', { strengthMg: '12,5' }, ['strengthMg']],
    ['no quantity', { quantity: undefined }, ['quantity']],
    ['a refill', { refills: 1 }, ['refills']],
    ['picked up before it was prescribed', { pickedUpOn: '2026-02-28' }, ['pickedUpOn']],
    ['not picked up yet', { pickedUpOn: null }, []],
    ['no authorization yet', { authorizationPresent: false, dispenseBy: null }, []],
  ])('%s: issues at %o', (_, change, paths) => {
    expect(issuesOf(dispensingContentSchema, { ...dispensing, ...change })).toEqual(paths);
  });

  test('says how many days a supply may cover', () => {
    const parsed = dispensingContentSchema.safeParse({ ...dispensing, daysSupply: '31' });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
      'A supply covers at most 30 days.',
    ]);
  });
});
