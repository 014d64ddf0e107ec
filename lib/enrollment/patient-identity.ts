import { z } from 'zod';
import { typedLine } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';

const optionalLine = (maximum: number) =>
  typedLine(maximum)
    .nullish()
    .transform((text) => text || null);

/** What tells who the man is; stored apart from everything else about him. */
export const patientIdentitySchema = z.object({
  givenName: typedLine().min(1, 'Enter the given name.'),
  familyName: typedLine().min(1, 'Enter the family name.'),
  birthDate: civilDateSchema,
  recordNumber: typedLine(50).min(1, 'Enter the record number.'),
  phone: optionalLine(50),
  email: z
    .union([z.literal('').transform(() => null), z.email('Enter an e-mail address.')])
    .nullish()
    .transform((address) => address ?? null),
  remsId: optionalLine(50),
});
export type PatientIdentityInput = z.input<typeof patientIdentitySchema>;
export type PatientIdentity = z.output<typeof patientIdentitySchema>;

/** Letters, digits and hyphens: study ids stand in file names and in statistics programs. */
export const studyIdSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'Use letters, digits and hyphens, at most 40.');
