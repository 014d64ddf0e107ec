import { z } from 'zod';
import { typedReason } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { drugs } from './therapy';
import { typedNumber } from './typed-number';

export const injectionExceptionKinds = ['missed', 'moved', 'other-dose'] as const;

export const injectionExceptionLabels: Record<(typeof injectionExceptionKinds)[number], string> = {
  missed: 'Missed',
  moved: 'Given on another day',
  'other-dose': 'Given at another dose',
};

/**
 * One injection that was not given as the regimen has it; the record's date is the day for which it was
 * planned. There is no record of an injection given as planned (engine §3).
 */
const exceptionFields = { drug: z.enum(drugs, 'Choose the drug.'), reason: typedReason() };

export const injectionExceptionContentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('missed'), ...exceptionFields }),
  z.object({ kind: z.literal('moved'), ...exceptionFields, givenOn: civilDateSchema }),
  z.object({
    kind: z.literal('other-dose'),
    ...exceptionFields,
    amount: typedNumber({ from: 0.01, to: 100_000 }).pipe(z.number('Enter the amount.')),
  }),
]);
export type InjectionExceptionContent = z.output<typeof injectionExceptionContentSchema>;
