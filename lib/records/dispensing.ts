import { z } from 'zod';
import { civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { typedCount, typedNumber } from './typed-number';

/** C§2.2: at most a 30-day supply, no refills. */
export const maximumSupplyDays = 30;

/** One supply of isotretinoin; the record's date is the day on which it was dispensed. */
export const dispensingContentSchema = z
  .object({
    prescribedOn: civilDateSchema,
    /** The pharmacy's authorization is confirmed to exist; its number stays with the pharmacy. */
    authorizationPresent: z.boolean(),
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
    capsulesReturned: typedCount(500),
    note: z.string().trim().max(2000).default(''),
  })
  .refine(({ prescribedOn, pickedUpOn }) => pickedUpOn === null || prescribedOn <= pickedUpOn, {
    path: ['pickedUpOn'],
    message: 'The supply cannot be picked up before it was prescribed.',
  });
export type DispensingContent = z.output<typeof dispensingContentSchema>;
