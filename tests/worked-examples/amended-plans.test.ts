import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareAmended, describeAmendment } from '@/lib/course/amendment';
import { toCivilDate } from '@/lib/dates/civil-date';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { readDefinition } from '@/lib/protocols/read-definition';
import type { SettingValues } from '@/lib/protocols/schema';
import { buildAmendedPlan, type EarlierProtocol } from '@/lib/schedule/amended-plan';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import type { PlanFacts } from '@/lib/schedule/plan-facts';
import { aRecord, datesOf, day, planFacts } from '@/tests/support/builders/plan-facts';

// Decision 023, worked by hand: first dose 2026-01-31, windows as version 1.0 and 1.1 have them.

function released(version: string, settings: SettingValues = {}) {
  const path = `tests/fixtures/protocols/isotretinoin-noa-${version}.json`;
  const text = readFileSync(path, 'utf8');
  return compileProtocol(readDefinition(text, 1), settings);
}

const first = released('1.0');
const second = released('1.1');
const wider = released('1.1', { 'week-4-labs-window-after': 14 });
const narrower = released('1.1', { 'monthly-check-window-after': 2 });
const withoutMonthlyLabs = released('1.1', { 'monthly-labs': false });
const everySecondMonth = {
  ...second,
  requirements: second.requirements.map((one) =>
    one.key === 'monthly-check' ? { ...one, every: { months: 2, days: 0 } } : one,
  ),
};

const safetyPanel = second.requirements.find(({ key }) => key === 'week-4-labs')?.items ?? [];
const lipids = second.requirements.find(({ key }) => key === 'monthly-labs')?.items ?? [];

function treated(more: Partial<PlanFacts> = {}): PlanFacts {
  return planFacts({ enrolled: '2026-01-20', firstDoseOn: day('2026-01-31'), ...more });
}

function occurrenceIn(
  facts: PlanFacts,
  [from, on, to]: readonly [EarlierProtocol['protocol'], string, EarlierProtocol['protocol']],
  key: string,
) {
  const { occurrences } = buildAmendedPlan(to, facts, [{ protocol: from, until: day(on) }]);
  return occurrences.find((one) => one.key === key) ?? null;
}

describe('what only the new version asks for (PHQ-9 came with 1.1)', () => {
  test.each([
    ['baseline-phq-9#1', '2026-06-01', 'superseded'],
    ['phq-9#1', '2026-06-01', 'superseded'],
    ['phq-9#1', '2026-05-15', 'superseded'],
    ['phq-9#1', '2026-05-14', null],
    ['phq-9#2', '2026-06-01', null],
  ])('%s, amended on %s: %s', (key, on, reason) => {
    const found = occurrenceIn(treated(), [first, on, second], key);
    expect(found?.notApplicableReason).toBe(reason);
  });

  test('what is superseded is never missed', () => {
    const found = occurrenceIn(treated(), [first, '2026-06-01', second], 'phq-9#1');
    expect(found && occurrenceState(found, day('2026-12-01'))).toBe('not-applicable');
  });
});

describe('what was settled keeps the judgment of its version', () => {
  const labs = aRecord('lab-report', '2026-03-10', safetyPanel);

  test.each([
    ['2026-03-20', 'after the sample', 'late', '2026-03-07'],
    ['2026-03-09', 'when it was late already', 'late', '2026-03-07'],
    ['2026-03-05', 'while the window was open', 'on-time', '2026-03-14'],
  ])('week 4 labs of March 10, amended to a wider window on %s, %s: %s', (on, _, timing, end) => {
    const found = occurrenceIn(treated({ records: [labs] }), [second, on, wider], 'week-4-labs#1');
    expect(found?.timing).toBe(timing);
    expect(found && datesOf(found).closesOn).toBe(end);
  });

  test('a visit of the time before is judged by its version, however late it is entered', () => {
    const check = aRecord('symptom-check', '2026-04-05', []);
    const found = occurrenceIn(
      treated({ records: [check] }),
      [second, '2026-06-01', narrower],
      'monthly-check#2',
    );
    expect(found?.timing).toBe('on-time');
  });

  test('what was missed stays missed', () => {
    const found = occurrenceIn(treated(), [second, '2026-05-10', narrower], 'monthly-check#2');
    expect(found?.missedFrom && toCivilDate(found.missedFrom)).toBe('2026-04-23');
  });

  test('done under a requirement that the new version no longer has: it stays done', () => {
    const report = aRecord('lab-report', '2026-03-30', lipids);
    const facts = treated({ records: [report] });
    const path = [second, '2026-04-10', withoutMonthlyLabs] as const;
    expect(occurrenceIn(facts, path, 'monthly-labs#1')?.timing).toBe('on-time');
    expect(occurrenceIn(facts, path, 'monthly-labs#2')?.notApplicableReason).toBe('superseded');
  });

  test('late under a requirement that the new version no longer has: missed, and nobody waits', () => {
    const found = occurrenceIn(
      treated(),
      [second, '2026-04-10', withoutMonthlyLabs],
      'monthly-labs#1',
    );
    expect(found && occurrenceState(found, day('2026-04-09'))).toBe('overdue');
    expect(found && occurrenceState(found, day('2026-04-10'))).toBe('missed');
  });

  test('whoever amends is told that what is late by then counts as missed', () => {
    const on = day('2026-04-10');
    const { occurrences: before } = buildAmendedPlan(second, treated(), []);
    const { occurrences: after } = buildAmendedPlan(withoutMonthlyLabs, treated(), [
      { protocol: second, until: on },
    ]);
    const [line] = describeAmendment(
      compareAmended(
        { ...withoutMonthlyLabs, formerRequirements: second.requirements },
        before,
        after,
        on,
      ),
    );
    expect(line).toContain(
      'Monthly lipids and liver tests 1, 31 Mar 2026 (late by now: counts as missed); ' +
        'Monthly lipids and liver tests 2, 30 Apr 2026;',
    );
  });
});

describe('a window that the new version would have closed already', () => {
  test('what was still wanted keeps the window that it had', () => {
    const found = occurrenceIn(treated(), [second, '2026-04-05', narrower], 'monthly-check#2');
    expect(found && datesOf(found)).toMatchObject({
      target: '2026-03-31',
      closesOn: '2026-04-07',
    });
  });

  test('the next one has the new window', () => {
    const found = occurrenceIn(treated(), [second, '2026-04-05', narrower], 'monthly-check#3');
    expect(found && datesOf(found).closesOn).toBe('2026-05-02');
  });
});

describe('another step between repeats', () => {
  const checks = ['2026-02-28', '2026-03-31', '2026-04-30'].map((on) =>
    aRecord('symptom-check', on, []),
  );

  test.each([
    ['monthly-check#3', '2026-04-30', null],
    ['monthly-check#4', '2026-06-30', null],
    ['monthly-check#6', '2026-10-31', null],
    ['monthly-check#7', '2026-08-31', 'superseded'],
  ])('monthly checks become two-monthly on 2026-05-20: %s on %s', (key, target, reason) => {
    const facts = treated({ records: checks });
    const found = occurrenceIn(facts, [second, '2026-05-20', everySecondMonth], key);
    expect(found && datesOf(found).target).toBe(target);
    expect(found?.notApplicableReason).toBe(reason);
  });
});

test('two amendments: each settled thing is judged by the version of its day', () => {
  const labs = aRecord('lab-report', '2026-03-10', safetyPanel);
  const check = aRecord('symptom-check', '2026-04-05', []);
  const { occurrences } = buildAmendedPlan(second, treated({ records: [labs, check] }), [
    { protocol: wider, until: day('2026-03-20') },
    { protocol: narrower, until: day('2026-04-10') },
  ]);
  const timingOf = (key: string) => occurrences.find((one) => one.key === key)?.timing;
  expect(timingOf('week-4-labs#1')).toBe('on-time');
  expect(timingOf('monthly-check#2')).toBe('late');
});
