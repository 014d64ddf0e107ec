import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import { toCivilDate } from '@/lib/dates/civil-date';
import { adjustmentOfContact, recordContactInputSchema } from '@/lib/enrollment/contact-input';
import type { Occurrence } from '@/lib/schedule/occurrence';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';
import { placeAdjustment, refuseUnlessOpen } from '../plan/adjust-plan';
import { refuseFields } from '../refuse-fields';
import { contactRow } from './contact-row';

export type RecordedContact = { readonly contactId: string; readonly change: PlanChange };

/**
 * A call or a letter, with what came of it. A date that was agreed moves the items that it is for, and what is taken
 * off the list is closed as missed, in the same transaction.
 */
export const recordContact = defineCommand({
  name: 'contact.record',
  schema: recordContactInputSchema,
  permission: 'plan:adjust',
  findSite: findEnrollmentSite,
  run: async (context, input): Promise<RecordedContact> => {
    const { tx, actor, today } = context;
    const { enrollmentId, contactedOn, occurrenceKeys } = input;
    const loaded = await lockCourse(tx, enrollmentId);
    refuseDates(loaded, [{ field: 'contactedOn', on: contactedOn }], today);
    const { siteId, patientId } = loaded.enrollment;
    const contactId = newId();
    await insertRows(tx, 'contact_log', [
      contactRow(input, {
        id: contactId,
        siteId,
        patientId,
        enrollmentId,
        recordedBy: actor.userId,
      }),
    ]);
    const adjustment = adjustmentOfContact(input);
    if (adjustment !== null) {
      for (const occurrenceKey of new Set(occurrenceKeys)) {
        const said = { ...adjustment, occurrenceKey, contactId };
        await placeAdjustment(context, loaded, said, (occurrence) => {
          refuseUnlessOpen(occurrence);
          refuseFields([['outcome', whenEarly(occurrence, adjustment)]]);
        });
      }
    }
    return { contactId, change: await replan(tx, { today }, enrollmentId) };
  },
});

/** Nobody waits for it yet, so that it cannot be missed. */
function whenEarly(
  { opensOn }: Occurrence,
  adjustment: NonNullable<ReturnType<typeof adjustmentOfContact>>,
): string | null {
  const opening = opensOn === null ? null : toCivilDate(opensOn);
  return adjustment.kind === 'closure' && opening !== null && adjustment.closedOn < opening
    ? `One of the items opens on ${opening}; waive it on his schedule instead.`
    : null;
}
