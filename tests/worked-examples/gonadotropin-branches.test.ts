import { describe, expect, test } from 'vitest';
import { buildPlan } from '@/lib/schedule/build-plan';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import type { DecisionFact, PlanFacts } from '@/lib/schedule/plan-facts';
import {
  aRecord,
  compiled,
  datesOf,
  day,
  occurrenceOf,
  planFacts,
} from '@/tests/support/builders/plan-facts';

// The branches of S1 after engine §4; first hCG injection on 2026-01-10.

const gonadotropins = compiled('gonadotropin-noa');

function onGonadotropins(decisions: readonly DecisionFact[] = [], more: Partial<PlanFacts> = {}) {
  return planFacts({
    enrolled: '2026-01-05',
    arm: 'gonadotropins',
    firstDoseOn: day('2026-01-10'),
    decisions,
    ...more,
  });
}

const monthOne = (chosen: string, effectiveOn = '2026-02-10'): DecisionFact => ({
  key: 'fsh-month-1',
  chosen,
  effectiveOn: day(effectiveOn),
});
const monthTwo = (chosen: string): DecisionFact => ({
  key: 'fsh-month-2',
  chosen,
  effectiveOn: day('2026-03-10'),
});

function stateOf(facts: PlanFacts, key: string, today = '2026-02-12') {
  return occurrenceState(occurrenceOf(gonadotropins, facts, key), day(today));
}

describe('before the decision', () => {
  test('the decision is permitted from 3 days before to 7 days after month 1', () => {
    expect(
      datesOf(occurrenceOf(gonadotropins, onGonadotropins(), 'fsh-decision-month-1#1')),
    ).toMatchObject({ target: '2026-02-10', opensOn: '2026-02-07', closesOn: '2026-02-17' });
  });

  test.each(['ufsh-course-month-1#1', 'fsh-decision-month-2#1', 'semen-end-of-treatment#1'])(
    '%s waits for it',
    (key) => {
      expect(stateOf(onGonadotropins(), key)).toBe('pending');
      expect(occurrenceOf(gonadotropins, onGonadotropins(), key).pendingAnchor).toBe(
        'decision:fsh-month-1',
      );
    },
  );
});

describe('each branch', () => {
  test('in range: uFSH starts on the effective date, no re-test, semen at month 3', () => {
    const facts = onGonadotropins([monthOne('add-ufsh')]);
    expect(datesOf(occurrenceOf(gonadotropins, facts, 'ufsh-course-month-1#1')).target).toBe(
      '2026-02-10',
    );
    expect(stateOf(facts, 'fsh-decision-month-2#1')).toBe('not-applicable');
    expect(stateOf(facts, 'ufsh-course-month-2#1')).toBe('not-applicable');
    expect(datesOf(occurrenceOf(gonadotropins, facts, 'semen-end-of-treatment#1')).target).toBe(
      '2026-04-10',
    );
  });

  test('a physician may set another effective date', () => {
    const facts = onGonadotropins([monthOne('add-ufsh', '2026-02-14')]);
    expect(datesOf(occurrenceOf(gonadotropins, facts, 'ufsh-course-month-1#1')).target).toBe(
      '2026-02-14',
    );
  });

  test('above the range: re-test at month 2, then uFSH if in range', () => {
    const waiting = onGonadotropins([monthOne('continue-and-retest')]);
    expect(stateOf(waiting, 'ufsh-course-month-1#1')).toBe('not-applicable');
    expect(datesOf(occurrenceOf(gonadotropins, waiting, 'fsh-decision-month-2#1')).target).toBe(
      '2026-03-10',
    );
    expect(stateOf(waiting, 'ufsh-course-month-2#1')).toBe('pending');
    const added = onGonadotropins([monthOne('continue-and-retest'), monthTwo('add-ufsh')]);
    expect(datesOf(occurrenceOf(gonadotropins, added, 'ufsh-course-month-2#1')).target).toBe(
      '2026-03-10',
    );
  });

  test('above the range twice: hCG through month 3, semen at month 3', () => {
    const facts = onGonadotropins([monthOne('continue-and-retest'), monthTwo('continue-hcg')]);
    expect(stateOf(facts, 'ufsh-course-month-2#1')).toBe('not-applicable');
    expect(datesOf(occurrenceOf(gonadotropins, facts, 'semen-end-of-treatment#1')).target).toBe(
      '2026-04-10',
    );
  });

  test('the literal reading ends treatment, and takes semen, at month 2', () => {
    const facts = onGonadotropins([monthOne('continue-to-month-2')]);
    expect(stateOf(facts, 'semen-end-of-treatment#1')).toBe('not-applicable');
    expect(datesOf(occurrenceOf(gonadotropins, facts, 'semen-end-of-month-2#1')).target).toBe(
      '2026-03-10',
    );
  });

  test('below the range the physician may continue: neither re-test nor uFSH', () => {
    const facts = onGonadotropins([monthOne('continue-hcg')]);
    expect(stateOf(facts, 'fsh-decision-month-2#1')).toBe('not-applicable');
    expect(stateOf(facts, 'ufsh-course-month-1#1')).toBe('not-applicable');
    expect(stateOf(facts, 'semen-end-of-treatment#1', '2026-04-10')).toBe('due');
  });

  test.each(['add-ufsh', 'continue-and-retest', 'continue-hcg', 'continue-to-month-2'])(
    'hormones stay monthly after %s',
    (chosen) => {
      const plan = buildPlan(gonadotropins, onGonadotropins([monthOne(chosen)]));
      const hormones = plan.occurrences.filter(
        ({ requirement }) => requirement === 'monthly-hormones',
      );
      expect(hormones.map((occurrence) => datesOf(occurrence).target)).toEqual([
        '2026-02-10',
        '2026-03-10',
        '2026-04-10',
      ]);
    },
  );

  test('stopping ends what is bound to therapy; semen at the end of treatment stays', () => {
    const facts = onGonadotropins([monthOne('stop')], { lastDoseOn: day('2026-02-12') });
    expect(stateOf(facts, 'monthly-check#2')).toBe('not-applicable');
    expect(stateOf(facts, 'semen-end-of-treatment#1')).toBe('upcoming');
  });

  test('a stop before the decision stands for it: no uFSH, and semen at the end of treatment', () => {
    const facts = onGonadotropins([], { lastDoseOn: day('2026-01-24') });
    expect(occurrenceOf(gonadotropins, facts, 'ufsh-course-month-1#1').notApplicableReason).toBe(
      'therapy-stopped',
    );
    expect(stateOf(facts, 'fsh-decision-month-1#1')).toBe('not-applicable');
    expect(stateOf(facts, 'semen-end-of-month-2#1')).toBe('not-applicable');
    expect(datesOf(occurrenceOf(gonadotropins, facts, 'semen-end-of-treatment#1')).target).toBe(
      '2026-04-10',
    );
  });

  test('the decision is done on the day on which it was taken', () => {
    const facts = onGonadotropins([monthOne('add-ufsh')], {
      records: [aRecord('decision', '2026-02-12', ['fsh-month-1'])],
    });
    expect(occurrenceOf(gonadotropins, facts, 'fsh-decision-month-1#1')).toMatchObject({
      actual: day('2026-02-12'),
      timing: 'on-time',
    });
  });
});

describe('the untreated arm has its own requirements', () => {
  test('baseline and semen until surgery, nothing that belongs to the drug', () => {
    const facts = planFacts({ enrolled: '2026-01-05', arm: 'none' });
    const requirements = buildPlan(gonadotropins, facts).occurrences.map((it) => it.requirement);
    expect(new Set(requirements)).toEqual(
      new Set(['baseline-hormones-untreated', 'semen-before-surgery']),
    );
  });
});

describe('salvage micro-TESE', () => {
  const salvage = compiled('salvage-micro-tese');
  const facts = planFacts({
    enrolled: '2026-06-01',
    arm: 'salvage',
    previousRetrievalOn: day('2026-01-31'),
  });

  test('surgery is wanted from 6 months after the last retrieval', () => {
    expect(datesOf(occurrenceOf(salvage, facts, 'salvage-surgery#1')).opensOn).toBe('2026-07-31');
  });

  test('a man whose interval is over when he enrolls is not late: it is wanted from enrollment', () => {
    const longAgo = { ...facts, previousRetrievalOn: day('2024-03-10') };
    expect(datesOf(occurrenceOf(salvage, longAgo, 'salvage-surgery#1'))).toMatchObject({
      opensOn: '2026-06-01',
      closesOn: '2026-08-30',
    });
  });

  test('3 months is selectable', () => {
    const sooner = compiled('salvage-micro-tese', { 'salvage-interval': 'P3M' });
    expect(
      datesOf(
        occurrenceOf(sooner, { ...facts, enrolledOn: day('2026-04-01') }, 'salvage-surgery#1'),
      ).opensOn,
    ).toBe('2026-04-30');
  });

  test('follow-up ranges count from surgery, both ends included', () => {
    const operated = { ...facts, surgeryOn: day('2026-08-31') };
    expect(datesOf(occurrenceOf(salvage, operated, 'complication-watch#1'))).toMatchObject({
      opensOn: '2026-10-12',
      closesOn: '2026-11-30',
    });
    expect(datesOf(occurrenceOf(salvage, operated, 'post-operative-hormones#1'))).toMatchObject({
      opensOn: '2027-02-28',
      closesOn: '2027-05-31',
    });
    expect(datesOf(occurrenceOf(salvage, operated, 'iief-5#1')).target).toBe('2026-11-30');
  });
});
