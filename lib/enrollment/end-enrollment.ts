import { z } from 'zod';
import { typedNote, typedReason } from '@/lib/core/typed-text';
import { civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { lostAfterContactsDefault } from '@/lib/protocols/library/shared-settings';
import {
  enrollmentOutcomes,
  mayNameAdverseEvent,
  withdrawalCategories,
} from './enrollment-outcome';

const unanswered = z.literal('').transform(() => null);

export const endEnrollmentInputSchema = z
  .object({
    enrollmentId: z.uuid(),
    version: z.int().min(1),
    status: z.enum(enrollmentOutcomes, 'Say how the enrollment ends.'),
    /** The day of the death, or the last day on which he took part. */
    endedOn: civilDateSchema,
    /** Of a withdrawal. */
    category: z.enum(withdrawalCategories).nullable().or(unanswered).default(null),
    /** The record of the event that he is withdrawn for or died of. */
    adverseEventId: z.uuid().nullable().or(unanswered).default(null),
    /** The last dose, recorded as a stop together with the end; null where therapy does not go on or nobody knows. */
    stop: z.object({ on: optionalCivilDateSchema }).default({ on: null }),
    isLastDoseUnknown: z.boolean().default(false),
    /** Why a physician calls him lost after fewer contacts than the protocol asks for. */
    fewerContactsReason: typedNote().default(''),
    reason: typedReason('Say why the enrollment ends.'),
  })
  .superRefine(({ status, category, adverseEventId, stop, endedOn }, context) => {
    const refuse = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (status === 'withdrawn' && category === null) {
      refuse(['category'], 'Say why he is withdrawn.');
    }
    if (status === 'withdrawn' && category === 'adverse-event' && adverseEventId === null) {
      refuse(['adverseEventId'], 'Choose the adverse event; record it first if it is not there.');
    }
    if (stop.on !== null && stop.on > endedOn) {
      refuse(['stop', 'on'], `This is after the end on ${endedOn}.`);
    }
  })
  // What was chosen before another outcome was is not part of the answer.
  .transform((input) => {
    const category = input.status === 'withdrawn' ? input.category : null;
    const named = mayNameAdverseEvent(input.status, category) ? input.adverseEventId : null;
    return { ...input, category, adverseEventId: named };
  });
export type EndEnrollmentInput = z.input<typeof endEnrollmentInputSchema>;

export const reopenEnrollmentInputSchema = z.object({
  enrollmentId: z.uuid(),
  version: z.int().min(1),
  reason: typedReason('Say why the end was a mistake.'),
});

/** Attempts to reach a man before he counts as lost to follow-up; versions before 1.2 have no such setting. */
export function contactsBeforeLost(settings: Readonly<Record<string, unknown>>): number {
  const contacts = settings['lost-after-contacts'];
  return typeof contacts === 'number' ? contacts : lostAfterContactsDefault;
}
