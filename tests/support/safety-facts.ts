import { civilDate, type Day, toDay } from '@/lib/dates/civil-date';
import { resolveSettings } from '@/lib/protocols/compile-protocol';
import { gonadotropinNoa } from '@/lib/protocols/library/gonadotropin-noa';
import { isotretinoinNoa } from '@/lib/protocols/library/isotretinoin-noa';
import { salvageMicroTese } from '@/lib/protocols/library/salvage-micro-tese';
import {
  type ProtocolDefinitionInput,
  protocolDefinitionSchema,
  type SettingValues,
} from '@/lib/protocols/schema';
import { standardizeLabResult } from '@/lib/records/standardize-lab-result';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import type { Drug } from '@/lib/records/therapy';
import { evaluateSafety } from '@/lib/safety/evaluate-safety';
import type {
  SafetyFacts,
  SafetyLabResult,
  SafetySymptomCheck,
  TherapyInterval,
} from '@/lib/safety/safety-facts';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';

export const noFacts: SafetyFacts = {
  labResults: [],
  symptomChecks: [],
  concomitantDrugs: [],
  questionnaires: [],
  weights: [],
  therapies: [],
  holds: [],
  surgeryOn: null,
  firstMotileSperm: null,
};

export function day(text: string): Day {
  return toDay(civilDate(text));
}

/** A result as a person types it. */
export function labResult(
  analyte: BloodAnalyteKey,
  value: string,
  unit: string,
  more: {
    recordId?: string;
    on?: string;
    upper?: string | undefined;
    lower?: string | undefined;
    fasting?: boolean;
  } = {},
): SafetyLabResult {
  const result = standardizeLabResult({
    analyte,
    value,
    unit,
    referenceHigh: more.upper,
    referenceLow: more.lower,
    fasting: more.fasting,
  });
  if (!result.ok) {
    throw new Error(result.error.map(({ message }) => message).join(' '));
  }
  return { ...result.value, recordId: more.recordId ?? 'lab-1', on: day(more.on ?? '2026-03-01') };
}

export function symptomCheck(
  answers: SymptomAnswers,
  on = '2026-03-01',
  recordId = 'check-1',
): SafetySymptomCheck {
  return { recordId, on: day(on), answers };
}

export function therapy(drug: Drug, from: string, to: string | null = null): TherapyInterval {
  return { drug, from: day(from), to: to === null ? null : day(to) };
}

const definitions = {
  isotretinoin: isotretinoinNoa,
  gonadotropins: gonadotropinNoa,
  salvage: salvageMicroTese,
} as const satisfies Record<string, ProtocolDefinitionInput>;

/** The library's own rules, with a clinic's settings where the test gives some. */
export function evaluate(
  protocol: keyof typeof definitions,
  facts: Partial<SafetyFacts>,
  values: SettingValues = {},
) {
  const definition = protocolDefinitionSchema.parse(definitions[protocol]);
  return evaluateSafety(definition.safetyRules, resolveSettings(definition, values), {
    ...noFacts,
    ...facts,
  });
}
