import type { RecordDetail } from './record-details';

/** A field that reads differently in two versions of a record; null where a version does not have it. */
export interface DetailDifference {
  readonly term: string;
  readonly one: string | null;
  readonly other: string | null;
}

export function compareDetails(
  one: readonly RecordDetail[],
  other: readonly RecordDetail[],
): readonly DetailDifference[] {
  const before = byTerm(one);
  const after = byTerm(other);
  const terms = [...new Set([...before.keys(), ...after.keys()])];
  return terms
    .map((term) => ({ term, one: before.get(term) ?? null, other: after.get(term) ?? null }))
    .filter((difference) => difference.one !== difference.other);
}

function byTerm(details: readonly RecordDetail[]): ReadonlyMap<string, string> {
  return new Map(details.map((detail) => [detail.term, inWords(detail)]));
}

function inWords({ value, unit, note }: RecordDetail): string {
  const quantity = unit === null ? value : `${value} ${unit}`;
  return note ? `${quantity} (${note})` : quantity;
}
