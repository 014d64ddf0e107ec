import fc from 'fast-check';
import { addDays, type Day } from '@/lib/dates/civil-date';
import { type ClinicCalendar, isoWeekdays } from '@/lib/schedule/clinic-calendar';

/** Random clinics round a day: some weekdays, since some day, and days closed at short or long notice. */
export function clinicCalendarArbitrary(base: Day): fc.Arbitrary<ClinicCalendar> {
  const someDay = fc.integer({ min: -60, max: 420 }).map((offset) => addDays(base, offset));
  return fc.record({
    weekdays: fc.subarray([...isoWeekdays], { minLength: 1 }),
    weekdaysFrom: fc.option(someDay, { nil: null }),
    closedDays: fc
      .uniqueArray(fc.record({ on: someDay, notice: fc.nat(90) }), {
        maxLength: 40,
        selector: ({ on }) => on,
      })
      .map((days) => days.map(({ on, notice }) => ({ on, since: addDays(on, -notice) }))),
  });
}
