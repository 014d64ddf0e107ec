import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drugLedger, suppliedDays } from '@/lib/course/drug-ledger';
import { therapyOf } from '@/lib/course/therapy';
import { addDays, toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { clinicalRecord, isotretinoin } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const base = day('2026-01-15');
const dateIn = (offset: number) => toCivilDate(addDays(base, offset));
const someDate = fc.integer({ min: 0, max: 300 }).map(dateIn);
const strength = fc.constantFrom(10, 20, 40);

const supply = fc.tuple(someDate, fc.integer({ min: 1, max: 120 }), strength).map(
  ([on, quantity, strengthMg]): ClinicalRecord =>
    clinicalRecord('dispensing', on, {
      prescribedOn: on,
      authorizationPresent: true,
      quantity,
      strengthMg,
      daysSupply: 30,
    }),
);
const comingBack = fc
  .tuple(someDate, fc.integer({ min: 1, max: 60 }), strength)
  .map(([on, quantity, strengthMg]) => clinicalRecord('drug-return', on, { quantity, strengthMg }));
const change = fc.oneof(
  someDate.map((on) => clinicalRecord('hold', on, { reason: 'other' })),
  someDate.map((on) => clinicalRecord('resume', on, { reason: 'recovered' })),
  fc
    .tuple(someDate, fc.constantFrom(10, 20, 40), fc.integer({ min: 1, max: 3 }))
    .map(([on, amount, everyDays]) =>
      clinicalRecord('dose', on, {
        drug: 'isotretinoin',
        amount,
        unit: 'mg',
        route: 'oral',
        timesPerDay: 1,
        everyDays,
      }),
    ),
);
const course = fc
  .array(fc.tuple(fc.oneof(supply, comingBack, change), fc.boolean()), { maxLength: 15 })
  .map((drafts) => [
    isotretinoin(dateIn(0)),
    ...drafts.map(
      ([record, voided], index): ClinicalRecord => ({ ...record, id: `r${index}`, voided }),
    ),
  ]);
const asOf = fc.integer({ min: -10, max: 400 }).map((offset) => addDays(base, offset));

const ledgerOf = (records: readonly ClinicalRecord[], on = addDays(base, 320)) =>
  drugLedger(records, therapyOf(records), on);

describe('the ledger', () => {
  test('loses nothing: dispensed and not taken is taken, returned or left', () => {
    fc.assert(
      fc.property(course, asOf, (records, on) => {
        const { dispensedMg, notTakenMg, takenMg, returnedMg, balanceMg } = ledgerOf(records, on);
        expect(dispensedMg + notTakenMg).toBeCloseTo(takenMg + returnedMg + balanceMg, 6);
        expect(balanceMg).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('does not depend on the order of entry', () => {
    fc.assert(
      fc.property(
        course.chain((records) =>
          fc.tuple(
            fc.constant(records),
            fc.shuffledSubarray(records, { minLength: records.length }),
          ),
        ),
        ([records, shuffled]) => {
          expect(ledgerOf(shuffled)).toEqual(ledgerOf(records));
        },
      ),
    );
  });

  test('counts a voided entry for nothing', () => {
    fc.assert(
      fc.property(course, (records) => {
        const { lines, ...totals } = ledgerOf(records);
        const { lines: standing, ...same } = ledgerOf(records.filter(({ voided }) => !voided));
        expect(same).toEqual(totals);
        expect(lines.filter(({ voided }) => !voided)).toEqual(standing);
      }),
    );
  });

  test('covers at least a day, and longer the more is dispensed', () => {
    fc.assert(
      fc.property(course, (records) => {
        const more = records.map((record) =>
          record.kind === 'dispensing'
            ? { ...record, content: { ...record.content, quantity: record.content.quantity + 30 } }
            : record,
        );
        const before = suppliedDays(records, therapyOf(records));
        for (const [id, days] of suppliedDays(more, therapyOf(more))) {
          expect(before.get(id)).toBeGreaterThanOrEqual(1);
          expect(days).toBeGreaterThanOrEqual(before.get(id) ?? Number.NaN);
        }
      }),
    );
  });
});
