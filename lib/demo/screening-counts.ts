import { addDays, type CivilDate, civilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { ImportedScreeningInput } from '@/lib/enrollment/screening';
import type { DemoProtocol } from './demo-patient';

/**
 * The men whom S1 and S2 print and never enrolled: of 1318 in S1, 539 chose donor sperm and 210 of the other
 * 779 were excluded (by subtraction); of S2's 310 records of micro-TESE, 237 had no earlier failed retrieval
 * (by subtraction). S0 prints nobody.
 */
export const publishedScreening: readonly ImportedScreeningInput[] = [
  published('S1', 'gonadotropin-noa', '2016-01-01', '2019-12-31', 'donor-sperm', 539),
  published('S1', 'gonadotropin-noa', '2016-01-01', '2019-12-31', 'not-eligible', 210),
  published('S2', 'salvage-micro-tese', '2015-01-01', '2019-07-31', 'no-failed-retrieval', 237),
];

function published(
  cohortTag: 'S1' | 'S2',
  protocol: DemoProtocol,
  from: string,
  to: string,
  category: ImportedScreeningInput['category'],
  men: number,
): ImportedScreeningInput {
  return {
    cohortTag,
    protocol,
    from: civilDate(from),
    to: civilDate(to),
    category,
    men,
    note: `Simulated to fit ${cohortTag} patient flow`,
    simulated: true,
  };
}

/** Invented for the living clinic, by protocol and months before this one. */
const living: readonly (readonly [
  DemoProtocol,
  monthsAgo: number,
  ImportedScreeningInput['category'],
  men: number,
])[] = [
  ['isotretinoin-noa', 2, 'sperm-in-ejaculate', 3],
  ['isotretinoin-noa', 2, 'declined', 4],
  ['isotretinoin-noa', 1, 'not-eligible', 2],
  ['isotretinoin-noa', 1, 'declined', 1],
  ['gonadotropin-noa', 2, 'donor-sperm', 5],
  ['gonadotropin-noa', 1, 'donor-sperm', 3],
  ['gonadotropin-noa', 1, 'not-eligible', 1],
  ['salvage-micro-tese', 1, 'no-failed-retrieval', 6],
];

export function livingScreening(today: Day): ImportedScreeningInput[] {
  return living.map(([protocol, monthsAgo, category, men]) => {
    const { from, to } = monthBefore(today, monthsAgo);
    return {
      cohortTag: 'living',
      protocol,
      from,
      to,
      category,
      men,
      note: 'Simulated',
      simulated: true,
    };
  });
}

/** A whole calendar month that is over. */
function monthBefore(today: Day, monthsAgo: number): { from: CivilDate; to: CivilDate } {
  let first = firstOfMonth(today);
  let last = first;
  for (let month = 0; month < monthsAgo; month += 1) {
    last = addDays(first, -1);
    first = firstOfMonth(last);
  }
  return { from: toCivilDate(first), to: toCivilDate(last) };
}

function firstOfMonth(day: Day): Day {
  return addDays(day, 1 - Number(toCivilDate(day).slice(8)));
}
