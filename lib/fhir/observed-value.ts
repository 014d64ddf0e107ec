// Values of Observations and their components. What nobody knows is left out, or said to be unknown where the question
// was asked.
import type { Certainty } from '@/lib/core/certainty';
import type { AnalyteKey } from '@/lib/units/analytes';
import { analytes } from '@/lib/units/analytes';
import type { UnitCode } from '@/lib/units/unit-codes';
import { ownConcept, quantity, standardConcept } from './elements';
import type { CodeableConcept, Component, ObservedValue } from './resource';
import { type OwnCodeSystem, systems } from './systems';

export const unknownValue: ObservedValue = {
  dataAbsentReason: standardConcept('dataAbsentReason', 'unknown'),
};

/** LOINC for the unit in which it was reported; the program's own key where no code could be verified. */
export function analyteConcept(key: AnalyteKey, unit: UnitCode): CodeableConcept {
  const { label, standard, alternative } = analytes[key];
  const loinc = alternative?.unit === unit ? alternative.loinc : standard.loinc;
  return loinc === null
    ? ownConcept('test', key.replaceAll('_', '-'), label)
    : { coding: [{ system: systems.loinc, code: loinc }], text: label };
}

export function analyteComponent(key: AnalyteKey, value: number | null): Component[] {
  const { unit } = analytes[key].standard;
  return value === null
    ? []
    : [{ code: analyteConcept(key, unit), valueQuantity: quantity(value, unit) }];
}

export function ownComponent(
  code: string,
  label: string,
  value: ObservedValue | null,
  system: OwnCodeSystem = 'test',
): Component[] {
  return value === null ? [] : [{ code: ownConcept(system, code, label), ...value }];
}

export function countValue(count: number | null): ObservedValue | null {
  return count === null ? null : { valueInteger: count };
}

export function quantityValue(value: number | null, unit: UnitCode): ObservedValue | null {
  return value === null ? null : { valueQuantity: quantity(value, unit) };
}

export function answerValue(answer: Certainty): ObservedValue {
  return answer === 'unknown' ? unknownValue : { valueBoolean: answer === 'yes' };
}

export function conceptValue(system: OwnCodeSystem, code: string, label: string): ObservedValue {
  return { valueCodeableConcept: ownConcept(system, code, label) };
}
