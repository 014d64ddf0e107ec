import { describe, expect, test } from 'vitest';
import type { Flow, FlowBox } from '@/lib/analysis/flow';
import { isEverybodyEnrolled } from '@/lib/analysis/flow-scope';
import {
  flowNumbers,
  forestNumbers,
  kaplanMeierNumbers,
  labNumbers,
  tmcNumbers,
} from '@/lib/analysis/pictures/picture-numbers';
import { tmcByResponder } from '@/lib/analysis/pictures/tmc-by-responder';
import type { Condition } from '@/lib/cohort/condition';

const box = (key: string, count: number, more: Partial<FlowBox> = {}): FlowBox => ({
  key,
  branch: key,
  label: key,
  count,
  lines: [],
  beside: [],
  below: [],
  ...more,
});

describe('the numbers of a picture as a table', () => {
  test('a flow: each box under the one that it is a part of, its lines as well', () => {
    const flow: Flow = {
      root: box('Enrolled', 31, {
        beside: [box('Ended early', 1, { lines: [{ key: 'a', label: 'Anxiety', count: 1 }] })],
        below: [box('Completed', 30)],
      }),
      joined: { from: ['Completed'], box: box('Retrieved', 6) },
    };
    const { rows } = flowNumbers(flow, ({ count }) => String(count));
    expect(rows.map(({ indent, cells }) => [indent, ...cells])).toEqual([
      [0, 'Enrolled', '31', 'everybody here'],
      [1, 'Ended early', '1', 'Enrolled'],
      [2, 'Anxiety', '1', 'Ended early'],
      [1, 'Completed', '30', 'Enrolled'],
      [0, 'Retrieved', '6', 'everybody here'],
    ]);
  });

  test('TMC: what is no number is counted in a column of its own', () => {
    const view = tmcByResponder(
      [
        { subject: 'A', tmcResponse: 12345 },
        { subject: 'B', tmcResponse: null },
      ],
      [
        { subject: 'A', studyDay: 90, result: 'motile', tmc: 12345 },
        { subject: 'B', studyDay: 60, result: 'none', tmc: null },
      ],
    );
    expect(view && tmcNumbers(view).rows.map(({ cells }) => cells)).toEqual([
      ['A', '12,300', '12,300 (90)', '0'],
      ['B', 'not computable', 'none', '1'],
    ]);
  });

  test('curves: shares in percent; limits that nobody is left to give are said', () => {
    const point = { time: 90, atRisk: 4, events: 1, censored: 0, cumulative: 0.25 };
    const numbers = kaplanMeierNumbers(
      {
        times: [0, 90],
        logRank: { kind: 'cannot-say', reason: 'one-group' },
        curves: [
          {
            key: 'all',
            label: 'All men',
            men: 4,
            events: 1,
            atRisk: [],
            median: { kind: 'cannot-say', reason: 'not-reached' },
            points: [
              { ...point, low: 0.04, high: 0.87 },
              { ...point, time: 200, low: null, high: null },
            ],
          },
        ],
      },
      'Days',
    );
    expect(numbers.rows.map(({ cells }) => cells)).toEqual([
      ['All men', '90', '4', '1', '0', '25.0%', '4.0% to 87.0%'],
      ['All men', '200', '4', '1', '0', '25.0%', 'nobody left to say'],
    ]);
  });

  test('odds ratios: a missing one says why', () => {
    const row = { label: 'Crude', method: 'Wald', origin: 'snapshot' } as const;
    const numbers = forestNumbers(
      {
        axis: [1, 2],
        rows: [
          { ...row, key: 'a', ratio: { kind: 'ratio', value: 1.872, low: 1.22, high: 2.92 } },
          { ...row, key: 'b', ratio: { kind: 'cannot-say', reason: 'separation' } },
        ],
      },
      (reason) => `because of ${reason}`,
    );
    expect(numbers.rows.map(({ cells }) => cells)).toEqual([
      ['Crude', 'Wald', '1.87', '1.22', '2.92'],
      ['Crude', 'Wald', 'because of separation', '', ''],
    ]);
  });

  test('laboratory: means first, then each man drawn; a man without a pair says so', () => {
    const panel = (key: string, subjects: readonly string[]) => ({
      key,
      label: key,
      unit: 'U/L',
      lines: subjects.map((subject) => ({ subject, before: 23.000000001, after: 28 })),
      pairs: 2,
      before: { mean: 23.04, sd: 8.72 },
      after: { mean: 28.2, sd: null },
      axis: [0, 20, 40],
    });
    expect(
      labNumbers([panel('AST', ['B', 'A']), panel('ALT', ['A'])]).rows.map((it) => it.cells),
    ).toEqual([
      ['Mean ± SD before', '23.0 ± 8.7', '23.0 ± 8.7'],
      ['Mean ± SD on treatment', '28.2', '28.2'],
      ['A', '23 → 28', '23 → 28'],
      ['B', '23 → 28', 'no pair'],
    ]);
  });
});

describe('the screening log stands above', () => {
  const group: Condition = { variable: 'cohort-tag', operator: 'any-of', values: ['S1'] };
  const age: Condition = { variable: 'age-at-consent', operator: 'at-least', value: 35 };

  test.each<[string, Condition, boolean]>([
    ['everybody enrolled', { all: [] }, true],
    ['a group of the enrolled', { all: [group] }, true],
    ['a group within groups', { all: [{ all: [group] }, group] }, true],
    ['men of an age', { all: [group, age] }, false],
    ['men not of a group', { not: group }, false],
    ['a group or men of an age', { any: [group, age] }, false],
  ])('%s: %j is %s', (_who, condition, isAbove) => {
    expect(isEverybodyEnrolled(condition)).toBe(isAbove);
  });
});
