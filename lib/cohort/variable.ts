import type { FindingKey } from '@/lib/records/findings';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { EnrollmentFact } from './cohort-case';

export const sections = [
  'enrollment',
  'dates',
  'baseline',
  'laboratory',
  'exposure',
  'response',
  'procedures',
  'safety',
] as const;
export type Section = (typeof sections)[number];

export const sectionNames: Readonly<Record<Section, string>> = {
  enrollment: 'Site and enrollment',
  dates: 'Dates',
  baseline: 'Before treatment',
  laboratory: 'Laboratory',
  exposure: 'Exposure',
  response: 'Response',
  procedures: 'Procedures and cycles',
  safety: 'Safety',
};

/** Answers that depend on the clinic or on the protocol; the screen offers those that occur. */
export const listedAnswers = ['site', 'arm', 'protocol-version', 'cohort-tag'] as const;
export type ListedAnswer = (typeof listedAnswers)[number];

export type VariableType =
  | { readonly kind: 'number'; readonly unit: string }
  | { readonly kind: 'choice'; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'listed'; readonly of: ListedAnswer }
  | { readonly kind: 'date' }
  | { readonly kind: 'flag' }
  /** Several at once, and none is an answer, too. */
  | { readonly kind: 'set'; readonly options: Readonly<Record<string, string>> };

/** Where a value comes from: the predicate in memory and the statement in SQL both read this. */
export type Source =
  | { readonly kind: 'enrollment'; readonly fact: EnrollmentFact }
  | { readonly kind: 'therapy-day'; readonly fact: TherapyDayFact }
  | { readonly kind: 'therapy'; readonly fact: TherapyFact }
  | { readonly kind: 'finding'; readonly finding: FindingKey }
  | { readonly kind: 'laboratory'; readonly analyte: BloodAnalyteKey; readonly moment: LabMoment }
  | { readonly kind: 'procedure'; readonly fact: ProcedureFact }
  | { readonly kind: 'cycle'; readonly fact: CycleFact }
  | { readonly kind: 'semen'; readonly fact: SemenFact }
  | { readonly kind: 'adverse-event'; readonly fact: AdverseEventFact };

/** `days`: from the first dose to the last one, or to today. */
type TherapyDayFact = 'first-dose' | 'last-dose' | 'days';

/** `highest-dose`: of isotretinoin, mg a day, as prescribed. */
type TherapyFact = 'held' | 'highest-dose' | 'drugs';

/** The newest value before treatment; the extremes of what was measured after the first dose. */
export const labMoments = ['baseline', 'highest', 'lowest'] as const;
export type LabMoment = (typeof labMoments)[number];

/** Since the start, which is after the first dose, or enrollment where there is none; `earlier`: before. */
type ProcedureFact = 'operated' | 'retrieval' | 'sperm-found' | 'earlier' | 'histology';

/** Since the start. */
type CycleFact = 'cycle' | 'transfer' | 'live-birth';

/** Since the start. */
type SemenFact = 'samples' | 'motile';

type AdverseEventFact = 'terms' | 'count' | 'worst-grade' | 'serious' | 'related';

export interface Variable {
  /** Stands in saved definitions: never renamed. */
  readonly key: string;
  readonly section: Section;
  /** Begins a sentence: "Age at consent". */
  readonly label: string;
  readonly type: VariableType;
  readonly source: Source;
}
