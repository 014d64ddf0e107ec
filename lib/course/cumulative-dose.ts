import { addDays, type Day } from '@/lib/dates/civil-date';
import type { DoseContent, Drug } from '@/lib/records/therapy';
import type { Injection } from './injection-calendar';
import { type DoseInterval, isHeldOn, type Therapy } from './therapy';

/**
 * What was to be taken of one drug. Of injections the exceptions are known and count; capsules that were
 * not taken are known only from what came back (decision 016).
 */
export interface CumulativeDose {
  readonly drug: Drug;
  readonly unit: DoseContent['unit'];
  readonly total: number;
  /** Days with a dose. */
  readonly doseDays: number;
}

/**
 * From the first dose up to and including `until`, drug by drug in the order of their start. A hold counts
 * from its first day to the day before the drug is given again. Injections fall on the days of their calendar.
 */
export function cumulativeDoses(
  { doses, holds }: Pick<Therapy, 'doses' | 'holds'>,
  injections: readonly Injection[],
  until: Day,
): readonly CumulativeDose[] {
  const byDrug = new Map<Drug, CumulativeDose>();
  const add = (drug: Drug, unit: DoseContent['unit'], amount: number, days: number) => {
    const before = byDrug.get(drug);
    byDrug.set(drug, {
      drug,
      unit,
      total: (before?.total ?? 0) + amount,
      doseDays: (before?.doseDays ?? 0) + days,
    });
  };
  for (const interval of doses) {
    const { drug, dose } = interval;
    const days = dose.route === 'oral' ? countDoseDays(interval, holds, until) : 0;
    add(drug, dose.unit, days * dose.timesPerDay * dose.amount, days);
  }
  for (const { drug, givenOn, amount } of injections) {
    if (givenOn !== null && givenOn <= until) {
      add(drug, '[IU]', amount, 1);
    }
  }
  return [...byDrug.values()].filter(({ doseDays }) => doseDays > 0);
}

function countDoseDays(
  { from, to, dose }: DoseInterval,
  holds: Therapy['holds'],
  until: Day,
): number {
  const last = to === null ? until : Math.min(to, until);
  let days = 0;
  for (let day = from; day <= last; day = addDays(day, dose.everyDays)) {
    days += isHeldOn(holds, day) ? 0 : 1;
  }
  return days;
}
