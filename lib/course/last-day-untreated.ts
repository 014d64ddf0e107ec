import type { Day } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';

/**
 * The last day whose blood still says how he was before treatment (decision 030): that of the first dose; without a
 * drug, that of the first testicular operation since enrollment. Records in any order; voided ones do not count.
 *
 * @returns null while he has had neither
 */
export function lastDayUntreated(
  records: readonly ClinicalRecord[],
  enrolledOn: Day,
  firstDoseOn: Day | null,
): Day | null {
  if (firstDoseOn !== null) {
    return firstDoseOn;
  }
  const operatedOn = recordsOf(records, 'procedure')
    .filter(
      ({ voided, on, content }) =>
        !voided && content.kind !== 'oocyte-retrieval' && on >= enrolledOn,
    )
    .map(({ on }) => on);
  return operatedOn.length === 0 ? null : (Math.min(...operatedOn) as Day);
}
