import { describe, expect, test } from 'vitest';
import { computeDecision } from '@/lib/course/compute-decision';
import type { PlanAdjustment } from '@/lib/course/course';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { SettingValues } from '@/lib/protocols/schema';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { aCourse, clinicalRecord, labReport } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

// The branch that engine §4 computes from FSH; first hCG injection on 2026-01-10.

const hcg = clinicalRecord('dose', '2026-01-10', {
  drug: 'hcg',
  amount: 2000,
  unit: '[IU]',
  route: 'intramuscular',
  timesPerDay: 1,
  everyDays: 2,
});

function fshOf(on: string, value: string, id?: string): ClinicalRecord {
  return labReport(on, { fsh: `${value} m[IU]/mL` }, id === undefined ? {} : { id });
}

function computed(
  records: readonly ClinicalRecord[],
  {
    key = 'fsh-month-1',
    decidedOn = '2026-02-12',
    settings = {},
    adjustments = [],
  }: {
    key?: string;
    decidedOn?: string;
    settings?: SettingValues;
    adjustments?: readonly PlanAdjustment[];
  } = {},
) {
  const protocol = compiled('gonadotropin-noa', settings);
  const course = aCourse('2026-01-05', {
    arm: 'gonadotropins',
    records: [hcg, ...records],
    adjustments,
  });
  const { plan } = evaluateCourse(protocol, course, day(decidedOn));
  const decision = computeDecision(protocol, course, plan, { key, decidedOn: day(decidedOn) });
  if (!decision) {
    throw new Error(`no decision ${key}`);
  }
  return decision;
}

describe('FSH at month 1', () => {
  test.each([
    ['0.3', 'below', null],
    ['<0.3', 'below', null],
    ['0.69', 'below', null],
    ['<0.7', 'below', null],
    ['<=0.7', 'unknown', null],
    ['0.7', 'within', 'add-ufsh'],
    ['4', 'within', 'add-ufsh'],
    ['11.1', 'within', 'add-ufsh'],
    ['>=11.1', 'unknown', null],
    ['>11.1', 'above', 'continue-and-retest'],
    ['11.2', 'above', 'continue-and-retest'],
    ['<5', 'unknown', null],
    ['>5', 'unknown', null],
  ])('%s U/L is %s and computes %s', (value, position, branch) => {
    const decision = computed([fshOf('2026-02-10', value)]);
    expect(decision).toMatchObject({ position, computed: branch });
    expect(decision.inputs).toMatchObject([{ valueText: value, on: '2026-02-10' }]);
  });

  test('without a result nothing is computed', () => {
    expect(computed([])).toMatchObject({ position: null, computed: null, inputs: [] });
  });

  test('it is foreseen one month after the first injection', () => {
    const { effectiveOn } = computed([]);
    expect(effectiveOn && toCivilDate(effectiveOn)).toBe('2026-02-10');
  });

  test('a result collected after the decision is not read', () => {
    expect(computed([fshOf('2026-02-14', '4')]).inputs).toEqual([]);
  });

  test('a repeat for month 1 is read once a person has linked it', () => {
    const first = fshOf('2026-02-08', '20');
    const repeat = fshOf('2026-02-11', '4', 'repeat');
    const link = {
      kind: 'link',
      occurrenceKey: 'monthly-hormones#1',
      recordId: 'repeat',
      on: null,
      reason: 'hemolyzed first sample',
    } as const;
    expect(computed([repeat, first]).computed).toBe('continue-and-retest');
    expect(computed([repeat, first], { adjustments: [link] }).computed).toBe('add-ufsh');
  });
});

describe('the re-test at month 2', () => {
  const retest = { key: 'fsh-month-2', decidedOn: '2026-03-12' };
  const monthOne = fshOf('2026-02-10', '18');

  test('reads month 2 only: without a new result nothing is computed', () => {
    expect(computed([monthOne], retest)).toMatchObject({ computed: null, inputs: [] });
  });

  test.each([
    ['9', 'add-ufsh'],
    ['15', 'continue-hcg'],
    ['0.4', null],
  ])('%s U/L computes %s', (value, branch) => {
    expect(computed([monthOne, fshOf('2026-03-10', value)], retest).computed).toBe(branch);
  });

  test('a month 1 decision taken late still reads month 1', () => {
    const late = computed([monthOne, fshOf('2026-03-04', '9')], { decidedOn: '2026-03-05' });
    expect(late.computed).toBe('continue-and-retest');
  });
});

describe('what S1 leaves open is a setting', () => {
  test.each([
    [{ 'fsh-above-range': 'continue-hcg' }, '12', 'continue-hcg'],
    [{ 'fsh-above-range': 'continue-to-month-2' }, '12', 'continue-to-month-2'],
    [{ 'fsh-below-range': 'add-ufsh' }, '0.3', 'add-ufsh'],
    [{ 'fsh-below-range': 'continue-hcg' }, '0.3', 'continue-hcg'],
    [{ 'fsh-below-range': 'add-ufsh' }, '<5', null],
    [{ 'fsh-bounds-included': false }, '11.1', 'continue-and-retest'],
    [{ 'fsh-bounds-included': false }, '0.7', null],
    [{ 'fsh-bounds-included': false }, '0.8', 'add-ufsh'],
    [{ 'fsh-high': 12.4 }, '12', 'add-ufsh'],
  ] as const)('%o: %s U/L computes %s', (settings, value, branch) => {
    expect(computed([fshOf('2026-02-10', value)], { settings }).computed).toBe(branch);
  });
});
