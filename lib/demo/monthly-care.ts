import { addDays, addMonths, type Day } from '@/lib/dates/civil-date';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import { panels } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { DemoAdjustment, DemoRecord } from './demo-patient';
import type { RecordMaker } from './demo-records';

/** S0 Intervention and Table 1: what is drawn at baseline and at week 4. */
export const isotretinoinPanel = [
  ...panels.BMP.members,
  ...panels.LIPID.members,
  ...panels.LFT.members,
  ...panels.CBC.members,
  'testosterone_total',
  'fsh',
  'lh',
] as const satisfies readonly BloodAnalyteKey[];

/** The monthly contact of a man on isotretinoin: check, weight, REMS check, and the supplies between. */
export interface MonthlyCare {
  readonly firstDose: Day;
  /** Last dose, or the last day to fill. */
  readonly until: Day;
  readonly weightKg: number;
  readonly complaintsAt: (month: number) => SymptomAnswers;
  /** Total of his PHQ-9 of a month; left out where the clinic does not ask. */
  readonly phq9At?: (month: number) => number;
}

/** Checks keep to the month and supplies to their 30 days, so each has its own dates. */
export function monthlyCare(
  make: RecordMaker,
  { firstDose, until, weightKg, complaintsAt, phq9At }: MonthlyCare,
): DemoRecord[] {
  const records = [make.remsCheck(addDays(firstDose, -1), true)];
  for (let month = 1; addMonths(firstDose, month) <= until; month += 1) {
    const on = addMonths(firstDose, month);
    records.push(
      make.symptoms(on, 'isotretinoin', complaintsAt(month)),
      make.vitalSigns(on, weightKg + (month % 3) * 0.4),
      make.remsCheck(on, false),
    );
  }
  if (phq9At !== undefined) {
    records.push(make.phq9(addDays(firstDose, -1), phq9At(0)));
    for (let month = 3; addMonths(firstDose, month) <= until; month += 3) {
      records.push(make.phq9(addMonths(firstDose, month), phq9At(month)));
    }
  }
  for (let supply = 1; supplyDay(firstDose, supply) <= until; supply += 1) {
    records.push(make.dispensing(supplyDay(firstDose, supply)));
  }
  return records;
}

/** Each supply of 30 days but the first is fetched three days before the one before it is used up. */
function supplyDay(firstDose: Day, supply: number): Day {
  return supply === 1 ? firstDose : addDays(firstDose, (supply - 1) * 30 - 3);
}

/** Nobody fetches a supply for the days after his last dose, though its window may have opened before it. */
export function supplyNotNeeded(firstDose: Day, lastDose: Day): DemoAdjustment[] {
  const supplies = Math.floor((lastDose - firstDose + 3) / 30) + 1;
  const nextOpensOn = addDays(firstDose, supplies * 30 - 1 - 7);
  return nextOpensOn > lastDose
    ? []
    : [
        {
          kind: 'waiver',
          occurrenceKey: `dispensing#${supplies + 1}`,
          reason: 'Therapy ended before the next supply was needed',
        },
      ];
}
