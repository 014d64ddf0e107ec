import { z } from 'zod';
import { typedNote } from '@/lib/core/typed-text';
import { typedCount, typedNumber } from './typed-number';

/** Capsules brought back on the record's date; nobody else takes them (C§2.2). */
export const drugReturnContentSchema = z.object({
  quantity: typedCount(500, 1).pipe(z.number('Enter the number of capsules.')),
  strengthMg: typedNumber({ from: 0.1, to: 100 }).pipe(z.number('Enter the strength in mg.')),
  note: typedNote().default(''),
});
export type DrugReturnContent = z.output<typeof drugReturnContentSchema>;
