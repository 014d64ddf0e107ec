import { describe, expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { enrollmentOnlyFromSchema, remsRuleSetOn } from '@/lib/rems/rule-sets';

const day = (text: string) => toDay(civilDate(text));

describe('remsRuleSetOn', () => {
  test.each([
    ['2021-12-12', null, undefined],
    ['2021-12-13', null, 'monthly'],
    ['2026-08-07', null, 'monthly'],
    ['2026-08-08', null, 'monthly'],
    ['2027-01-01', null, 'monthly'],
    ['2026-08-07', '2026-08-08', 'monthly'],
    ['2026-08-08', '2026-08-08', 'enrollment-only'],
    ['2026-08-08', '2026-11-01', 'monthly'],
    ['2026-11-01', '2026-11-01', 'enrollment-only'],
    ['2021-12-12', '2026-08-08', undefined],
  ])('a prescription of %s at a site that changed on %s: %s', (prescribedOn, from, expected) => {
    const site = { enrollmentOnlyFrom: from === null ? null : day(from) };
    expect(remsRuleSetOn(day(prescribedOn), site)?.id).toBe(expected);
  });
});

describe('enrollmentOnlyFromSchema', () => {
  test.each([
    [null, true],
    ['2026-08-08', true],
    ['2026-02-09', true],
    ['2026-02-08', false],
    ['2026-02-30', false],
  ])('%s is accepted: %s', (date, expected) => {
    expect(enrollmentOnlyFromSchema.safeParse(date).success).toBe(expected);
  });
});
