import { z } from 'zod';
import { typedNote } from '@/lib/core/typed-text';
import { typedCount } from './typed-number';

export const questionnaires = ['phq-9'] as const;

/** Scores only: the questions belong to their authors. Item 9 of the PHQ-9 asks about self-harm (C§5.1). */
export const questionnaireContentSchema = z
  .object({
    instrument: z.enum(questionnaires).default('phq-9'),
    total: typedCount(27).pipe(z.number('Enter the total.')),
    item9: typedCount(3).pipe(z.number('Enter the answer to item 9.')),
    note: typedNote().default(''),
  })
  .refine(({ total, item9 }) => item9 <= total, {
    path: ['total'],
    message: 'The total cannot be below its item 9.',
  });
export type QuestionnaireContent = z.output<typeof questionnaireContentSchema>;
