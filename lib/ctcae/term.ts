// The shape of a CTCAE term as data. A number only suggests a grade; a person confirms it, and the
// version is stored with every grade (engine.md §6). MedDRA codes are left out: they need a license.
import type { AnalyteKey } from '@/lib/units/analytes';
import type { UnitCode } from '@/lib/units/unit-codes';

export const ctcaeVersions = ['5.0', '6.0'] as const;
export type CtcaeVersion = (typeof ctcaeVersions)[number];

export const ctcaeGrades = [1, 2, 3, 4, 5] as const;
export type CtcaeGrade = (typeof ctcaeGrades)[number];

export const ctcaeSources = {
  R1: 'ajbarrows/tcoRs, data/ctcae5.rda: the 837 terms of CTCAE v5.0',
  R2: 'pharmaverse/admiral 1.5.0.9003, laboratory terms of CTCAE v5.0 and v6.0',
} as const;
export type CtcaeSource = keyof typeof ctcaeSources;

/** What a person or a stored baseline must establish before the criterion may be used. */
export const criterionConditions = [
  'baseline-normal',
  'baseline-abnormal',
  'baseline-normal-or-low',
  'baseline-above-ULN',
  'baseline-above-ULN-up-to-5xULN',
  'baseline-below-LLN',
  'fasting',
  'asymptomatic',
  'asymptomatic-or-mild-symptoms',
  'moderate-or-severe-symptoms',
  'symptomatic',
] as const;
export type CriterionCondition = (typeof criterionConditions)[number];

type Bounds<Bound> = {
  readonly gt?: Bound;
  readonly ge?: Bound;
  readonly lt?: Bound;
  readonly le?: Bound;
  readonly when?: CriterionCondition;
};

/** ULN and LLN are those of the performing laboratory. */
export type CtcaeCriterion =
  | (Bounds<number | 'ULN' | 'LLN'> & {
      /** `null`: the unit of the reported value. */
      readonly unit: UnitCode | '/mm3' | null;
      /** The bounds apply to the rise, not to the value. */
      readonly measure?: 'increase';
      readonly specimen?: 'ionized';
    })
  // Multiples of the laboratory's limit or of the patient's baseline.
  | (Bounds<number> & { readonly times: 'ULN' | 'baseline' });

export type CtcaeGradeCriteria = {
  /** Joined by "or"; only those in the reported unit may be used. */
  readonly criteria: readonly CtcaeCriterion[];
  /** Grounds for the same grade that are not numbers: a person decides. */
  readonly alternatives: readonly string[];
};

type NotDefined =
  | { readonly status: 'absent'; readonly replacedBy: string | null }
  // The source of v6.0 covers laboratory terms only.
  | { readonly status: 'unknown' };

export type CtcaeLaboratoryEdition =
  | {
      readonly status: 'defined';
      readonly sources: readonly CtcaeSource[];
      readonly byGrade: Readonly<Partial<Record<CtcaeGrade, CtcaeGradeCriteria>>>;
    }
  | { readonly status: 'same-as-5.0'; readonly sources: readonly CtcaeSource[] }
  | NotDefined;

export type CtcaeClinicalEdition =
  | {
      readonly status: 'defined';
      readonly grades: readonly CtcaeGrade[];
      readonly sources: readonly CtcaeSource[];
    }
  | NotDefined;

type CtcaeTermBase = {
  readonly key: string;
  readonly term: string;
  readonly systemOrganClass: string;
  /** Everyday findings that have no term of their own and are recorded under this one. */
  readonly usedFor?: readonly string[];
  readonly note?: string;
};

export type CtcaeLaboratoryTerm = CtcaeTermBase & {
  readonly analytes: readonly AnalyteKey[];
  readonly editions: Readonly<Record<CtcaeVersion, CtcaeLaboratoryEdition>>;
};

export type CtcaeClinicalTerm = CtcaeTermBase & {
  /** The condition under treatment: recorded only when a person chooses it. */
  readonly isNeverSuggested?: true;
  readonly editions: Readonly<Record<CtcaeVersion, CtcaeClinicalEdition>>;
};
