import { describe, expect, test } from 'vitest';
import { publishedProfile, shippedProfiles } from '@/lib/protocols/library/shipped-profiles';
import { buildPlan } from '@/lib/schedule/build-plan';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import {
  aRecord,
  compiled,
  datesOf,
  day,
  occurrenceOf,
  planFacts,
} from '@/tests/support/builders/plan-facts';

// Its interval is a proposal; no source states any (C§2.3 asks about mood at each visit).

const facts = (more = {}) =>
  planFacts({ enrolled: '2026-01-20', firstDoseOn: day('2026-01-31'), ...more });

const targets = (settings: Record<string, string | boolean>) =>
  buildPlan(compiled('isotretinoin-noa', settings), facts())
    .occurrences.filter(({ requirement }) => requirement === 'phq-9')
    .map((occurrence) => datesOf(occurrence).target);

describe('the PHQ-9 has an interval of its own', () => {
  test.each([
    ['P1M', ['2026-02-28', '2026-03-31', '2026-04-30']],
    ['P2M', ['2026-03-31', '2026-05-31', '2026-07-31']],
    ['P3M', ['2026-04-30', '2026-07-31', '2026-10-31']],
    ['P6M', ['2026-07-31']],
  ])('every %s from the first dose', (every, expected) => {
    expect(targets({ 'phq-9-every': every }).slice(0, 3)).toEqual(expected);
  });

  test('is every three months where nobody set another', () => {
    expect(targets({})).toEqual(['2026-04-30', '2026-07-31', '2026-10-31']);
  });

  test('does not exist where the clinic has switched it off, nor in the profile as published', () => {
    const published = shippedProfiles.find(({ name }) => name === publishedProfile);
    for (const settings of [{ 'phq-9': false }, published?.values['isotretinoin-noa'] ?? {}]) {
      const { occurrences } = buildPlan(compiled('isotretinoin-noa', settings), facts());
      expect(occurrences.filter(({ requirement }) => requirement.includes('phq'))).toEqual([]);
    }
  });
});

describe('a PHQ-9 before the first dose', () => {
  const protocol = compiled('isotretinoin-noa');
  const asked = (on: string) => aRecord('questionnaire', on, ['phq-9']);

  test.each([
    ['2026-01-03', '28 days before it', 'done'],
    ['2026-01-02', '29 days before it', 'missed'],
    ['2026-01-31', 'the first-dose day', 'done'],
    ['2026-02-01', 'the day after it', 'missed'],
  ])('asked on %s, %s: %s', (on, _, expected) => {
    const occurrence = occurrenceOf(protocol, facts({ records: [asked(on)] }), 'baseline-phq-9#1');
    expect(occurrenceState(occurrence, day('2026-02-10'))).toBe(expected);
  });

  test('another questionnaire would not complete it', () => {
    const other = facts({ records: [aRecord('questionnaire', '2026-01-22', ['other'])] });
    const occurrence = occurrenceOf(protocol, other, 'baseline-phq-9#1');
    expect(occurrenceState(occurrence, day('2026-02-10'))).toBe('missed');
  });
});
