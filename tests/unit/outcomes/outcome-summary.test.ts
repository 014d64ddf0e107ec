import { describe, expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { type Arm, outcomeCaseOf } from '@/lib/outcomes/outcome-case';
import { type OutcomeSummary, summarizeOutcomes } from '@/lib/outcomes/outcome-summary';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { cycle, microTese, outcomeCase } from '@/tests/support/builders/outcome-case';

const drug: Arm = { key: 'drug', title: 'Drug', treated: true };
const none: Arm = { key: 'none', title: 'No drug', treated: false };

function lineOf(summary: OutcomeSummary, label: string, denominator?: string) {
  return summary.sections
    .flatMap(({ lines }) => lines)
    .find((one) => one.label === label && (!denominator || one.denominator === denominator));
}

/** "3/4" for each column of a line. */
function sharesOf(summary: OutcomeSummary, label: string, denominator?: string): string[] {
  const line = lineOf(summary, label, denominator);
  return (line?.shares ?? []).map(({ count, of }) => `${count}/${of}`);
}

describe('the outcome table', () => {
  test('puts completers beside everybody enrolled: the man who left counts in intention to treat only', () => {
    const men = [
      outcomeCase({ bestResponse: 'complete' }),
      outcomeCase(),
      outcomeCase({ status: 'withdrawn', endCategory: 'adverse-event', bestResponse: 'no-sperm' }),
      outcomeCase({ status: 'active', bestResponse: 'complete' }),
    ];
    const summary = summarizeOutcomes([drug], men);
    expect(summary.columns).toEqual([
      { arm: 'Drug', population: 'intention-to-treat', men: 4 },
      { arm: 'Drug', population: 'completers', men: 2 },
    ]);
    expect(sharesOf(summary, 'Complete response')).toEqual(['2/4', '1/2']);
    expect(sharesOf(summary, 'No response')).toEqual(['1/4', '1/2']);
    expect(summary.active).toBe(1);
  });

  test('sets all arms before each arm where there are several', () => {
    const men = [outcomeCase(), outcomeCase({ arm: 'none', firstDoseOn: null })];
    const { columns } = summarizeOutcomes([drug, none], men);
    expect(columns.map(({ arm, men: count }) => `${arm} ${count}`)).toEqual([
      'All arms 2',
      'All arms 2',
      'Drug 1',
      'Drug 1',
      'No drug 1',
      'No drug 1',
    ]);
  });

  test('keeps a man of an arm that the newest version no longer has', () => {
    const { columns } = summarizeOutcomes([drug], [outcomeCase({ arm: 'former' })]);
    expect(columns.map(({ arm, men }) => `${arm} ${men}`)).toEqual([
      'All arms 1',
      'All arms 1',
      'Drug 0',
      'Drug 0',
      'former 1',
      'former 1',
    ]);
  });
});

describe('retrieval', () => {
  const found = microTese({ spermFound: 'yes', sufficientForAllEggs: 'yes', cryopreserved: 'no' });
  const notFound = microTese({ spermFound: 'no' });
  const unknown = microTese({ spermFound: 'unknown' });

  const men = [
    outcomeCase({ bestResponse: 'ejaculated-sperm' }),
    outcomeCase({ bestResponse: 'retrieved', retrievals: [notFound, found] }),
    outcomeCase({ bestResponse: 'not-retrieved', retrievals: [notFound] }),
    outcomeCase({ bestResponse: 'not-evaluable', retrievals: [unknown] }),
    outcomeCase({ firstDoseOn: null }),
  ];
  const summary = summarizeOutcomes([drug], men);

  test.each([
    ['Operated', 'enrolled or completed', '3/5'],
    ['Sperm found', 'men operated', '1/3'],
    ['Sperm found: not recorded', 'men operated', '1/3'],
    ['Sperm found', 'men treated', '1/4'],
    ['Sperm ejaculated or retrieved', 'men treated', '2/4'],
    ['Sperm enough for every egg', 'men operated', '1/3'],
    ['Sperm frozen', 'men operated', '0/3'],
  ])('%s is counted among %s: %s', (label, denominator, share) => {
    expect(sharesOf(summary, label, denominator)[0]).toBe(share);
  });
});

describe('what nobody recorded', () => {
  const men = [
    outcomeCase({
      retrievals: [microTese({ spermFound: 'yes', cryopreserved: 'unknown' })],
      cycles: [cycle({ eggsRetrieved: 8 })],
    }),
    outcomeCase({ retrievals: [microTese({ spermFound: 'no', cryopreserved: 'unknown' })] }),
  ];
  const summary = summarizeOutcomes([drug], men);

  test.each([
    ['Sperm found', 'men operated', 2],
    ['Sperm frozen', 'men operated', 0],
    ['ICSI cycle', 'men with sperm retrieved', 1],
    ['Embryo transfer', 'men with an ICSI cycle', 0],
    ['Live birth', 'men with an ICSI cycle', 0],
    ['Live birth', 'men with sperm retrieved and an ICSI cycle', 0],
  ])(
    '%s of %s is answered for %i men, so that none is not called zero',
    (label, denominator, recorded) => {
      expect(lineOf(summary, label, denominator)?.shares[0]?.recorded).toBe(recorded);
    },
  );

  test('is counted, as a transfer that no cycle speaks of', () => {
    expect(sharesOf(summary, 'Embryo transfer: not recorded')[0]).toBe('1/1');
  });
});

describe('cycles', () => {
  const born = cycle({
    eggsRetrieved: 12,
    embryos: 4,
    euploid: 2,
    transfers: [
      { on: '2026-03-01', embryos: 1, origin: 'fresh', outcome: 'not-pregnant' },
      { on: '2026-05-01', embryos: 1, origin: 'frozen', outcome: 'live-birth', liveBorn: 2 },
    ],
  });
  const awaited = cycle({ transfers: [{ on: '2026-06-01', embryos: 1, origin: 'fresh' }] });
  const noTransfer = cycle({ eggsRetrieved: 3, embryos: 0 });
  const men = [
    outcomeCase({ bestResponse: 'complete', cycles: [noTransfer, born] }),
    outcomeCase({ bestResponse: 'complete', cycles: [noTransfer] }),
    outcomeCase({ bestResponse: 'partial', cycles: [awaited] }),
    outcomeCase(),
  ];
  const summary = summarizeOutcomes([drug], men);

  test.each([
    ['ICSI cycle', '3/4'],
    ['Embryo transfer', '2/3'],
    ['Clinical pregnancy', '1/3'],
    ['Live birth', '1/3'],
    ['Transfer awaited or pregnancy ongoing', '1/3'],
  ])('%s: %s men', (label, share) => {
    expect(sharesOf(summary, label)[0]).toBe(share);
  });

  test('are summed by best response and for everybody; twins are one live birth', () => {
    expect(
      summary.cycles.map(({ label, men: count, menWithCycle, totals }) => [
        label,
        count,
        menWithCycle,
        totals.cycles,
        totals.euploid,
        totals.transfers,
        totals.liveBirths,
        totals.liveBorn,
      ]),
    ).toEqual([
      ['Complete response', 2, 2, 3, 2, 2, 1, 2],
      ['Partial response', 1, 1, 1, 0, 1, 0, 0],
      ['All men enrolled', 4, 3, 4, 2, 3, 1, 2],
    ]);
  });

  test('say in how many of them each number is recorded: unknown is not zero', () => {
    expect(summary.cycles.map(({ stated }) => stated)).toMatchObject([
      { eggs: 3, mature: 0, euploid: 1 },
      { eggs: 0, mature: 0, euploid: 0 },
      { eggs: 3, mature: 0, embryos: 3, euploid: 1 },
    ]);
  });

  test('are not tabulated where there is none', () => {
    expect(summarizeOutcomes([drug], [outcomeCase()]).cycles).toEqual([]);
  });
});

describe('what counts as an outcome', () => {
  const record = (
    part: Pick<ClinicalRecord, 'id' | 'kind' | 'content'> & { on: string; voided?: boolean },
  ) =>
    ({
      time: null,
      source: null,
      voided: false,
      results: [],
      ...part,
      on: toDay(civilDate(part.on)),
    }) as ClinicalRecord;
  const operation = (id: string, on: string, voided = false) =>
    record({
      id,
      kind: 'procedure',
      on,
      voided,
      content: microTese({ spermFound: 'yes' }),
    });
  const facts = {
    arm: 'drug',
    status: 'completed',
    endCategory: null,
    endAdverseEvent: null,
    enrolledOn: toDay(civilDate('2026-01-05')),
    bestResponse: 'retrieved',
  } as const;
  const dose = record({
    id: 'dose',
    kind: 'dose',
    on: '2026-01-10',
    content: {
      drug: 'isotretinoin',
      amount: 20,
      unit: 'mg',
      route: 'oral',
      timesPerDay: 2,
      everyDays: 1,
      startsAfterDays: 0,
      reason: '',
    },
  });

  test.each([
    ['on drug, what came after the first dose', [dose], ['2026-01-10', '2026-01-11'], 1],
    ['without a drug, what came from enrollment on', [], ['2026-01-04', '2026-01-05'], 1],
  ])('%s', (_rule, doses, days, expected) => {
    const records = [...doses, ...days.map((on) => operation(on, on))];
    expect(outcomeCaseOf({ ...facts, records }).retrievals).toHaveLength(expected);
  });

  test('a voided operation does not count', () => {
    const records = [operation('a', '2026-02-01', true)];
    expect(outcomeCaseOf({ ...facts, records }).retrievals).toEqual([]);
  });
});
