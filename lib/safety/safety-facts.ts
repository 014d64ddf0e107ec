import type { Day } from '@/lib/dates/civil-date';
import type { DrugClass } from '@/lib/records/concomitant-drug';
import type { QuestionnaireContent } from '@/lib/records/questionnaire';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import type { Drug } from '@/lib/records/therapy';

/** Everything that the safety rules are a function of. Voided records are left out by the caller. */
export interface SafetyFacts {
  readonly labResults: readonly SafetyLabResult[];
  readonly symptomChecks: readonly SafetySymptomCheck[];
  readonly concomitantDrugs: readonly SafetyConcomitantDrug[];
  readonly questionnaires: readonly SafetyQuestionnaire[];
  readonly weights: readonly SafetyWeight[];
  readonly therapies: readonly TherapyInterval[];
  /** `resumedOn` is the first day on the drug again; null while the hold goes on. */
  readonly holds: readonly { readonly heldOn: Day; readonly resumedOn: Day | null }[];
  /** The first retrieval since enrollment. */
  readonly surgeryOn: Day | null;
  /** The first sample on treatment with motile sperm, unless it or a later one was frozen. */
  readonly firstMotileSperm: { readonly recordId: string; readonly on: Day } | null;
}

export interface SafetyLabResult
  extends Pick<
    LabResult,
    | 'analyte'
    | 'valueText'
    | 'value'
    | 'comparator'
    | 'unit'
    | 'standardValue'
    | 'standardUnit'
    | 'referenceLow'
    | 'referenceHigh'
    | 'fasting'
  > {
  /** The laboratory report that holds the result. */
  readonly recordId: string;
  readonly on: Day;
}

export interface SafetySymptomCheck {
  readonly recordId: string;
  readonly on: Day;
  /** As stored: answers copied from the check before are already there. */
  readonly answers: SymptomAnswers;
}

export interface SafetyQuestionnaire extends Pick<QuestionnaireContent, 'instrument'> {
  readonly recordId: string;
  readonly on: Day;
  readonly total: number;
  readonly item9: number;
}

export interface SafetyWeight {
  readonly recordId: string;
  readonly on: Day;
  readonly kilograms: number;
}

/** A date that is not known is null. */
export interface SafetyConcomitantDrug {
  readonly recordId: string;
  readonly drugClass: DrugClass;
  readonly startedOn: Day | null;
  readonly stoppedOn: Day | null;
  readonly ongoing: boolean;
}

/** From the first to the last dose, both included; a therapy that goes on has no `to`. */
export interface TherapyInterval {
  readonly drug: Drug;
  readonly from: Day;
  readonly to: Day | null;
}
