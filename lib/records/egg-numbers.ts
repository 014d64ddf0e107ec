import type { Day } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from './clinical-record';

/** The number of eggs against which sperm must suffice from a day on. */
export interface EggNumber {
  readonly on: Day;
  readonly eggs: number;
}

/** Of the records given: expected eggs from findings, retrieved ones from cycles and oocyte retrievals. */
export function eggNumbersOf(records: readonly ClinicalRecord[]): EggNumber[] {
  const expected = recordsOf(records, 'finding').map(({ on, content }) => ({
    on,
    eggs: content.finding === 'egg-number' ? content.answer : null,
  }));
  const retrieved = recordsOf(records, 'icsi-cycle').map(({ on, content }) => ({
    on,
    eggs: content.eggsRetrieved,
  }));
  return [...expected, ...retrieved, ...oocyteRetrievals(records)].flatMap(({ on, eggs }) =>
    typeof eggs === 'number' ? [{ on, eggs }] : [],
  );
}

/** Days of oocyte retrieval: of the cycles, and of records from before cycles had a record of their own. */
export function oocyteRetrievalDays(records: readonly ClinicalRecord[]): Day[] {
  return [...recordsOf(records, 'icsi-cycle'), ...oocyteRetrievals(records)].map(({ on }) => on);
}

function oocyteRetrievals(records: readonly ClinicalRecord[]) {
  return recordsOf(records, 'procedure').flatMap(({ on, content }) =>
    content.kind === 'oocyte-retrieval' ? [{ on, eggs: content.eggNumber }] : [],
  );
}
