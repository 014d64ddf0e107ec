import { z } from 'zod';
import { typedReason } from '@/lib/core/typed-text';
import { civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { typedCount, typedNumber } from './typed-number';

/** C§2.2: at most a 30-day supply, no refills. */
export const maximumSupplyDays = 30;

const supply = z.object({
  prescribedOn: civilDateSchema,
  dispenseBy: optionalCivilDateSchema,
  quantity: typedCount(500, 1).pipe(z.number('Enter the number of capsules.')),
  strengthMg: typedNumber({ from: 0.1, to: 100 }).pipe(z.number('Enter the strength in mg.')),
  daysSupply: typedCount(366, 1).pipe(
    z
      .number('Enter the number of days that the supply lasts.')
      .max(maximumSupplyDays, `A supply covers at most ${maximumSupplyDays} days.`),
  ),
  refills: z
    .literal(0, 'No refills are allowed; each supply needs its own prescription.')
    .default(0),
  pickedUpOn: optionalCivilDateSchema,
  /** Of records from before returns had records of their own (decision 016). */
  capsulesReturned: typedCount(500),
  note: z.string().trim().max(2000).default(''),
});

const pickedUpAfterPrescription = {
  path: ['pickedUpOn'],
  message: 'The supply cannot be picked up before it was prescribed.',
};

function isPickedUpAfterPrescription({
  prescribedOn,
  pickedUpOn,
}: Pick<z.output<typeof supply>, 'prescribedOn' | 'pickedUpOn'>): boolean {
  return pickedUpOn === null || prescribedOn <= pickedUpOn;
}

/** One supply of isotretinoin; the record's date is the day on which it was dispensed. */
export const dispensingContentSchema = supply
  .extend({
    /** The pharmacy has one; its number is restricted and stands in a table of its own. */
    authorizationPresent: z.boolean(),
  })
  .refine(isPickedUpAfterPrescription, pickedUpAfterPrescription);
export type DispensingContent = z.output<typeof dispensingContentSchema>;

/** As it is read out by the pharmacy: digits, in groups or not. Blank: not obtained. */
const authorizationNumberSchema = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{0,30}$/, 'Enter the digits of the authorization, at most 30.'))
  .nullish()
  .transform((digits) => digits || null);

/** The number entered later, or corrected. */
export const correctAuthorizationInputSchema = z.object({
  recordId: z.uuid(),
  /** What the person saw; another number by now is somebody else's correction. */
  before: z.string().nullable(),
  number: authorizationNumberSchema.pipe(z.string('Enter the digits of the authorization.')),
  reason: typedReason('Say why the number is entered or corrected.'),
});

/** A supply as it is handed over at a visit, with the number by which the pharmacy was allowed to. */
export const dispensedSupplySchema = supply
  .extend({ authorizationNumber: authorizationNumberSchema })
  .refine(isPickedUpAfterPrescription, pickedUpAfterPrescription);
export type DispensedSupply = z.output<typeof dispensedSupplySchema>;

/** What is stored of it in the record. */
export function dispensingContentOf({
  authorizationNumber,
  ...content
}: DispensedSupply): DispensingContent {
  return { ...content, authorizationPresent: authorizationNumber !== null };
}
