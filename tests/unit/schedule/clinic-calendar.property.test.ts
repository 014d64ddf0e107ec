import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '@/lib/dates/civil-date';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { buildPlan } from '@/lib/schedule/build-plan';
import {
  type ClinicCalendar,
  isClinicOpen,
  nearestOpenDay,
  openEveryDay,
} from '@/lib/schedule/clinic-calendar';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { clinicCalendarArbitrary } from '@/tests/support/arbitraries/clinic-calendar';
import { planFactsArbitrary } from '@/tests/support/arbitraries/plan-facts';
import { day } from '@/tests/support/builders/plan-facts';

const runs = { numRuns: 2000 };

describe.each(protocolLibrary.map((definition) => [definition.code, definition] as const))(
  'the calendar of a clinic that follows %s',
  (_, definition) => {
    const protocol = compileProtocol(definition);
    const facts = planFactsArbitrary(protocol);

    test('nobody is moved out of the permitted window, and an agreed date is never moved', () => {
      fc.assert(
        fc.property(facts, (history) => {
          const always = buildPlan(protocol, { ...history, clinicCalendar: openEveryDay });
          buildPlan(protocol, history).occurrences.forEach((occurrence, index) => {
            const { planned, opensOn, closesOn } = occurrence;
            const unmoved = always.occurrences[index]?.planned ?? null;
            const isAgreed = history.reschedules.some(
              ({ occurrenceKey }) => occurrenceKey === occurrence.key,
            );
            if (planned === unmoved || planned === null || opensOn === null) {
              expect(planned).toBe(unmoved);
              return;
            }
            expect(isAgreed).toBe(false);
            expect(isClinicOpen(history.clinicCalendar, planned)).toBe(true);
            expect(planned).toBeGreaterThanOrEqual(opensOn);
            expect(planned).toBeLessThanOrEqual(closesOn ?? Number.POSITIVE_INFINITY);
          });
        }),
        runs,
      );
    });

    test('it changes the planned days only: no window, no link, no state on any day', () => {
      const days = fc.integer({ min: -30, max: 600 });
      fc.assert(
        fc.property(facts, days, (history, offset) => {
          const today = (history.enrolledOn + offset) as Day;
          const moved = buildPlan(protocol, history);
          const always = buildPlan(protocol, { ...history, clinicCalendar: openEveryDay });
          const rest = (plan: typeof moved) => ({
            ...plan,
            occurrences: plan.occurrences.map((occurrence) => ({
              ...occurrence,
              planned: null,
              clinicClosed: null,
              state: occurrenceState(occurrence, today),
            })),
          });
          expect(rest(moved)).toEqual(rest(always));
        }),
        runs,
      );
    });

    test('who is wanted on a day on which the clinic is closed carries the mark, and nobody else', () => {
      fc.assert(
        fc.property(facts, (history) => {
          for (const occurrence of buildPlan(protocol, history).occurrences) {
            const { kind, planned, actual, waived, notApplicableReason, clinicClosed } = occurrence;
            const isWanted =
              actual === null &&
              !waived &&
              notApplicableReason === null &&
              history.endedOn === null &&
              kind !== 'decision' &&
              kind !== 'injection-course';
            const isClosed = planned !== null && !isClinicOpen(history.clinicCalendar, planned);
            expect(clinicClosed).toBe(isWanted && isClosed);
          }
        }),
        runs,
      );
    });
  },
);

describe('the nearest open day', () => {
  const base = day('2028-02-29');
  const calendars = clinicCalendarArbitrary(base);
  const windows = fc.record({
    target: fc.integer({ min: -60, max: 420 }).map((offset) => (base + offset) as Day),
    before: fc.nat(30),
    after: fc.option(fc.nat(30), { nil: null }),
  });

  test('with enough notice no open day of the window is nearer, nor as near and earlier', () => {
    fc.assert(
      fc.property(calendars, windows, (calendar, { target, before, after }) => {
        const known: ClinicCalendar = {
          ...calendar,
          weekdaysFrom: null,
          closedDays: calendar.closedDays.map(({ on }) => ({ on, since: (on - 365) as Day })),
        };
        const opensOn = (target - before) as Day;
        const closesOn = after === null ? null : ((target + after) as Day);
        const inside = Array.from({ length: before + (after ?? 400) + 1 }, (_, index) => {
          return (opensOn + index) as Day;
        }).filter((one) => isClinicOpen(known, one));
        const [nearest = null] = inside.sort(
          (one, other) => Math.abs(one - target) - Math.abs(other - target) || one - other,
        );
        expect(nearestOpenDay(known, target, { opensOn, closesOn })).toBe(nearest);
      }),
      runs,
    );
  });

  test('closing a day never moves anybody to a day before the one on which it was closed', () => {
    fc.assert(
      fc.property(calendars, windows, fc.nat(90), (calendar, { target, before, after }, notice) => {
        const window = {
          opensOn: (target - before) as Day,
          closesOn: after === null ? null : ((target + after) as Day),
        };
        const planned = nearestOpenDay(calendar, target, window);
        if (planned === null) {
          return;
        }
        const since = (planned - notice) as Day;
        const closedDays = [...calendar.closedDays, { on: planned, since }];
        const moved = nearestOpenDay({ ...calendar, closedDays }, target, window);
        expect(moved ?? since).toBeGreaterThanOrEqual(since);
        expect(
          nearestOpenDay({ ...calendar, closedDays: closedDays.toReversed() }, target, window),
        ).toBe(moved);
      }),
      runs,
    );
  });

  test('closing a day moves only those who are planned on it', () => {
    fc.assert(
      fc.property(calendars, windows, (calendar, { target, before, after }) => {
        const window = {
          opensOn: (target - before) as Day,
          closesOn: after === null ? null : ((target + after) as Day),
        };
        const reopened = { ...calendar, closedDays: calendar.closedDays.slice(0, -1) };
        const elsewhere = nearestOpenDay(reopened, target, window);
        const last = calendar.closedDays.at(-1)?.on;
        if (elsewhere !== last) {
          expect(nearestOpenDay(calendar, target, window)).toBe(elsewhere);
        }
      }),
      runs,
    );
  });
});
