import { describe, expect, test } from 'vitest';
import {
  baselineResult,
  cumulativeDoseMg,
  ejaculatedSperm,
  hasResponse,
  liveBirth,
  measuredResults,
  ofRetrievals,
  priorRetrievalKind,
  priorSperm,
  responseCategory,
  sufficientSperm,
  timeToFirstMotile,
  transfersToDelivery,
  weightAtStart,
} from '@/lib/export/study-facts';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import {
  aCourse,
  clinicalRecord,
  isotretinoin,
  labReport,
  semen,
} from '@/tests/support/builders/course';
import { studyCase } from '@/tests/support/builders/study-case';

const started = isotretinoin('2026-01-10');
const man = (...records: ClinicalRecord[]) => studyCase(aCourse('2026-01-05', { records }));

const operation = (on: string, content: object) =>
  clinicalRecord('procedure', on, { kind: 'micro-tese', ...content });
const category = (answer: string) =>
  clinicalRecord('finding', '2026-01-05', { finding: 'azoospermia-category', answer });

describe('the category for the response', () => {
  const azoospermia = category('non-obstructive-azoospermia');
  test.each([
    ['nobody has said', [], null],
    ['unknown', [category('unknown')], null],
    ['cryptozoospermia', [category('cryptozoospermia')], 'cryptozoospermia'],
    ['in the past', [category('prior-cryptozoospermia')], 'noa-prior-cryptozoospermia'],
    ['never operated', [azoospermia], null],
    [
      'no sperm, then sperm',
      [
        azoospermia,
        operation('2024-01-01', { spermFound: 'no' }),
        operation('2025-01-01', { kind: 'fna-mapping', spermFound: 'yes' }),
      ],
      'noa-prior-sperm',
    ],
    [
      'no sperm',
      [azoospermia, operation('2024-01-01', { spermFound: 'no' })],
      'noa-prior-no-sperm',
    ],
    ['not stated', [azoospermia, operation('2024-01-01', {})], null],
    [
      'an operation of the study is no prior one',
      [azoospermia, started, operation('2026-05-01', { spermFound: 'yes' })],
      null,
    ],
  ])('%s', (_, records, expected) => {
    expect(responseCategory(man(...records))).toBe(expected);
  });
});

test('the start is the first dose: an operation on that day came before it', () => {
  const onTheDay = operation('2026-01-10', { spermFound: 'yes' });
  expect(priorSperm(man(started, onTheDay))).toBe(true);
  expect(ofRetrievals(man(started, onTheDay), sufficientSperm)).toBeNull();
  // Without a drug the study starts with enrollment.
  expect(priorSperm(man(operation('2026-01-05', { spermFound: 'yes' })))).toBeNull();
});

describe('a blood test before treatment is the newest', () => {
  const voided = clinicalRecord('procedure', '2026-01-06', { kind: 'tesa' }, { voided: true });
  const eggs = clinicalRecord('procedure', '2026-01-06', { kind: 'oocyte-retrieval' });
  test.each([
    ['up to the day of the first dose', [started], 10],
    [
      'up to the first dose, though he was operated before it',
      [operation('2026-01-07', {}), started],
      10,
    ],
    [
      'up to the day of the first operation of a man without a drug',
      [operation('2026-03-01', {})],
      30,
    ],
    [
      'up to the first of several operations',
      [operation('2026-03-01', {}), operation('2026-01-07', {})],
      7,
    ],
    ['up to an operation on the day of enrollment', [operation('2026-01-05', {})], 5],
    ['whatever was done before enrollment', [operation('2025-06-01', {})], 90],
    ['of all where an operation was taken back, or was hers', [voided, eggs], 90],
    ['of all where nothing has been done', [], 90],
  ])('%s', (_, treatment, expected) => {
    const study = man(
      labReport('2026-01-05', { fsh: '5 [IU]/L' }),
      labReport('2026-01-07', { fsh: '7 [IU]/L' }),
      labReport('2026-01-10', { fsh: '10 [IU]/L' }),
      labReport('2026-03-01', { fsh: '30 [IU]/L' }),
      labReport('2026-09-01', { fsh: '90 [IU]/L' }),
      ...treatment,
    );
    expect(baselineResult(measuredResults(study), study, 'fsh')?.value).toBe(expected);
  });
});

test('the kind of the prior retrieval is that of the newest record, else what he said', () => {
  const said = clinicalRecord('finding', '2026-01-05', {
    finding: 'prior-retrieval',
    answer: 'tese',
  });
  expect(priorRetrievalKind(man(said))).toBe('tese');
  expect(priorRetrievalKind(man(said, operation('2024-01-01', {})))).toBe('micro-tese');
  expect(priorRetrievalKind(man(operation('2024-01-01', { kind: 'fna-mapping' })))).toBeNull();
});

test.each([
  [[], null],
  [[{ spermFound: 'no' }], false],
  [[{ spermFound: 'yes' }], null],
  [[{ spermFound: 'no' }, { spermFound: 'yes', sufficientForAllEggs: 'yes' }], true],
])('sperm for every egg of the retrievals %j: %s', (retrievals, expected) => {
  const records = retrievals.map((content, index) => operation(`2026-0${index + 4}-01`, content));
  expect(ofRetrievals(man(started, ...records), sufficientSperm)).toBe(expected);
});

describe('the response', () => {
  const eggs = clinicalRecord('finding', '2026-01-05', { finding: 'egg-number', answer: 8 });
  test.each([
    [
      'two samples with enough sperm',
      [semen('2026-04-10', 'P(20)'), semen('2026-05-08', 'P(20)')],
      true,
      true,
    ],
    ['no sample yet', [], null, null],
  ])('%s', (_, samples, inEjaculate, complete) => {
    const study = man(started, eggs, ...samples);
    expect([ejaculatedSperm(study), hasResponse(study, 'complete')]).toEqual([
      inEjaculate,
      complete,
    ]);
  });
});

describe('the time to the first motile sample', () => {
  test.each([
    ['without a sample there is none', [], null],
    ['a sample that cannot show it says nothing', [semen('2026-04-10', 'X')], null],
    ['before the first dose none counts', [semen('2026-01-08', 'P')], null],
    [
      'it is censored at the last sample',
      [semen('2026-04-10', 'N')],
      { time: 90, happened: false },
    ],
    [
      'it is the first one',
      [semen('2026-04-10', 'N'), semen('2026-07-09', 'P'), semen('2026-10-07', 'P')],
      { time: 180, happened: true },
    ],
  ])('%s', (_, samples, expected) => {
    expect(timeToFirstMotile(man(started, ...samples))).toEqual(expected);
  });
});

describe('transfers and births', () => {
  const cycle = (on: string, outcomes: readonly string[], more: object = {}) =>
    clinicalRecord('icsi-cycle', on, {
      ...more,
      transfers: outcomes.map((outcome, index) => ({
        on: `${on.slice(0, 8)}${10 + index}`,
        embryos: 1,
        origin: 'fresh',
        outcome,
        ...(outcome === 'live-birth' ? { liveBorn: 1 } : {}),
      })),
    });
  test.each([
    ['no cycle', [], null, null],
    ['a cycle of which nothing is recorded', [cycle('2026-03-01', [])], null, null],
    ['a cycle without an embryo', [cycle('2026-03-01', [], { embryos: 0 })], null, false],
    ['awaited', [cycle('2026-03-01', ['awaited'])], null, null],
    [
      'not pregnant, then awaited',
      [cycle('2026-03-01', ['not-pregnant', 'awaited'])],
      [1, false],
      null,
    ],
    [
      'not pregnant twice',
      [cycle('2026-03-01', ['not-pregnant', 'miscarriage'])],
      [2, false],
      false,
    ],
    [
      'born after the second transfer, of the second cycle',
      [cycle('2026-05-01', ['live-birth']), cycle('2026-03-01', ['not-pregnant'])],
      [2, true],
      true,
    ],
    [
      'a cycle before enrollment is none of the study',
      [cycle('2025-03-01', ['live-birth'])],
      null,
      null,
    ],
  ] as const)('%s', (_, cycles, transfers, birth) => {
    const study = man(started, ...cycles);
    const [time, happened] = transfers ?? [];
    expect(transfersToDelivery(study)).toEqual(transfers === null ? null : { time, happened });
    expect(liveBirth(study)).toBe(birth);
  });
});

test('the cumulative dose is what was prescribed, and is not known where the last dose is not', () => {
  const stop = clinicalRecord('stop', '2026-01-19', { reason: 'completed' });
  expect(cumulativeDoseMg(man(started, stop))).toBe(10 * 40);
  expect(cumulativeDoseMg(man())).toBeNull();
  const lost = aCourse('2026-01-05', { records: [started], endedOn: started.on });
  expect(cumulativeDoseMg(studyCase(lost))).toBeNull();
});

test('the weight at the start is the last one up to the first dose', () => {
  const weighed = (on: string, kilograms: number) =>
    clinicalRecord('vital-signs', on, {
      weight: { value: kilograms, unit: 'kg', kilograms, conversionId: 'none' },
      bloodPressure: null,
      confirmed: [],
      note: '',
    });
  const study = man(
    weighed('2026-01-05', 80),
    weighed('2026-01-10', 81),
    weighed('2026-02-10', 90),
    started,
  );
  expect(weightAtStart(study)).toBe(81);
  expect(weightAtStart(man(weighed('2026-01-05', 80)))).toBeNull();
});
