import type { ResponseCase } from '@/tests/support/response-case';

/**
 * The sequences printed in engine §5, with 8 eggs and the first dose on 2026-01-10. Planned semen
 * analyses fall on 04-10, 07-10 and 10-10; a sample of 04-10 asks for a second one from 04-24,
 * ideally on 05-08, until 06-05.
 */
export const printedSequences: readonly ResponseCase[] = [
  {
    rule: 'one motile sample awaits confirmation',
    samples: ['P20 2026-04-10'],
    today: '2026-04-11',
    expected: {
      status: 'awaiting-confirmation',
      best: 'awaiting-confirmation',
      awaitingUntil: '2026-06-05',
      counting: 'a',
      triggers: { a: 'active' },
    },
  },
  {
    rule: 'two sufficient samples four weeks apart are a complete response',
    samples: ['P20 2026-04-10', 'P9 2026-05-08'],
    today: '2026-05-09',
    expected: {
      status: 'complete',
      best: 'complete',
      responseOn: '2026-04-10',
      month: 3,
      pair: 'ab',
      maintained: null,
      notes: [],
      triggers: { a: 'active', b: 'superseded' },
    },
  },
  {
    rule: 'as many normal sperm as eggs are not more than eggs',
    samples: ['P20 2026-04-10', 'P8 2026-05-08'],
    today: '2026-05-09',
    expected: { status: 'reliable-insufficient', responseOn: '2026-04-10', month: 3, pair: 'ab' },
  },
  {
    rule: 'a negative between two motile samples breaks the pair',
    samples: ['P20 2026-04-10', 'N 2026-05-08', 'P20 2026-07-10'],
    today: '2026-07-11',
    expected: {
      status: 'awaiting-confirmation',
      awaitingUntil: '2026-09-04',
      triggers: { a: 'active', c: 'active' },
    },
  },
  {
    rule: 'a sample without an examined pellet neither counts nor breaks',
    samples: ['P20 2026-04-10', 'X 2026-04-30', 'P20 2026-05-08'],
    today: '2026-05-09',
    expected: { status: 'complete', pair: 'ac' },
  },
  {
    rule: 'a later negative marks a complete response as not maintained and does not undo it',
    samples: ['P20 2026-04-10', 'P20 2026-05-08', 'N 2026-07-10'],
    today: '2026-07-11',
    expected: {
      status: 'complete',
      best: 'complete',
      maintained: false,
      notes: ['not-maintained'],
    },
  },
  {
    rule: 'immotile sperm are no response, but are noted',
    samples: ['I 2026-04-10', 'I 2026-05-08'],
    today: '2026-05-09',
    expected: { status: 'no-sperm', notes: ['immotile-only'], triggers: {} },
  },
  {
    rule: 'without a pellet nothing can be told',
    samples: ['X 2026-04-10', 'X 2026-05-08'],
    today: '2026-05-09',
    expected: { status: 'not-evaluable', notes: ['pellet-not-examined'] },
  },
  {
    rule: 'two ejaculates of one morning are not two samples',
    samples: ['P20 2026-04-10 08:00', 'P20 2026-04-10 09:30'],
    today: '2026-04-11',
    expected: {
      status: 'awaiting-confirmation',
      awaitingUntil: '2026-06-05',
      triggers: { a: 'active', b: 'superseded' },
    },
  },
  {
    rule: 'more eggs later do not undo a complete response',
    samples: ['P20 2026-04-10', 'P9 2026-05-08'],
    eggs: ['8', '18 2026-05-09'],
    today: '2026-08-01',
    expected: { status: 'complete', best: 'complete' },
  },
];
