import type { Day } from './civil-date';

/** Study day 1 is the first dose, the day before it is −1; there is no day 0 (CDISC SDTM, engine §1). */
export function studyDay(firstDose: Day, day: Day): number {
  const difference = day - firstDose;
  return difference >= 0 ? difference + 1 : difference;
}
