import { z } from 'zod';
import { optionalCivilDateSchema } from '@/lib/dates/civil-date';

/** iPLEDGE tells two groups apart since 2021-12-13 (C§2.1); the men of this program are in the second. */
export const remsCategories = ['can-become-pregnant', 'cannot-become-pregnant'] as const;
export type RemsCategory = (typeof remsCategories)[number];

export const remsCategoryLabels: Record<RemsCategory, string> = {
  'can-become-pregnant': 'Can become pregnant',
  'cannot-become-pregnant': 'Cannot become pregnant',
};

/**
 * What the clinic did for the REMS at a contact; it documents, and never submits to, iPLEDGE. Each
 * part may be left open and stand in another check: what counts is the newest answer to each part.
 * The patient's REMS id is part of his identity and does not belong here.
 */
export const remsCheckContentSchema = z
  .object({
    /** Enrolled in the REMS by a certified prescriber, with the category assigned that day. */
    enrolledOn: optionalCivilDateSchema,
    category: z
      .enum([...remsCategories, ''])
      .nullable()
      .default(null)
      .transform((category) => category || null),
    consentOn: optionalCivilDateSchema,
    consentVersion: z.string().trim().max(100).default(''),
    /** Counseling documented in the system. */
    counseledOn: optionalCivilDateSchema,
    /** Counseling of the couple about the drug in semen (C§2.3). */
    coupleCounseledOn: optionalCivilDateSchema,
    /** No blood donation during therapy and for one month after the last dose. */
    bloodDonationAcknowledged: z.boolean().default(false),
    /** Never shares the drug; returns what is left. */
    noSharingAcknowledged: z.boolean().default(false),
    note: z.string().trim().max(2000).default(''),
  })
  .refine(({ enrolledOn, category }) => (enrolledOn === null) === (category === null), {
    path: ['category'],
    message: 'Enter the date of REMS enrollment together with the category assigned.',
  });
export type RemsCheckContent = z.output<typeof remsCheckContentSchema>;
