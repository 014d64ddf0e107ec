import { addDays, type Day } from '@/lib/dates/civil-date';
import type { DoseContent, Drug } from '@/lib/records/therapy';
import { type DoseInterval, isHeldOn, type Therapy } from './therapy';

/** What was to be taken of one drug, by the doses and holds recorded; missed doses are not known. */
export interface CumulativeDose {
  readonly drug: Drug;
  readonly unit: DoseContent['unit'];
  readonly total: number;
  /** Days with a dose. */
  readonly doseDays: number;
}

/**
 * From the first dose up to and including `until`, drug by drug in the order of their start. A hold counts
 * from its first day to the day before the drug is given again. Injections fall on every `everyDays`-th
 * calendar day from the start of their interval; a hold skips them and does not shift those after it.
 */
export function cumulativeDoses(
  { doses, holds }: Pick<Therapy, 'doses' | 'holds'>,
  until: Day,
): readonly CumulativeDose[] {
  const byDrug = new Map<Drug, CumulativeDose>();
  for (const interval of doses) {
    const { drug, dose } = interval;
    const days = countDoseDays(interval, holds, until);
    const before = byDrug.get(drug);
    byDrug.set(drug, {
      drug,
      unit: dose.unit,
      total: (before?.total ?? 0) + days * dose.timesPerDay * dose.amount,
      doseDays: (before?.doseDays ?? 0) + days,
    });
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
