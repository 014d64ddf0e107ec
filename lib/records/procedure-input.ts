import { z } from 'zod';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { postOperativeCheckContentSchema } from './post-operative-check';
import { procedureContentSchema } from './procedure';
import { icsiCycleEntrySchema } from './record-entry';

export const recordProcedureInputSchema = z.object({
  enrollmentId: z.uuid(),
  entry: z.object({ on: civilDateSchema, content: procedureContentSchema }),
});

export const recordCycleInputSchema = z.object({
  enrollmentId: z.uuid(),
  entry: icsiCycleEntrySchema.refine(({ content }) => content.partnerId !== null, {
    path: ['content', 'partnerId'],
    message: 'Choose the partner whose consent is recorded.',
  }),
});

export const recordCheckInputSchema = z.object({
  enrollmentId: z.uuid(),
  entry: z.object({ on: civilDateSchema, content: postOperativeCheckContentSchema }),
});
