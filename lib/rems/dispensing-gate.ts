import { addDays, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { DispensingContent } from '@/lib/records/dispensing';
import type { RemsStatus } from './rems-status';
import type { RemsRuleSet } from './rule-sets';

export const dispensingItems = [
  'rule-set',
  'prescription',
  'rems-enrollment',
  'rems-category',
  'consent',
  'counseling',
  'prescription-window',
  'authorization',
  'dispense-by',
  'supply',
  'refills',
  'blood-donation',
  'no-sharing',
  'red-flag',
  'therapy-on-hold',
  'stop-signed',
  'therapy-stopped',
] as const;
export type DispensingItem = (typeof dispensingItems)[number];

/** Where each is put right, as the screens name it. */
const fixPlaces: Readonly<Record<DispensingItem, string>> = {
  'rule-set': 'Dispensing',
  prescription: 'Dispensing',
  'rems-enrollment': 'REMS check',
  'rems-category': 'REMS check',
  consent: 'REMS check',
  counseling: 'REMS check',
  'prescription-window': 'REMS check and Dispensing',
  authorization: 'Dispensing',
  'dispense-by': 'Dispensing',
  supply: 'Dispensing',
  refills: 'Dispensing',
  'blood-donation': 'REMS check',
  'no-sharing': 'REMS check',
  'red-flag': 'Decisions, for a physician',
  'therapy-on-hold': 'Therapy, Resume',
  'stop-signed': 'Therapy, Stop',
  'therapy-stopped': 'a new enrollment',
};

export interface MissingItem {
  readonly item: DispensingItem;
  readonly message: string;
}

/** The item in words, and where it is entered. */
export function missingItemSentence({ item, message }: MissingItem): string {
  return `${message} See ${fixPlaces[item]}.`;
}

export type DispensingVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly missing: readonly MissingItem[] };

/** The supply that somebody wants to dispense. */
export interface DispensingRequest {
  readonly prescribedOn: Day;
  readonly dispensedOn: Day;
  readonly authorizationPresent: boolean;
  readonly dispenseBy: Day | null;
  readonly daysSupply: number;
  readonly refills: number;
}

/** What is handed over later than it is dispensed counts from the day of the pick-up. */
export function dispensingRequestOf(
  recordedOn: Day,
  content: DispensingContent,
): DispensingRequest {
  return {
    prescribedOn: toDay(content.prescribedOn),
    dispensedOn: content.pickedUpOn === null ? recordedOn : toDay(content.pickedUpOn),
    authorizationPresent: content.authorizationPresent,
    dispenseBy: content.dispenseBy === null ? null : toDay(content.dispenseBy),
    daysSupply: content.daysSupply,
    refills: content.refills,
  };
}

export interface DispensingCase {
  /** Of the prescription date (`remsRuleSetOn`). */
  readonly ruleSet: RemsRuleSet | null;
  readonly request: DispensingRequest;
  readonly rems: RemsStatus;
  /** On the day of dispensing; a supply before the first dose is `in-progress`. */
  readonly therapy: 'in-progress' | 'on-hold' | 'stop-signed' | 'stopped';
  readonly openFlags: readonly { readonly title: string; readonly blocksDispensing: boolean }[];
}

/** Whether a supply may be dispensed; if not, every missing item by name (engine §8, C§2.2). */
export function dispensingGate(dispensing: DispensingCase): DispensingVerdict {
  const { ruleSet } = dispensing;
  const missing = [
    ...(ruleSet === null ? [noRuleSet] : missingByRuleSet(ruleSet, dispensing)),
    ...missingPrescription(dispensing.request),
    ...missingEnrollment(dispensing),
    ...missingAcknowledgments(dispensing.rems),
    ...therapyObstacles(dispensing),
  ].toSorted((a, b) => dispensingItems.indexOf(a.item) - dispensingItems.indexOf(b.item));
  return missing.length === 0 ? { allowed: true } : { allowed: false, missing };
}

const noRuleSet: MissingItem = {
  item: 'rule-set',
  message: 'No REMS rule set is held for this prescription date.',
};

function missingByRuleSet(
  ruleSet: RemsRuleSet,
  { request, rems }: DispensingCase,
): readonly MissingItem[] {
  return [
    ...missingCounseling(ruleSet, request, rems),
    ...missingAuthorization(ruleSet, request),
    ...supplyObstacles(ruleSet, request),
  ];
}

function missingPrescription(request: DispensingRequest): readonly MissingItem[] {
  return request.prescribedOn <= request.dispensedOn
    ? []
    : [
        {
          item: 'prescription',
          message: `A prescription; this one is dated later, ${toCivilDate(request.prescribedOn)}.`,
        },
      ];
}

function missingEnrollment({ rems, request }: DispensingCase): readonly MissingItem[] {
  const { enrolledOn, category, consentOn } = rems;
  const missing: MissingItem[] = [];
  if (enrolledOn === null || enrolledOn > request.prescribedOn) {
    missing.push({
      item: 'rems-enrollment',
      message: 'Enrollment in the REMS by a certified prescriber, before the prescription.',
    });
  } else if (category !== 'cannot-become-pregnant') {
    missing.push({
      item: 'rems-category',
      message:
        'REMS category "cannot become pregnant"; the program holds no rules for another one.',
    });
  }
  if (consentOn === null || consentOn > request.prescribedOn) {
    missing.push({ item: 'consent', message: 'REMS consent signed before the prescription.' });
  }
  return missing;
}

/** Counseling comes before the prescription; where there is a window, the supply is dispensed inside it. */
function missingCounseling(
  { counseling, prescriptionWindowDays }: RemsRuleSet,
  { prescribedOn, dispensedOn }: DispensingRequest,
  { counseledOn }: RemsStatus,
): readonly MissingItem[] {
  const newest = counseledOn.filter((day) => day <= prescribedOn).at(-1);
  if (newest === undefined) {
    const message =
      counseling === 'once'
        ? 'Counseling documented at REMS enrollment.'
        : 'Counseling documented on or before the prescription date.';
    return [{ item: 'counseling', message }];
  }
  if (prescriptionWindowDays === null) {
    return [];
  }
  const closesOn = addDays(newest, prescriptionWindowDays - 1);
  if (prescribedOn > closesOn) {
    return [
      {
        item: 'counseling',
        message: `New counseling: the last one, ${toCivilDate(newest)}, is more than ${prescriptionWindowDays} days old.`,
      },
    ];
  }
  return dispensedOn <= closesOn
    ? []
    : [
        {
          item: 'prescription-window',
          message: `A new prescription: the ${prescriptionWindowDays} days from counseling ended on ${toCivilDate(closesOn)}.`,
        },
      ];
}

function missingAuthorization(
  { authorizationRequired }: RemsRuleSet,
  { authorizationPresent, dispenseBy, dispensedOn }: DispensingRequest,
): readonly MissingItem[] {
  if (!authorizationRequired) {
    return [];
  }
  if (!authorizationPresent) {
    return [{ item: 'authorization', message: 'The number of the pharmacy’s authorization.' }];
  }
  if (dispenseBy === null) {
    return [{ item: 'dispense-by', message: 'The "dispense by" date of the authorization.' }];
  }
  return dispensedOn <= dispenseBy
    ? []
    : [
        {
          item: 'dispense-by',
          message: `A new authorization: this one ended on ${toCivilDate(dispenseBy)}.`,
        },
      ];
}

function supplyObstacles(
  { maximumSupplyDays, refillsAllowed }: RemsRuleSet,
  { daysSupply, refills }: DispensingRequest,
): readonly MissingItem[] {
  const missing: MissingItem[] = [];
  if (daysSupply > maximumSupplyDays) {
    missing.push({
      item: 'supply',
      message: `A supply of at most ${maximumSupplyDays} days, not ${daysSupply}.`,
    });
  }
  if (!refillsAllowed && refills > 0) {
    missing.push({ item: 'refills', message: 'A prescription without refills.' });
  }
  return missing;
}

function missingAcknowledgments(rems: RemsStatus): readonly MissingItem[] {
  const missing: MissingItem[] = [];
  if (!rems.bloodDonationAcknowledged) {
    missing.push({
      item: 'blood-donation',
      message: 'Acknowledged: no blood donation until one month after the last dose.',
    });
  }
  if (!rems.noSharingAcknowledged) {
    missing.push({ item: 'no-sharing', message: 'Acknowledged: the drug is never shared.' });
  }
  return missing;
}

function therapyObstacles({ openFlags, therapy }: DispensingCase): readonly MissingItem[] {
  const missing = openFlags
    .filter(({ blocksDispensing }) => blocksDispensing)
    .map(
      ({ title }): MissingItem => ({
        item: 'red-flag',
        message: `A physician’s decision on the red flag "${title}".`,
      }),
    );
  if (therapy === 'on-hold') {
    missing.push({
      item: 'therapy-on-hold',
      message: 'Resumption of the therapy, which is on hold.',
    });
  }
  if (therapy === 'stop-signed') {
    missing.push({
      item: 'stop-signed',
      message: 'A running therapy; a physician has signed its stop, which is not recorded yet.',
    });
  }
  if (therapy === 'stopped') {
    missing.push({
      item: 'therapy-stopped',
      message: 'A running therapy; this one has been stopped.',
    });
  }
  return missing;
}
