import { z } from 'zod';
import { typedLine, typedNote, typedReason } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { wrongPartner } from '@/lib/records/partner';
import { recordEntrySchema } from '@/lib/records/record-entry';
import { contactSchema } from './contact-input';
import {
  enrollmentOutcomes,
  mayNameAdverseEvent,
  withdrawalCategories,
} from './enrollment-outcome';
import { patientIdentitySchema, studyIdSchema } from './patient-identity';

const occurrenceKey = z.string().min(1);

/** A decision taken over from its source: nobody signed it in this program. */
const transcribedDecision = z.object({
  key: z.string().min(1),
  chosen: z.string().min(1),
  decidedOn: civilDateSchema,
  /** Absent: the date that the protocol foresees. */
  effectiveOn: civilDateSchema.nullish(),
  reason: typedNote().default(''),
  /** The sample of a decision about one, by its id in the source. */
  recordId: z.uuid().nullish(),
});

/** A version that he followed until he was amended to the next; the last one leads to the course's own. */
const formerEdition = z.object({
  version: z.string().min(1),
  profile: z.string().min(1),
  profileVersion: z.int(),
  until: civilDateSchema,
  reason: typedNote(),
});

const adjustment = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('link'),
    occurrenceKey,
    /** Of the record in the source. */
    recordId: z.uuid(),
    reason: typedNote(),
  }),
  z.object({ kind: z.literal('waiver'), occurrenceKey, reason: typedReason() }),
  z.object({
    kind: z.literal('reschedule'),
    occurrenceKey,
    plannedOn: civilDateSchema,
    reason: typedReason(),
  }),
  z.object({
    kind: z.literal('closure'),
    occurrenceKey,
    closedOn: civilDateSchema,
    reason: typedReason(),
  }),
]);

/**
 * One man's whole course of treatment, as it comes from a file, a registry or the demo: the same
 * record schemas as the forms, and the same rules about dates.
 */
export const importedCourseSchema = z
  .object({
    studyId: studyIdSchema,
    identity: patientIdentitySchema.nullable(),
    /** Where the identity is not known, or does not say. */
    ageAtConsent: z.int().min(0).max(130).nullish(),
    protocol: z.string().min(1),
    /** Of the protocol; absent: the newest. */
    version: z.string().min(1).nullish(),
    profile: z.string().min(1).default(defaultProfile),
    /** Absent: the newest of that name. */
    profileVersion: z.int().nullish(),
    amendments: z.array(formerEdition).default([]),
    arm: z.string().min(1),
    consentOn: civilDateSchema,
    enrolledOn: civilDateSchema,
    ended: z
      .object({
        on: civilDateSchema,
        status: z.enum(enrollmentOutcomes),
        reason: typedNote(),
        /** Of a withdrawal; absent where the source does not say. */
        category: z.enum(withdrawalCategories).nullish(),
        /** Position among `records` of the adverse event that he was withdrawn for or died of. */
        adverseEvent: z.int().min(0).nullish(),
      })
      .nullable(),
    /** Why he was enrolled although a criterion is not met; a physician has still to sign that. */
    overrideReason: typedNote().default(''),
    cohortTag: typedLine(40).nullable(),
    simulated: z.boolean(),
    records: z.array(recordEntrySchema),
    /** Ids of the records in the source, in their order: how the rest of it names a record. They get new ones. */
    recordIds: z.array(z.uuid()).nullish(),
    decisions: z.array(transcribedDecision),
    adjustments: z.array(adjustment),
    contacts: z.array(contactSchema).default([]),
    /**
     * An agreed date and a removal are written into the plan as they are when a contact is typed. Not where the
     * source lists what stands in the plan among its adjustments.
     */
    contactsAdjust: z.boolean().default(true),
    /** Each with the positions among `records` of the cycles that are hers. */
    partners: z
      .array(
        z.object({
          consentOn: civilDateSchema,
          birthYear: z.int().min(1900).max(2100).nullish(),
          cycles: z.array(z.int().min(0)).default([]),
        }),
      )
      .default([]),
  })
  .superRefine((course, context) => {
    const { identity, consentOn, enrolledOn, ended, records, recordIds, partners } = course;
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (recordIds && recordIds.length !== records.length) {
      refuse(['recordIds'], 'There must be one for each record.');
    }
    if (identity !== null && identity.birthDate >= enrolledOn) {
      refuse(['identity', 'birthDate'], `Born after enrollment on ${enrolledOn}.`);
    }
    if (ended !== null && ended.on < enrolledOn) {
      refuse(['ended', 'on'], `Ended before enrollment on ${enrolledOn}.`);
    }
    if (ended !== null) {
      const { status, category = null, adverseEvent = null } = ended;
      if (category !== null && status !== 'withdrawn') {
        refuse(['ended', 'category'], 'Only a withdrawal has a category.');
      }
      if (adverseEvent !== null && records[adverseEvent]?.kind !== 'adverse-event') {
        refuse(['ended', 'adverseEvent'], 'This record is not an adverse event.');
      }
      if (adverseEvent !== null && !mayNameAdverseEvent(status, category)) {
        refuse(['ended', 'adverseEvent'], 'This end is not for an adverse event.');
      }
    }
    partners.forEach((partner, index) => {
      partner.cycles.forEach((position, place) => {
        const cycle = records[position];
        const message =
          cycle?.kind === 'icsi-cycle'
            ? wrongPartner({ ...partner, endedOn: null }, cycle.on)
            : 'This record is not a cycle.';
        if (message !== null) {
          refuse(['partners', index, 'cycles', place], message);
        }
      });
    });
    records.forEach((record, index) => {
      if (identity !== null && record.on < identity.birthDate) {
        refuse(['records', index, 'on'], `He was born on ${identity.birthDate}.`);
      }
      if (record.kind === 'dose' && record.on < consentOn) {
        refuse(['records', index, 'on'], `The first dose is before consent on ${consentOn}.`);
      }
    });
  });
export type ImportedCourseInput = z.input<typeof importedCourseSchema>;
export type ImportedCourse = z.output<typeof importedCourseSchema>;
