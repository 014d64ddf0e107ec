import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import { type Therapy, therapyOf } from './therapy';

/**
 * What among the dose, hold, resume and stop records cannot stand together, one sentence each; empty where
 * nothing contradicts. Voided records are left out.
 */
export function therapyContradictions(records: readonly ClinicalRecord[]): readonly string[] {
  const therapy = therapyOf(records);
  const valid = records.filter(({ voided }) => !voided);
  const begun = new Set(therapy.holds.map(({ recordId }) => recordId));
  const ended = new Set(therapy.holds.map(({ resumedOn }) => resumedOn));
  return [
    ...outsideTherapy(valid, therapy),
    ...recordsOf(valid, 'hold')
      .filter(({ id, on }) => !begun.has(id) && !isAfterLastDose(on, therapy))
      .map(({ on }) => `The hold of ${toCivilDate(on)} falls within another hold.`),
    ...recordsOf(valid, 'resume')
      .filter(({ on }) => !ended.has(on) && !isAfterLastDose(on, therapy))
      .map(({ on }) => `The resume of ${toCivilDate(on)} has no hold to end.`),
  ];
}

function outsideTherapy(records: readonly ClinicalRecord[], therapy: Therapy): string[] {
  const { firstDoseOn, lastDoseOn } = therapy;
  return records.flatMap(({ kind, on }) => {
    const isChange = kind === 'dose' || kind === 'hold' || kind === 'resume';
    if (isChange && lastDoseOn !== null && isAfterLastDose(on, therapy)) {
      return [
        `The ${kind} of ${toCivilDate(on)} is after the last dose on ${toCivilDate(lastDoseOn)}.`,
      ];
    }
    const needsDose = kind === 'hold' || kind === 'resume' || kind === 'stop';
    if (needsDose && firstDoseOn === null) {
      return [`The ${kind} of ${toCivilDate(on)} has no dose before it.`];
    }
    return needsDose && firstDoseOn !== null && on < firstDoseOn
      ? [
          `The ${kind} of ${toCivilDate(on)} is before the first dose on ${toCivilDate(firstDoseOn)}.`,
        ]
      : [];
  });
}

function isAfterLastDose(on: Day, { lastDoseOn }: Therapy): boolean {
  return lastDoseOn !== null && on > lastDoseOn;
}
