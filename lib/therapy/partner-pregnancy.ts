import { type Therapy, therapyStateOn } from '@/lib/course/therapy';
import { type CivilDate, civilDate, type Day, isCivilDate, toDay } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';

/** A pregnancy of the partner, with how far from the drug it became known (engine §8). */
export interface PartnerPregnancy {
  readonly recordId: string;
  readonly knownOn: CivilDate;
  /** 0 while he takes the drug; null before his first dose. */
  readonly daysSinceLastDose: number | 'not-known' | null;
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

/** A hold begins the day after the dose before it. */
function daysSinceLastDose(therapy: Therapy, on: Day): PartnerPregnancy['daysSinceLastDose'] {
  const { lastDoseOn, holds } = therapy;
  switch (therapyStateOn(therapy, on)) {
    case 'not-started':
      return null;
    case 'in-progress':
      return 0;
    case 'on-hold': {
      const held = holds.findLast(({ heldOn }) => heldOn <= on);
      return held === undefined ? 0 : on - held.heldOn + 1;
    }
    case 'stopped':
      return lastDoseOn === null ? null : on - lastDoseOn;
    case 'not-known':
      return 'not-known';
  }
}

export function describePartnerPregnancy({
  knownOn,
  daysSinceLastDose: days,
}: PartnerPregnancy): string {
  if (days === null) {
    return `known ${knownOn}, before his first dose`;
  }
  if (days === 'not-known') {
    return `known ${knownOn}; his last dose is not known`;
  }
  return days === 0
    ? `known ${knownOn}, while he took the drug`
    : `known ${knownOn}, ${days} day${days === 1 ? '' : 's'} after his last dose`;
}
