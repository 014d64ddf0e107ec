import { describe, expect, test } from 'vitest';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { summarizeCourse } from '@/lib/course/summarize-course';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { partOf, scheduleRows } from '@/lib/timeline/schedule-rows';
import { semenRows } from '@/lib/timeline/semen-rows';
import { aCourse, clinicalRecord, isotretinoin, semen } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

const protocol = compiled('isotretinoin-noa');

function chartOf(records: readonly ClinicalRecord[], today: string) {
  const course = aCourse('2026-01-05', { records });
  const evaluation = evaluateCourse(protocol, course, day(today));
  return { evaluation, summary: summarizeCourse(protocol, course, evaluation, day(today)) };
}

const eggs = clinicalRecord('finding', '2026-01-05', { finding: 'egg-number', answer: 8 });
const dose = isotretinoin('2026-01-10');

describe('the head of a chart', () => {
  test('says until when a second sample confirms', () => {
    const { summary } = chartOf([eggs, dose, semen('2026-04-10', 'P(20)')], '2026-04-20');
    expect(summary.time).toEqual({ month: 3, day: 101 });
    expect(summary.therapy).toEqual(['Isotretinoin 20 mg twice daily']);
    expect(summary.response.status).toBe('Awaiting confirmation');
    expect(summary.response.confidence[0]).toBe('Second sample by 5 Jun 2026.');
  });

  test('dates a complete response by its first sample', () => {
    const samples = [semen('2026-04-10', 'P(20)'), semen('2026-05-08', 'P(9)')];
    const { summary } = chartOf([eggs, dose, ...samples], '2026-05-20');
    expect(summary.response).toEqual({
      status: 'Complete response',
      confidence: ['Response on 10 Apr 2026 (month 3).'],
    });
  });

  test('names the end of therapy and the blood-donation embargo, until it has passed', () => {
    const stop = clinicalRecord('stop', '2026-06-30', { reason: 'adverse-event' });
    const during = chartOf([dose, stop], '2026-07-30').summary;
    expect(during.therapy).toEqual(['stopped 30 Jun 2026 (adverse event)']);
    expect(during.embargoUntil && toCivilDate(during.embargoUntil)).toBe('2026-07-30');
    expect(chartOf([dose, stop], '2026-07-31').summary.embargoUntil).toBeNull();
  });

  test('keeps the dose beside a hold', () => {
    const hold = clinicalRecord('hold', '2026-03-01', { reason: 'adverse-event' });
    expect(chartOf([dose, hold], '2026-03-10').summary.therapy).toEqual([
      'Isotretinoin 20 mg twice daily',
      'on hold since 1 Mar 2026',
    ]);
  });

  test('puts what is overdue before what is due and what comes', () => {
    const { summary } = chartOf([dose], '2026-02-20');
    const order = ['overdue', 'due', 'upcoming'];
    const ranks = summary.due.map(({ state }) => order.indexOf(state));
    expect(ranks).toEqual(ranks.toSorted());
    expect(summary.due[0]).toMatchObject({ state: 'overdue', title: 'Week 4 labs' });
  });
});

describe('the schedule', () => {
  const { evaluation } = chartOf([dose], '2026-02-20');
  const rows = scheduleRows(protocol, evaluation.plan, day('2026-02-20'));

  test('holds each item once, by date', () => {
    expect(rows.map(({ key }) => key).sort()).toEqual(
      evaluation.plan.occurrences.map(({ key }) => key).sort(),
    );
    const dates = rows.map(({ actual, planned }) => actual ?? planned ?? '9999');
    expect(dates).toEqual(dates.toSorted());
  });

  test('lets a person change what is dated and not done, and nothing else', () => {
    for (const { mayChange, actual, target, state } of rows) {
      expect(mayChange).toBe(actual === null && target !== null && state !== 'not-applicable');
    }
  });

  test.each([
    ['done', 'done'],
    ['waived', 'left-out'],
    ['not-applicable', 'left-out'],
    ['pending', 'open'],
    ['missed', 'open'],
  ] as const)('counts %s as %s', (state, part) => {
    expect(partOf({ state })).toBe(part);
  });
});

test('a semen analysis says what it is for the response, and never turns unknown into zero', () => {
  const samples = [
    semen('2025-12-01', 'P(20)', { id: 'before' }),
    semen('2026-04-10', 'P(20)', { id: 'first' }),
    semen('2026-05-08', 'P(9)', { id: 'second' }),
    semen('2026-07-10', 'X', { id: 'unexamined' }),
  ];
  const { evaluation } = chartOf([eggs, dose, ...samples], '2026-07-20');
  const rows = semenRows(samples, evaluation.response, day('2026-01-10'));
  expect(rows.map(({ recordId, role }) => [recordId, role])).toEqual([
    ['unexamined', 'counts'],
    ['second', 'second of the pair'],
    ['first', 'first of the pair'],
    ['before', 'does not count: before therapy'],
  ]);
  expect(rows[0]).toMatchObject({
    result: 'Not evaluable: pellet not examined',
    pellet: 'not examined',
    totalMotileCount: null,
    studyDay: 182,
  });
});
