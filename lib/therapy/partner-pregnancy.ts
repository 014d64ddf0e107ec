import { daysSinceLastDose, describeExposure, type Exposure } from '@/lib/course/exposure';
import type { Therapy } from '@/lib/course/therapy';
import { type CivilDate, civilDate, isCivilDate, toDay } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';

/** A pregnancy of the partner, with how far from the drug it became known (engine §8). */
export interface PartnerPregnancy {
  readonly recordId: string;
  readonly knownOn: CivilDate;
  readonly daysSinceLastDose: Exposure;
}

/** Of the valid records, newest first. */
export function partnerPregnancies(
  records: readonly ClinicalRecord[],
  therapy: Therapy,
): PartnerPregnancy[] {
  return recordsOf(records, 'finding')
    .filter(({ voided, content }) => !voided && content.finding === 'partner-pregnancy')
    .flatMap(({ id, content }) => {
      const known = String(content.answer);
      return isCivilDate(known) ? [{ recordId: id, knownOn: civilDate(known) }] : [];
    })
    .toSorted((one, other) => other.knownOn.localeCompare(one.knownOn))
    .map((one) => ({ ...one, daysSinceLastDose: daysSinceLastDose(therapy, toDay(one.knownOn)) }));
}

export function describePartnerPregnancy({
  knownOn,
  daysSinceLastDose: days,
}: PartnerPregnancy): string {
  return `known ${knownOn}, ${describeExposure(days)}`;
}
