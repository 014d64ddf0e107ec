import 'server-only';
import type { Course } from '@/lib/course/course';
import { supplyStateOn } from '@/lib/course/supply-state';
import { therapyOf } from '@/lib/course/therapy';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import type { DispensingContent } from '@/lib/records/dispensing';
import {
  type DispensingItem,
  dispensingGate,
  dispensingRequestOf,
  type MissingItem,
  missingItemSentence,
} from '@/lib/rems/dispensing-gate';
import { remsStatusOf } from '@/lib/rems/rems-status';
import { remsRuleSetOn } from '@/lib/rems/rule-sets';
import { AppError } from '../app-error';
import type { JudgedFlags } from '../courses/safety-flags';

/** Where in the visit's form each missing item is entered; the rest stands beside the supply itself. */
const fieldOf: Partial<Record<DispensingItem, string>> = {
  prescription: 'dispensing.prescribedOn',
  'prescription-window': 'dispensing.prescribedOn',
  authorization: 'dispensing.authorizationNumber',
  'dispense-by': 'dispensing.dispenseBy',
  supply: 'dispensing.daysSupply',
  refills: 'dispensing.refills',
  'rems-enrollment': 'remsCheck.enrolledOn',
  'rems-category': 'remsCheck.category',
  consent: 'remsCheck.consentOn',
  counseling: 'remsCheck.counseledOn',
  'blood-donation': 'remsCheck.bloodDonationAcknowledged',
  'no-sharing': 'remsCheck.noSharingAcknowledged',
};

/**
 * The gate before a supply is handed over (engine §8). `course` holds what the same visit records, and
 * `openFlags` what that raises: a symptom told at the counter counts.
 *
 * @throws DISPENSING_BLOCKED with every missing item by name.
 */
export function refuseDispensing(
  course: Course,
  openFlags: JudgedFlags['open'],
  content: DispensingContent,
  recordedOn: CivilDate,
): void {
  const request = dispensingRequestOf(toDay(recordedOn), content);
  const checks = recordsOf(course.records, 'rems-check').filter(({ voided }) => !voided);
  const verdict = dispensingGate({
    ruleSet: remsRuleSetOn(request.prescribedOn, {
      enrollmentOnlyFrom: course.remsEnrollmentOnlyFrom,
    }),
    request,
    rems: remsStatusOf(checks.map(({ id, on, content }) => ({ recordId: id, on, content }))),
    therapy: supplyStateOn(course, therapyOf(course.records), request.dispensedOn),
    openFlags,
  });
  if (!verdict.allowed) {
    throw new AppError('DISPENSING_BLOCKED', {
      message: 'Dispensing is blocked. What is missing:',
      fields: fieldsOf(verdict.missing),
      detail: verdict.missing.map(({ item }) => item).join(', '),
    });
  }
}

function fieldsOf(missing: readonly MissingItem[]): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const one of missing) {
    const field = fieldOf[one.item] ?? 'dispensing';
    fields[field] = [...(fields[field] ?? []), missingItemSentence(one)];
  }
  return fields;
}
