import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countInjections, injectionCalendar } from '@/lib/course/injection-calendar';
import { therapyOf } from '@/lib/course/therapy';
import { addDays, toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { clinicalRecord } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const base = day('2026-01-15');
const until = addDays(base, 120);
const date = fc.integer({ min: 0, max: 100 }).map((offset) => toCivilDate(addDays(base, offset)));
const drug = fc.constantFrom('hcg', 'ufsh');

const dose = fc
  .tuple(date, drug, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 3 }))
  .map(([on, name, everyDays, startsAfterDays]) =>
    clinicalRecord('dose', on, {
      drug: name,
      amount: 150,
      unit: '[IU]',
      route: 'subcutaneous',
      timesPerDay: 1,
      everyDays,
      startsAfterDays,
    }),
  );
const change = fc.oneof(
  date.map((on) => clinicalRecord('hold', on, { reason: 'other' })),
  date.map((on) => clinicalRecord('resume', on, { reason: 'recovered' })),
  date.map((on) => clinicalRecord('stop', on, { reason: 'completed' })),
);
const exception = fc
  .tuple(
    date,
    drug,
    fc.oneof(
      fc.constant({ kind: 'missed' }),
      date.map((givenOn) => ({ kind: 'moved', givenOn })),
      fc.constant({ kind: 'other-dose', amount: 75 }),
    ),
  )
  .map(([on, name, content]) =>
    clinicalRecord('injection-exception', on, { drug: name, reason: 'Travel', ...content }),
  );
const course = fc
  .array(fc.oneof(dose, dose, change, exception, exception), { maxLength: 15 })
  .map((drafts) => drafts.map((record, index): ClinicalRecord => ({ ...record, id: `r${index}` })));
const settings = fc.constantFrom({}, { 'injection-miss-rule': 'shift' });

describe('the calendar of injections', () => {
  test('does not depend on the order of entry', () => {
    fc.assert(
      fc.property(
        course.chain((records) =>
          fc.tuple(
            fc.constant(records),
            fc.shuffledSubarray(records, { minLength: records.length }),
          ),
        ),
        settings,
        ([records, shuffled], values) => {
          const { injections } = injectionCalendar(records, therapyOf(records), values, until);
          const other = injectionCalendar(shuffled, therapyOf(shuffled), values, until);
          expect(other.injections).toEqual(injections);
        },
      ),
    );
  });

  test('loses no exception: each stands beside its injection, or is said not to be planned', () => {
    fc.assert(
      fc.property(course, settings, (records, values) => {
        const found = injectionCalendar(records, therapyOf(records), values, until);
        const placed = found.injections.flatMap(({ exception: own }) => (own ? [own.id] : []));
        const unplanned = found.unplanned.map(({ id }) => id);
        expect(new Set([...placed, ...unplanned])).toEqual(
          new Set(records.filter(({ kind }) => kind === 'injection-exception').map(({ id }) => id)),
        );
        expect(placed.length + unplanned.length).toBe(new Set([...placed, ...unplanned]).size);
      }),
    );
  });

  test('a missed injection is neither given nor counted in the amount', () => {
    fc.assert(
      fc.property(course, settings, (records, values) => {
        const { injections } = injectionCalendar(records, therapyOf(records), values, until);
        for (const name of ['hcg', 'ufsh'] as const) {
          const { planned, given, missed } = countInjections(injections, name, until);
          expect(given + missed).toBeLessThanOrEqual(planned);
        }
      }),
    );
  });
});
