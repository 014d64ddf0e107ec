import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, toCivilDate } from '@/lib/dates/civil-date';
import type { TriggerSample } from '@/lib/response/confirmation-triggers';
import type { ResponseStatus } from '@/lib/response/response';
import { day, type ResponseCase, runCase, sampleOf } from '@/tests/support/response-case';

const runs = { numRuns: 400 };
const firstDose = day('2026-01-10');

/** A sample of any kind on some day from shortly before the first dose to a year after it. */
const sampleText = fc
  .record({
    kind: fc.constantFrom('P20', 'P20', 'P5', 'P?', 'N', 'N', 'X', 'I'),
    dayOnDrug: fc.integer({ min: -10, max: 365 }),
    time: fc.constantFrom('', ' 08:00', ' 09:30'),
  })
  .map(
    ({ kind, dayOnDrug, time }) => `${kind} ${toCivilDate(addDays(firstDose, dayOnDrug))}${time}`,
  );

const history = fc.record({
  samples: fc.array(sampleText, { minLength: 1, maxLength: 9 }),
  lastDose: fc.option(fc.integer({ min: 30, max: 300 }), { nil: undefined }),
  eggs: fc.constantFrom(['8'], ['8', '25 2026-06-01'], []),
  retrievalOn: fc.option(fc.integer({ min: 1, max: 330 }), { nil: undefined }),
});
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

function caseOf({ samples, lastDose, eggs, retrievalOn }: History): ResponseCase {
  const on = (days: number) => toCivilDate(addDays(firstDose, days));
  return {
    rule: 'random',
    samples,
    eggs,
    today: on(500),
    ...(lastDose === undefined ? {} : { lastDose: on(lastDose) }),
    procedures:
      retrievalOn === undefined
        ? []
        : [
            {
              kind: 'micro-tese',
              spermFound: 'yes',
              sufficientForAllEggs: 'yes',
              on: on(retrievalOn),
            },
          ],
    expected: { status: 'not-evaluable' },
  };
}

const ranks: Partial<Record<ResponseStatus, number>> = {
  complete: 5,
  'provisional-complete': 4,
  'reliable-insufficient': 3,
  partial: 2,
  'awaiting-confirmation': 1,
  unconfirmed: 1,
};
const rankOf = (status: ResponseStatus) => ranks[status] ?? 0;

function run(history: History, samples?: readonly TriggerSample[]) {
  return samples ? runCase(caseOf(history), [...samples]) : runCase(caseOf(history));
}

describe('evaluateResponse', () => {
  test('the order in which samples are entered changes nothing', () => {
    fc.assert(
      fc.property(history, fc.func(fc.integer()), (one, keyOf) => {
        const samples = one.samples.map(sampleOf);
        const shuffled = [...samples].sort((a, b) => keyOf(a.id) - keyOf(b.id));
        expect(run(one, shuffled)).toEqual(run(one, samples));
      }),
      runs,
    );
  });

  test('a sample that cannot be evaluated changes neither status nor pair', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 365 }), (one, dayOnDrug) => {
        const samples = one.samples.map(sampleOf);
        const unread = sampleOf(`X ${toCivilDate(addDays(firstDose, dayOnDrug))}`, samples.length);
        const before = run(one, samples).response;
        const after = run(one, [...samples, unread]).response;
        expect([after.bestResponse, after.currentStatus, after.pair, after.maintained]).toEqual([
          before.bestResponse,
          before.currentStatus,
          before.pair,
          before.maintained,
        ]);
      }),
      runs,
    );
  });

  test('a later sample never undoes the best response', () => {
    fc.assert(
      fc.property(history, sampleText, (one, text) => {
        const samples = one.samples.map(sampleOf);
        const last = addDays(firstDose, 366);
        const later = { ...sampleOf(text, samples.length), on: last };
        const before = run(one, samples).response.bestResponse;
        const after = run(one, [...samples, later]).response.bestResponse;
        expect(rankOf(after)).toBeGreaterThanOrEqual(rankOf(before));
      }),
      runs,
    );
  });

  test('a voided sample leaves no trace but its withdrawn trigger', () => {
    fc.assert(
      fc.property(history, fc.nat(), (one, pick) => {
        const samples = one.samples.map(sampleOf);
        const chosen = samples[pick % samples.length]?.id;
        const voided = samples.map((sample) =>
          sample.id === chosen ? { ...sample, isVoided: true } : sample,
        );
        const without = samples.filter(({ id }) => id !== chosen);
        const [withVoided, removed] = [run(one, voided), run(one, without)];
        expect(withVoided.response).toEqual(removed.response);
        expect(withVoided.triggers.filter(({ recordId }) => recordId !== chosen)).toEqual(
          removed.triggers,
        );
      }),
      runs,
    );
  });

  test('later samples do not change what an earlier one triggered', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 365 }), (one, cut) => {
        const samples = one.samples.map(sampleOf);
        const until = addDays(firstDose, cut);
        const earlier = samples.filter(({ on }) => on <= until);
        const expected = run(one, samples).triggers.filter(({ on }) => on <= until);
        expect(run(one, earlier).triggers).toEqual(expected);
      }),
      runs,
    );
  });

  test('a pair consists of counting motile samples at least the gap apart', () => {
    fc.assert(
      fc.property(history, (one) => {
        const { response } = run(one);
        const samples = one.samples.map(sampleOf);
        const byId = (id: string) => samples.find((sample) => sample.id === id);
        const first = response.pair && byId(response.pair.first);
        const second = response.pair && byId(response.pair.second);
        if (first && second) {
          expect(second.on - first.on).toBeGreaterThanOrEqual(7);
          expect(response.countingRecordIds).toContain(first.id);
          expect(response.countingRecordIds).toContain(second.id);
        }
        expect(response.countingRecordIds.length + response.excluded.length).toBe(samples.length);
      }),
      runs,
    );
  });
});
