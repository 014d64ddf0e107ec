import type { Course } from '@/lib/course/course';
import { supplyStateOn } from '@/lib/course/supply-state';
import type { Therapy } from '@/lib/course/therapy';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import { maximumSupplyDays } from '@/lib/records/dispensing';
import { type RemsCategory, remsCategoryLabels } from '@/lib/records/rems-check';
import { dispensingGate, type MissingItem } from '@/lib/rems/dispensing-gate';
import { remsStatusOf } from '@/lib/rems/rems-status';
import { remsRuleSetOn } from '@/lib/rems/rule-sets';
import { type PartnerPregnancy, partnerPregnancies } from './partner-pregnancy';

export interface OpenFlag {
  readonly title: string;
  readonly blocksDispensing: boolean;
}

/** What the clinic has documented for the REMS, and what still stands in the way of a supply. */
export interface RemsView {
  readonly enrolledOn: CivilDate | null;
  readonly category: string | null;
  readonly consentOn: CivilDate | null;
  readonly consentVersion: string;
  /** The newest. */
  readonly counseledOn: CivilDate | null;
  readonly coupleCounseledOn: CivilDate | null;
  readonly bloodDonationAcknowledged: boolean;
  readonly noSharingAcknowledged: boolean;
  readonly partnerPregnancies: readonly PartnerPregnancy[];
  /** Null where the program holds no rules for a prescription of today. */
  readonly ruleSet: { readonly title: string; readonly source: string } | null;
  /** Of a supply prescribed and dispensed today, with the pharmacy's authorization at hand. */
  readonly missing: readonly MissingItem[];
}

export function remsView(
  course: Course,
  therapy: Therapy,
  openFlags: readonly OpenFlag[],
  today: Day,
): RemsView {
  const checks = recordsOf(course.records, 'rems-check').filter(({ voided }) => !voided);
  const rems = remsStatusOf(checks.map(({ id, on, content }) => ({ recordId: id, on, content })));
  const ruleSet = remsRuleSetOn(today, { enrollmentOnlyFrom: course.remsEnrollmentOnlyFrom });
  const verdict = dispensingGate({
    ruleSet,
    request: {
      prescribedOn: today,
      dispensedOn: today,
      authorizationPresent: true,
      dispenseBy: today,
      daysSupply: maximumSupplyDays,
      refills: 0,
    },
    rems,
    therapy: supplyStateOn(course, therapy, today),
    openFlags,
  });
  return {
    enrolledOn: dateOrNull(rems.enrolledOn),
    category: categoryLabel(rems.category),
    consentOn: dateOrNull(rems.consentOn),
    consentVersion: rems.consentVersion,
    counseledOn: dateOrNull(rems.counseledOn.at(-1) ?? null),
    coupleCounseledOn: dateOrNull(rems.coupleCounseledOn.at(-1) ?? null),
    bloodDonationAcknowledged: rems.bloodDonationAcknowledged,
    noSharingAcknowledged: rems.noSharingAcknowledged,
    partnerPregnancies: partnerPregnancies(course.records, therapy),
    ruleSet: ruleSet && { title: ruleSet.title, source: ruleSet.source },
    missing: verdict.allowed ? [] : verdict.missing,
  };
}

function categoryLabel(category: RemsCategory | null): string | null {
  return category && remsCategoryLabels[category];
}

function dateOrNull(day: Day | null): CivilDate | null {
  return day === null ? null : toCivilDate(day);
}
