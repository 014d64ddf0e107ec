import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '@/lib/dates/civil-date';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { buildPlan } from '@/lib/schedule/build-plan';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import type { PlanFacts } from '@/lib/schedule/plan-facts';
import { planFactsArbitrary } from '@/tests/support/arbitraries/plan-facts';

// The properties of engine §3, each on 2,000 random histories of every protocol.
const runs = { numRuns: 2000 };

function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, rank: Math.sin(seed + index * 7919) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

function inAnotherOrder(facts: PlanFacts, seed: number): PlanFacts {
  return {
    ...facts,
    records: shuffled(facts.records, seed),
    triggers: shuffled(facts.triggers, seed + 1),
    decisions: shuffled(facts.decisions, seed + 2),
  };
}

describe.each(protocolLibrary.map((definition) => [definition.code, definition] as const))(
  'plans of %s',
  (_, definition) => {
    const protocol = compileProtocol(definition);
    const facts = planFactsArbitrary(protocol);

    test('the order in which facts were entered cannot matter', () => {
      fc.assert(
        fc.property(facts, fc.integer(), (history, seed) => {
          expect(buildPlan(protocol, inAnotherOrder(history, seed))).toEqual(
            buildPlan(protocol, history),
          );
        }),
        runs,
      );
    });

    test('building twice changes nothing, and leaves the facts as they were', () => {
      fc.assert(
        fc.property(facts, (history) => {
          const before = structuredClone(history);
          const plan = buildPlan(protocol, history);
          expect(buildPlan(protocol, history)).toEqual(plan);
          expect(history).toEqual(before);
        }),
        runs,
      );
    });

    test('no record is lost: each is linked or listed as unscheduled', () => {
      fc.assert(
        fc.property(facts, (history) => {
          const plan = buildPlan(protocol, history);
          const linked = new Set(plan.occurrences.flatMap(({ recordIds }) => recordIds));
          for (const { id } of history.records) {
            expect(linked.has(id) !== plan.unscheduledRecordIds.includes(id)).toBe(true);
          }
        }),
        runs,
      );
    });

    test('an occurrence has one key, and within a requirement a record serves one occurrence', () => {
      fc.assert(
        fc.property(facts, (history) => {
          const { occurrences } = buildPlan(protocol, history);
          expect(new Set(occurrences.map(({ key }) => key)).size).toBe(occurrences.length);
          const uses = occurrences.flatMap(({ requirement, recordIds }) =>
            recordIds.map((id) => `${requirement} ${id}`),
          );
          expect(new Set(uses).size).toBe(uses.length);
        }),
        runs,
      );
    });

    test('a waiver never changes what follows', () => {
      fc.assert(
        fc.property(facts, fc.nat(), (history, pick) => {
          const { occurrences } = buildPlan(protocol, history);
          const open = occurrences.filter(({ actual, recordIds }) => {
            return actual === null && recordIds.length === 0;
          });
          const waived = open[pick % Math.max(open.length, 1)];
          if (!waived) {
            return;
          }
          const waiver = { occurrenceKey: waived.key, reason: 'waived' };
          const after = buildPlan(protocol, { ...history, waivers: [...history.waivers, waiver] });
          const windows = (plan: typeof after) =>
            plan.occurrences.map(({ key, target, opensOn, closesOn }) => {
              return { key, target, opensOn, closesOn };
            });
          expect(windows(after)).toEqual(windows({ ...after, occurrences }));
        }),
        runs,
      );
    });

    test('every day has exactly one state, and a state once missed or done does not reopen', () => {
      const days = fc.integer({ min: -30, max: 600 });
      fc.assert(
        fc.property(facts, days, (history, offset) => {
          const today = addDays(history.enrolledOn, offset);
          for (const occurrence of buildPlan(protocol, history).occurrences) {
            const state = occurrenceState(occurrence, today);
            const next = occurrenceState(occurrence, (today + 1) as Day);
            expect(allowedNext[state]).toContain(next);
          }
        }),
        runs,
      );
    });
  },
);

const allowedNext = {
  done: ['done'],
  waived: ['waived'],
  'not-applicable': ['not-applicable'],
  pending: ['pending'],
  upcoming: ['upcoming', 'due', 'missed'],
  due: ['due', 'overdue', 'missed'],
  overdue: ['overdue', 'missed'],
  missed: ['missed'],
};
