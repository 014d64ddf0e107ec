import { describe, expect, test } from 'vitest';
import { type CycleTotals, cycleTotals } from '@/lib/records/cycle-totals';
import {
  type IcsiCycleInput,
  icsiCycleContentSchema,
  pregnanciesOf,
} from '@/lib/records/icsi-cycle';
import { recordEntrySchema } from '@/lib/records/record-entry';

type TransferInput = NonNullable<IcsiCycleInput['transfers']>[number];

const transfer = (fields: Partial<TransferInput> = {}): TransferInput => ({
  on: '2026-03-04',
  embryos: 1,
  origin: 'fresh',
  ...fields,
});

function refusals(cycle: IcsiCycleInput) {
  const issues = icsiCycleContentSchema.safeParse(cycle).error?.issues ?? [];
  return issues.map(({ path, message }) => [path.join('.'), message]);
}

describe('icsiCycleContentSchema', () => {
  test('what is not stated is unknown, and a new transfer awaits its outcome', () => {
    const blank = { eggsRetrieved: '', transfers: [transfer({ outcomeOn: '', liveBorn: '' })] };
    expect(icsiCycleContentSchema.parse(blank)).toEqual({
      partnerId: null,
      spermSource: 'unknown',
      eggsRetrieved: null,
      eggsMature: null,
      fertilized: null,
      embryos: null,
      embryosFrozen: null,
      euploid: null,
      transfers: [
        {
          on: '2026-03-04',
          embryos: 1,
          origin: 'fresh',
          stage: 'unknown',
          biochemicalPregnancy: 'unknown',
          clinicalPregnancy: 'unknown',
          outcome: 'awaited',
          outcomeOn: null,
          liveBorn: null,
        },
      ],
      note: '',
    });
  });

  const cases: [rule: string, cycle: IcsiCycleInput, refusals: [string, string][]][] = [
    [
      'mature eggs are among those retrieved',
      { eggsRetrieved: 8, eggsMature: 9 },
      [['eggsMature', 'There cannot be more mature eggs than eggs (8).']],
    ],
    [
      'fertilized eggs are among the mature ones',
      { eggsRetrieved: 8, eggsMature: 6, fertilized: 7 },
      [['fertilized', 'There cannot be more fertilized eggs than mature eggs (6).']],
    ],
    [
      'there are no more embryos than eggs, whatever lies between is not recorded',
      { eggsRetrieved: 4, embryos: 5 },
      [['embryos', 'There cannot be more embryos than eggs (4).']],
    ],
    [
      'euploid and frozen embryos are among the embryos',
      { embryos: 2, euploid: 3, embryosFrozen: 3 },
      [
        ['embryosFrozen', 'There cannot be more frozen embryos than embryos (2).'],
        ['euploid', 'There cannot be more euploid embryos than embryos (2).'],
      ],
    ],
    [
      'all transfers together do not exceed the embryos',
      { embryos: 2, transfers: [transfer({ embryos: 2 }), transfer({ origin: 'frozen' })] },
      [['transfers.1.embryos', '3 transferred in all is more than the embryos (2).']],
    ],
    [
      'what was thawed had been frozen',
      { embryos: 4, embryosFrozen: 1, transfers: [transfer({ origin: 'frozen', embryos: 2 })] },
      [['transfers.0.embryos', '2 thawed is more than were frozen (1).']],
    ],
    [
      'what was frozen is not transferred fresh',
      { embryos: 4, embryosFrozen: 3, transfers: [transfer({ embryos: 2 })] },
      [['transfers.0.embryos', '2 transferred fresh and 3 frozen is more than the embryos (4).']],
    ],
    [
      'a transfer needs embryos',
      { transfers: [transfer({ embryos: '' })] },
      [['transfers.0.embryos', 'Enter the number of embryos transferred.']],
    ],
    [
      'a clinical pregnancy is a biochemical one',
      { transfers: [transfer({ biochemicalPregnancy: 'no', clinicalPregnancy: 'yes' })] },
      [['transfers.0.biochemicalPregnancy', 'A clinical pregnancy is a biochemical one first.']],
    ],
    [
      'no pregnancy contradicts a clinical one',
      { transfers: [transfer({ clinicalPregnancy: 'yes', outcome: 'not-pregnant' })] },
      [['transfers.0.clinicalPregnancy', 'The outcome "Not pregnant" says otherwise.']],
    ],
    [
      'a miscarriage is of a clinical pregnancy',
      { transfers: [transfer({ clinicalPregnancy: 'no', outcome: 'miscarriage' })] },
      [['transfers.0.clinicalPregnancy', 'The outcome "Miscarriage" says otherwise.']],
    ],
    [
      'an awaited outcome has no date',
      { transfers: [transfer({ outcomeOn: '2026-04-01' })] },
      [['transfers.0.outcome', 'It has a date, 2026-04-01, so say what came about.']],
    ],
    [
      'an outcome does not precede its transfer',
      { transfers: [transfer({ outcome: 'not-pregnant', outcomeOn: '2026-03-03' })] },
      [
        [
          'transfers.0.outcomeOn',
          'The transfer was on 2026-03-04; its outcome cannot be before that.',
        ],
      ],
    ],
    [
      'a live birth has a child',
      { transfers: [transfer({ outcome: 'live-birth', liveBorn: 0 })] },
      [['transfers.0.liveBorn', 'Enter the number of children born alive, at least 1.']],
    ],
    [
      'a child born alive is a live birth',
      { transfers: [transfer({ outcome: 'ongoing', liveBorn: 1 })] },
      [['transfers.0.outcome', 'Children born alive are a live birth.']],
    ],
  ];
  test.each(cases)('%s', (_rule, cycle, expected) => {
    expect(refusals(cycle)).toEqual(expected);
  });
});

test('a transfer before the oocyte retrieval is refused at its date', () => {
  const entry = (on: string) =>
    recordEntrySchema.safeParse({
      kind: 'icsi-cycle',
      on,
      content: { transfers: [transfer({ on: '2026-03-04' })] },
    });
  expect(entry('2026-03-04').success).toBe(true);
  expect(entry('2026-03-05').error?.issues).toMatchObject([
    {
      path: ['content', 'transfers', 0, 'on'],
      message: 'The eggs were retrieved on 2026-03-05; a transfer cannot be before that.',
    },
  ]);
});

test.each([
  ['a live birth implies both pregnancies', 'live-birth', 'unknown', 'unknown', 'yes', 'yes'],
  ['not pregnant denies both', 'not-pregnant', 'unknown', 'unknown', 'no', 'no'],
  ['an awaited outcome says what was stated', 'awaited', 'yes', 'unknown', 'yes', 'unknown'],
  ['a clinical pregnancy implies the test', 'awaited', 'unknown', 'yes', 'yes', 'yes'],
] as const)('%s', (_rule, outcome, biochemicalPregnancy, clinicalPregnancy, test1, scan) => {
  expect(pregnanciesOf({ outcome, biochemicalPregnancy, clinicalPregnancy })).toEqual({
    biochemical: test1,
    clinical: scan,
  });
});

test('totals count deliveries and children apart, and nothing that is not recorded', () => {
  const cycles = [
    icsiCycleContentSchema.parse({
      eggsRetrieved: 9,
      eggsMature: 7,
      fertilized: 5,
      embryos: 4,
      euploid: 2,
      transfers: [
        transfer({ outcome: 'miscarriage' }),
        transfer({ origin: 'frozen', outcome: 'live-birth', liveBorn: 2 }),
      ],
    }),
    icsiCycleContentSchema.parse({ transfers: [transfer({ outcome: 'biochemical-only' })] }),
  ];
  expect(cycleTotals(cycles)).toEqual({
    cycles: 2,
    eggs: 9,
    mature: 7,
    fertilized: 5,
    embryos: 4,
    euploid: 2,
    transfers: 3,
    biochemical: 3,
    clinical: 2,
    miscarriages: 1,
    liveBirths: 1,
    liveBorn: 2,
  } satisfies CycleTotals);
});
