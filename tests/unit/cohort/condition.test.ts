import { describe, expect, test } from 'vitest';
import type { CohortCase } from '@/lib/cohort/cohort-case';
import { type Condition, cohortDefinitionSchema } from '@/lib/cohort/condition';
import { isIn } from '@/lib/cohort/is-in';
import { variables } from '@/lib/cohort/variables';
import { day } from '@/tests/support/builders/plan-facts';

const today = day('2026-06-01');

function man(facts: Partial<CohortCase['facts']> = {}): CohortCase {
  return {
    facts: {
      site: 'NYC',
      protocolVersion: '1.2',
      arm: 'isotretinoin',
      status: 'active',
      endCategory: null,
      cohortTag: null,
      simulated: false,
      ageAtConsent: null,
      consentOn: day('2026-01-05'),
      enrolledOn: day('2026-01-05'),
      endedOn: null,
      bestResponse: null,
      currentStatus: null,
      responseOn: null,
      responseMonth: null,
      responseMaintained: null,
      tmcResponse: null,
      ...facts,
    },
    records: [],
    today,
  };
}

const old: Condition = { variable: 'age-at-consent', operator: 'at-least', value: 35 };
const active: Condition = { variable: 'status', operator: 'any-of', values: ['active'] };
const ended: Condition = { variable: 'status', operator: 'none-of', values: ['active'] };

describe('a condition about what is not recorded', () => {
  test.each<[name: string, condition: Condition, isIn: boolean]>([
    ['does not hold', old, false],
    ['does not hold turned round either', { not: old }, false],
    ['leaves a man in whom the other condition lets in', { any: [old, active] }, true],
    ['leaves a man out of a group of all', { all: [old, active] }, false],
    ['does not matter where another condition fails anyway', { not: { all: [old, ended] } }, true],
    [
      'holds where it asks for just that',
      { variable: 'age-at-consent', operator: 'not-recorded' },
      true,
    ],
    [
      'and its opposite does not',
      { not: { variable: 'age-at-consent', operator: 'not-recorded' } },
      false,
    ],
  ])('%s', (_name, condition, expected) => {
    expect(isIn(condition, man())).toBe(expected);
  });
});

test('no condition lets everybody in', () => {
  expect(isIn({ all: [] }, man())).toBe(true);
});

test('a bound belongs to what it bounds', () => {
  const aged = man({ ageAtConsent: 35 });
  expect(isIn(old, aged)).toBe(true);
  expect(isIn({ variable: 'age-at-consent', operator: 'at-most', value: 35 }, aged)).toBe(true);
  const between: Condition = { variable: 'age-at-consent', operator: 'between', from: 35, to: 35 };
  expect(isIn(between, aged)).toBe(true);
});

const problemsOf = (condition: unknown) => {
  const parsed = cohortDefinitionSchema.safeParse({ protocol: 'isotretinoin-noa', condition });
  return parsed.success ? [] : JSON.stringify(parsed.error.issues);
};

const nested = (depth: number): Condition => (depth === 0 ? active : { all: [nested(depth - 1)] });

describe('a definition', () => {
  test.each<[name: string, condition: unknown, message: string]>([
    [
      'about nothing that is known',
      { variable: 'e.arm; DROP TABLE enrollment', operator: 'recorded' },
      'Choose what is asked.',
    ],
    [
      'that asks a number for an answer of a list',
      { variable: 'age-at-consent', operator: 'any-of', values: ['old'] },
      'This cannot be asked of it. Choose how it is asked.',
    ],
    [
      'with an answer that is not on the list',
      { variable: 'status', operator: 'any-of', values: ['constructor'] },
      'Choose from the answers of the list.',
    ],
    [
      'with no answer at all',
      { variable: 'arm', operator: 'any-of', values: [] },
      'Choose at least one answer.',
    ],
    [
      'with limits the wrong way round',
      { variable: 'age-at-consent', operator: 'between', from: 40, to: 30 },
      'This is below the first, 40.',
    ],
    [
      'with a day that does not exist',
      { variable: 'consent-date', operator: 'on-or-after', date: '2026-02-30' },
      'Enter a date that exists',
    ],
    ['with a group of nothing', { any: [] }, 'A group needs a condition.'],
    ['with groups six deep', nested(6), 'Groups stand at most 5 deep in each other.'],
    [
      'with 51 conditions',
      { all: [{ any: Array(25).fill(active) }, { any: Array(26).fill(active) }] },
      'A cohort has at most 50 conditions.',
    ],
  ])('%s is refused in words', (_name, condition, message) => {
    expect(problemsOf(condition)).toContain(message);
  });

  test('of any depth is refused without following it', () => {
    let condition: unknown = active;
    for (let depth = 0; depth < 100_000; depth += 1) {
      condition = { not: condition };
    }
    expect(problemsOf(condition)).toContain('at most 5 deep');
  });

  test('five groups deep is taken as it is', () => {
    expect(problemsOf(nested(5))).toEqual([]);
  });
});

test('no two variables share a key', () => {
  const keys = variables.map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)]);
});
