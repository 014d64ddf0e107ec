import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { describeRecord } from '@/lib/records/describe-record';
import { headerDetails, recordDetails } from '@/lib/records/record-details';
import { type Response, type ResponseStatus, responseStatusNames } from '@/lib/response/response';

/** A record that a signature rests on, as it read when it was signed. */
export type BasisRecord = {
  readonly recordId: string;
  readonly title: string;
  readonly on: CivilDate;
  /** Each field and how it read, unit included. */
  readonly values: Readonly<Record<string, string>>;
};

/** Something that reads differently since it was signed. */
export interface BasisChange {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What is remarked about a record, or where it came from, changes nothing of what was measured. */
const remarks = ['Note', 'Source'];

export function basisOf(record: ClinicalRecord): BasisRecord {
  const details = [...headerDetails(record), ...recordDetails(record)];
  return {
    recordId: record.id,
    title: describeRecord(record).title,
    on: toCivilDate(record.on),
    values: Object.fromEntries(
      details
        .filter(({ term }) => !remarks.includes(term))
        .map(({ term, value, unit }) => [term, unit === null ? value : `${value} ${unit}`]),
    ),
  };
}

/**
 * How a record reads now against what was signed. A field that only one of the two has is left out: the
 * program may have learned to ask for more since.
 */
export function changesOfRecord(
  signed: BasisRecord,
  records: readonly ClinicalRecord[],
): readonly BasisChange[] {
  const what = `${signed.title} of ${signed.on}`;
  const record = records.find(({ id }) => id === signed.recordId);
  if (record === undefined || record.voided) {
    return [{ what, before: 'counted', after: 'void' }];
  }
  const now = basisOf(record).values;
  return Object.entries(signed.values).flatMap(([term, before]) => {
    const after = now[term] ?? before;
    return after === before ? [] : [{ what: `${what}, ${term.toLowerCase()}`, before, after }];
  });
}

type DecidedResponse = Pick<Response, 'bestResponse' | 'pair' | 'evidence'> & {
  readonly responseOn: CivilDate | null;
};

/** A response as it was signed, with the records that decided it. */
export type SignedResponse = DecidedResponse & { readonly basis: readonly BasisRecord[] };

/** The confirming pair where there is one, else everything that the status rests on. */
export function responseBasis(
  { pair, evidence }: Pick<Response, 'pair' | 'evidence'>,
  records: readonly ClinicalRecord[],
): readonly BasisRecord[] {
  const deciding = pair === null ? evidence : [pair.first, pair.second];
  return records.filter(({ id }) => deciding.includes(id)).map(basisOf);
}

/**
 * What a signed response rests on and reads differently now: the best response, its date, the deciding
 * samples and their values. A later sample that changes none of these is no change.
 */
export function changesOfResponse(
  signed: SignedResponse,
  now: DecidedResponse,
  records: readonly ClinicalRecord[],
): readonly BasisChange[] {
  const changes: BasisChange[] = [];
  const compare = (what: string, before: string, after: string) => {
    if (before !== after) {
      changes.push({ what, before, after });
    }
  };
  compare('Best response', nameOf(signed.bestResponse), nameOf(now.bestResponse));
  compare('Response date', signed.responseOn ?? 'none', now.responseOn ?? 'none');
  if (signed.pair?.first !== now.pair?.first || signed.pair?.second !== now.pair?.second) {
    compare('Confirming samples', datesOf(signed.pair, records), datesOf(now.pair, records));
  }
  return [...changes, ...signed.basis.flatMap((record) => changesOfRecord(record, records))];
}

function nameOf(status: ResponseStatus): string {
  return responseStatusNames[status];
}

function datesOf(pair: Response['pair'], records: readonly ClinicalRecord[]): string {
  if (pair === null) {
    return 'none';
  }
  const dateOf = (id: string) => {
    const record = records.find((one) => one.id === id);
    return record === undefined ? 'unknown' : toCivilDate(record.on);
  };
  return `${dateOf(pair.first)} and ${dateOf(pair.second)}`;
}

/** "Best response: Complete response became Partial response; …". */
export function describeChanges(changes: readonly BasisChange[]): string {
  return changes.map(({ what, before, after }) => `${what}: ${before} became ${after}`).join('; ');
}
