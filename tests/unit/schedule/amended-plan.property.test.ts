import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '@/lib/dates/civil-date';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { buildAmendedPlan } from '@/lib/schedule/amended-plan';
import { buildPlan } from '@/lib/schedule/build-plan';
import type { Occurrence, Plan } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import type { PlanFacts } from '@/lib/schedule/plan-facts';
import { amendedBy, amendmentArbitrary } from '@/tests/support/arbitraries/amended-protocol';
import { planFactsArbitrary } from '@/tests/support/arbitraries/plan-facts';

// Decision 023, each rule on random histories amended once or twice on random days.
const runs = { numRuns: 1000 };

const byKey = (plan: Plan) => new Map(plan.occurrences.map((one) => [one.key, one]));
const sorted = ({ occurrences, unscheduledRecordIds }: Plan) => ({
  occurrences: [...occurrences].sort((one, other) => (one.key < other.key ? -1 : 1)),
  unscheduledRecordIds,
});

function recordsBefore(facts: PlanFacts, day: Day): PlanFacts {
  return { ...facts, records: facts.records.filter(({ on }) => on < day) };
}

function wasMissed(occurrence: Occurrence | undefined, today: Day): boolean {
  return occurrence !== undefined && occurrenceState(occurrence, today) === 'missed';
}

function isApplicable(occurrence: Occurrence | undefined): boolean {
  return occurrence !== undefined && occurrence.notApplicableReason === null;
}

function isLate(occurrence: Occurrence | undefined, today: Day): boolean {
  if (occurrence === undefined) {
    return false;
  }
  const state = occurrenceState(occurrence, today);
  return state === 'missed' || state === 'overdue' || occurrence.timing === 'late';
}

describe.each(protocolLibrary.map((definition) => [definition.code, definition] as const))(
  'amended plans of %s',
  (_, definition) => {
    const protocol = compileProtocol(definition);
    const facts = planFactsArbitrary(protocol);
    const amended = amendmentArbitrary(protocol);
    const until = fc.integer({ min: -20, max: 380 });

    test('amending to the same version changes nothing', () => {
      fc.assert(
        fc.property(facts, until, fc.nat({ max: 60 }), (history, offset, later) => {
          const first = addDays(history.enrolledOn, offset);
          const earlier = [
            { protocol, until: first },
            { protocol, until: addDays(first, later) },
          ];
          expect(sorted(buildAmendedPlan(protocol, history, earlier))).toEqual(
            sorted(buildPlan(protocol, history)),
          );
        }),
        runs,
      );
    });

    test('what was done before the amendment stays as it was judged', () => {
      fc.assert(
        fc.property(facts, amended, until, (history, next, offset) => {
          const day = addDays(history.enrolledOn, offset);
          const before = buildPlan(protocol, recordsBefore(history, day));
          const after = byKey(
            buildAmendedPlan(amendedBy(next, protocol), history, [{ protocol, until: day }]),
          );
          for (const occurrence of before.occurrences) {
            if (occurrence.actual !== null) {
              const { recordIds, ...judged } = after.get(occurrence.key) ?? { recordIds: [] };
              const { recordIds: had, ...expected } = occurrence;
              expect(judged).toEqual(expected);
              expect(recordIds).toEqual(expect.arrayContaining([...had]));
            }
          }
        }),
        runs,
      );
    });

    test('what was missed before stays missed, unless a later record makes it done late', () => {
      fc.assert(
        fc.property(facts, amended, until, (history, next, offset) => {
          const day = addDays(history.enrolledOn, offset);
          const eve = (day - 1) as Day;
          const before = buildPlan(protocol, recordsBefore(history, day));
          const after = byKey(
            buildAmendedPlan(amendedBy(next, protocol), history, [{ protocol, until: day }]),
          );
          // A supply counts on from the one before it, which may have been put off.
          const fixed = before.occurrences.filter(({ kind }) => kind !== 'dispensing');
          for (const occurrence of fixed) {
            if (wasMissed(occurrence, eve)) {
              const kept = after.get(occurrence.key);
              const isDoneLater = (kept?.actual ?? Number.NEGATIVE_INFINITY) >= day;
              expect(isDoneLater || wasMissed(kept, eve)).toBe(true);
            }
          }
        }),
        runs,
      );
    });

    test('an amendment makes nothing late that was not late on its eve', () => {
      fc.assert(
        fc.property(facts, amended, until, (history, next, offset) => {
          const day = addDays(history.enrolledOn, offset);
          const eve = (day - 1) as Day;
          const known = recordsBefore(history, day);
          const before = byKey(buildPlan(protocol, known));
          const after = buildAmendedPlan(amendedBy(next, protocol), known, [
            { protocol, until: day },
          ]);
          for (const occurrence of after.occurrences) {
            // What a person closed ahead of its day is missed wherever it applies; whether it does can hang on a later end.
            const isClosed =
              occurrence.closedOn !== null && !isApplicable(before.get(occurrence.key));
            if (isLate(occurrence, eve) && !isClosed) {
              expect([occurrence.key, isLate(before.get(occurrence.key), eve)]).toEqual([
                occurrence.key,
                true,
              ]);
            }
          }
        }),
        runs,
      );
    });

    test('no record is lost, each serves one occurrence of a requirement, and keys are unique', () => {
      fc.assert(
        fc.property(facts, amended, amended, until, fc.nat({ max: 60 }), (history, ...drawn) => {
          const [second, third, offset, later] = drawn;
          const day = addDays(history.enrolledOn, offset);
          const plan = buildAmendedPlan(amendedBy(third, protocol), history, [
            { protocol, until: day },
            { protocol: amendedBy(second, protocol), until: addDays(day, later) },
          ]);
          const keys = plan.occurrences.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          const uses = plan.occurrences.flatMap(({ requirement, recordIds }) =>
            recordIds.map((id) => `${requirement} ${id}`),
          );
          expect(new Set(uses).size).toBe(uses.length);
          const linked = new Set(plan.occurrences.flatMap(({ recordIds }) => recordIds));
          for (const { id } of history.records) {
            expect(linked.has(id) !== plan.unscheduledRecordIds.includes(id)).toBe(true);
          }
        }),
        runs,
      );
    });

    test('the order in which facts were entered cannot matter, and building leaves them as they were', () => {
      fc.assert(
        fc.property(facts, amended, until, (history, next, offset) => {
          const earlier = [{ protocol, until: addDays(history.enrolledOn, offset) }];
          const before = structuredClone(history);
          const plan = buildAmendedPlan(amendedBy(next, protocol), history, earlier);
          const reversed = {
            ...history,
            records: [...history.records].reverse(),
            triggers: [...history.triggers].reverse(),
            decisions: [...history.decisions].reverse(),
          };
          expect(buildAmendedPlan(amendedBy(next, protocol), reversed, earlier)).toEqual(plan);
          expect(history).toEqual(before);
        }),
        runs,
      );
    });

    test('no key of the version before disappears', () => {
      fc.assert(
        fc.property(facts, amended, until, (history, next, offset) => {
          const day = addDays(history.enrolledOn, offset);
          const after = byKey(
            buildAmendedPlan(amendedBy(next, protocol), history, [{ protocol, until: day }]),
          );
          const before = buildPlan(protocol, recordsBefore(history, day));
          // How many supplies come after one that may still be handed over depends on when it is.
          const supplies = before.occurrences.filter(({ kind }) => kind === 'dispensing');
          const firstOpen = supplies.findIndex(
            ({ actual, closesOn, planned }) =>
              actual === null && Math.max(closesOn ?? day, planned ?? day) >= day,
          );
          const guessed = new Set(firstOpen === -1 ? [] : supplies.slice(firstOpen));
          const numbered = before.occurrences.filter(
            (one) => one.actual !== null || !guessed.has(one),
          );
          for (const { key, notApplicableReason } of numbered) {
            expect([key, after.has(key) || notApplicableReason !== null]).toEqual([key, true]);
          }
        }),
        runs,
      );
    });
  },
);
