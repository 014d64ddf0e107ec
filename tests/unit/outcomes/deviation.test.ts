import { describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import {
  daysOutside,
  describeDeviation,
  describeReason,
  deviationKindsOf,
  type JudgedOccurrence,
} from '@/lib/outcomes/deviation';
import { deviationHref, readDeviationSearch } from '@/lib/outcomes/deviation-search';

const window = { opensOn: civilDate('2026-03-01'), closesOn: civilDate('2026-03-31') };

function occurrence(change: Partial<JudgedOccurrence>): JudgedOccurrence {
  return {
    state: 'done',
    timing: null,
    offPlan: false,
    ...window,
    actualOn: null,
    closedOn: null,
    reason: null,
    ...change,
  };
}

const rows: readonly (readonly [string, Partial<JudgedOccurrence>, string, string, string])[] = [
  [
    'done in the window is no deviation',
    { timing: 'on-time', actualOn: civilDate('2026-03-31') },
    '',
    'as planned',
    'no reason recorded',
  ],
  [
    'done before the window is early',
    { timing: 'early', actualOn: civilDate('2026-02-24'), reason: 'Leaves town' },
    'early',
    '5 d before the window opened on 2026-03-01',
    'Leaves town',
  ],
  [
    'done after the window is late',
    { timing: 'late', actualOn: civilDate('2026-04-12') },
    'late',
    '12 d after the window closed on 2026-03-31',
    'no reason recorded',
  ],
  [
    'what nobody did is missed, and its reason is asked',
    { state: 'missed' },
    'missed',
    'not done, window closed on 2026-03-31',
    'reason asked',
  ],
  [
    'what a person closed is closed, not missed',
    { state: 'missed', closedOn: civilDate('2026-04-02'), reason: 'Sample lost' },
    'closed',
    'closed on 2026-04-02 without being complete',
    'Sample lost',
  ],
  [
    'what a person waived is waived',
    { state: 'waived', reason: 'Will be abroad' },
    'waived',
    'not asked of this man',
    'Will be abroad',
  ],
  [
    'a record that a person chose is off plan, whenever it was',
    { timing: 'late', offPlan: true, actualOn: civilDate('2026-04-01') },
    'late off-plan',
    '1 d after the window closed on 2026-03-31',
    'no reason recorded',
  ],
  [
    'what is overdue can still be done',
    { state: 'overdue' },
    '',
    'as planned',
    'no reason recorded',
  ],
];

describe('a deviation', () => {
  test.each(rows)('%s', (_rule, change, kinds, description, reason) => {
    const judged = occurrence(change);
    expect(deviationKindsOf(judged).join(' ')).toBe(kinds);
    expect([describeDeviation(judged), describeReason(judged)]).toEqual([description, reason]);
  });

  test.each([
    ['2026-02-24', -5],
    ['2026-03-01', 0],
    ['2026-03-31', 0],
    ['2026-04-12', 12],
  ])('done on %s is %i days outside its window', (on, days) => {
    expect(daysOutside({ ...window, actualOn: civilDate(on) })).toBe(days);
  });

  test('without an end of the window nothing is late', () => {
    expect(daysOutside({ ...window, closesOn: null, actualOn: civilDate('2027-01-01') })).toBe(0);
  });
});

test('the address of the report keeps its filters and forgets what is not one', () => {
  const search = readDeviationSearch({ kind: 'late', from: '2026-02-30', requirement: 'semen' });
  expect(search).toMatchObject({ kind: 'late', from: null, requirement: 'semen', page: 1 });
  expect(deviationHref(search, 2)).toBe('/deviations?requirement=semen&kind=late&page=2');
});
