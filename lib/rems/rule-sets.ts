import type { z } from 'zod';
import {
  type CivilDate,
  civilDate,
  civilDateSchema,
  type Day,
  toDay,
} from '@/lib/dates/civil-date';

/** iPLEDGE for people who cannot become pregnant, in the two versions of C§2.2. */
export const remsRuleSetIds = ['monthly', 'enrollment-only'] as const;
export type RemsRuleSetId = (typeof remsRuleSetIds)[number];

/** Parts of a rule set that no stored source confirms. */
export const remsRuleParts = ['counting-of-days', 'supply-and-refills', 'no-sharing'] as const;
export type RemsRulePart = (typeof remsRuleParts)[number];

export const remsRulePartNames: Readonly<Record<RemsRulePart, string>> = {
  'counting-of-days': 'how the days of the window are counted',
  'supply-and-refills': 'longest supply and refills',
  'no-sharing': 'that the drug is never shared',
};

export interface RemsRuleSet {
  readonly id: RemsRuleSetId;
  readonly version: number;
  readonly title: string;
  readonly counseling: 'every-prescription' | 'once';
  /** Days in which a prescription is filled; the day of counseling is day 1. Null: no window. */
  readonly prescriptionWindowDays: number | null;
  readonly maximumSupplyDays: number;
  readonly refillsAllowed: boolean;
  readonly authorizationRequired: boolean;
  readonly unverified: readonly RemsRulePart[];
  readonly source: string;
}

export const remsMonthlyFrom: CivilDate = civilDate('2021-12-13');
/** Planned for 2026-08-08; whether it started is not confirmed, so each site sets its own date (C§2.1). */
export const enrollmentOnlyApprovedOn: CivilDate = civilDate('2026-02-09');

export const remsRuleSets: Readonly<Record<RemsRuleSetId, RemsRuleSet>> = {
  monthly: {
    id: 'monthly',
    version: 1,
    title: 'Counseling documented every month (from 2021-12-13)',
    counseling: 'every-prescription',
    prescriptionWindowDays: 30,
    maximumSupplyDays: 30,
    refillsAllowed: false,
    authorizationRequired: true,
    unverified: ['counting-of-days', 'no-sharing'],
    source: 'C§2.2 monthly: W11, W13, W14, W16',
  },
  'enrollment-only': {
    id: 'enrollment-only',
    version: 1,
    title: 'Counseling documented at enrollment (modification approved 2026-02-09)',
    counseling: 'once',
    prescriptionWindowDays: null,
    maximumSupplyDays: 30,
    refillsAllowed: false,
    authorizationRequired: true,
    unverified: ['supply-and-refills', 'no-sharing'],
    source: 'C§2.2 enrollment-only: W5, W15',
  },
};

/** A site's date from which `enrollment-only` holds; null has not started it. */
export const enrollmentOnlyFromSchema = civilDateSchema
  .refine(
    (date) => date >= enrollmentOnlyApprovedOn,
    `The modification was approved on ${enrollmentOnlyApprovedOn}; it cannot start earlier.`,
  )
  .nullable();
export type EnrollmentOnlyFrom = z.output<typeof enrollmentOnlyFromSchema>;

/** The rule set of a prescription date; null before any that the program holds. */
export function remsRuleSetOn(
  prescribedOn: Day,
  site: { readonly enrollmentOnlyFrom: Day | null },
): RemsRuleSet | null {
  if (prescribedOn < toDay(remsMonthlyFrom)) {
    return null;
  }
  const { enrollmentOnlyFrom } = site;
  const hasStarted = enrollmentOnlyFrom !== null && prescribedOn >= enrollmentOnlyFrom;
  return remsRuleSets[hasStarted ? 'enrollment-only' : 'monthly'];
}
