import { z } from 'zod';
import { passwordMaxLength } from '@/lib/auth/password';
import { typedNote } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { historyEntrySchema } from '@/lib/records/history';
import { patientIdentitySchema, studyIdSchema } from './patient-identity';

const newPatient = z.object({
  kind: z.literal('new'),
  /** Blank takes the site's next free one. */
  studyId: z.union([z.literal(''), studyIdSchema]).default(''),
  identity: patientIdentitySchema,
});

const existingPatient = z.object({ kind: z.literal('existing'), patientId: z.uuid() });

/** A man, a protocol with its arm, and what is known about him that the criteria ask for. */
export const enrollPatientInputSchema = z
  .object({
    siteId: z.uuid(),
    patient: z.discriminatedUnion('kind', [newPatient, existingPatient]),
    protocol: z.string().min(1, 'Choose a protocol.'),
    profile: z.string().min(1).default(defaultProfile),
    arm: z.string().min(1, 'Choose an arm.'),
    consentOn: civilDateSchema,
    enrolledOn: civilDateSchema,
    /** Answers to the criteria and earlier findings; a source may be left out. */
    findings: z.array(historyEntrySchema).default([]),
    /** Why he is enrolled although a criterion is not met. */
    overrideReason: typedNote().default(''),
    /** Of a physician who signs that reason with the enrollment; others leave it blank. */
    password: z.string().max(passwordMaxLength).default(''),
  })
  .superRefine(({ patient, consentOn, enrolledOn, findings }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (patient.kind === 'new' && patient.identity.birthDate >= enrolledOn) {
      refuse(['patient', 'identity', 'birthDate'], 'The birth date is not before enrollment.');
    }
    if (consentOn > enrolledOn) {
      refuse(['consentOn'], `Consent is after enrollment on ${enrolledOn}.`);
    }
    findings.forEach((entry, index) => {
      if (entry.on > enrolledOn) {
        refuse(['findings', index, 'on'], `This is after enrollment on ${enrolledOn}.`);
      }
    });
  });
export type EnrollPatientInput = z.input<typeof enrollPatientInputSchema>;
