import { expect, test } from 'vitest';
import { supplyStateOn } from '@/lib/course/supply-state';
import { therapyOf } from '@/lib/course/therapy';
import { clinicalRecord } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const dose = clinicalRecord('dose', '2026-01-10', {
  drug: 'isotretinoin',
  amount: 20,
  unit: 'mg',
  route: 'oral',
  timesPerDay: 2,
  everyDays: 1,
});
const hold = clinicalRecord('hold', '2026-07-01', { reason: 'supply' });
const stop = clinicalRecord('stop', '2026-07-12', { reason: 'physician-decision' });

const signed = (chosen: string) => ({
  decisions: [
    {
      id: 'month-6',
      key: 'month-6-review',
      chosen,
      effectiveOn: day('2026-07-10'),
      decidedOn: day('2026-07-08'),
      recordId: null,
    },
  ],
});

test.each([
  ['before the first dose', signed('continue'), [], '2026-01-05', 'in-progress'],
  ['on therapy', signed('continue'), [dose], '2026-07-11', 'in-progress'],
  [
    'the day before a signed stop takes effect',
    signed('stop'),
    [dose],
    '2026-07-09',
    'in-progress',
  ],
  ['the day on which it takes effect', signed('stop'), [dose], '2026-07-10', 'stop-signed'],
  ['on hold', signed('stop'), [dose, hold], '2026-07-11', 'on-hold'],
  ['after the recorded last dose', signed('stop'), [dose, stop], '2026-07-13', 'stopped'],
] as const)('%s', (_when, course, records, on, state) => {
  expect(supplyStateOn(course, therapyOf([...records]), day(on))).toBe(state);
});
