import { z } from 'zod';
import { typedNote } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { injectionExceptionContentSchema } from './injection-exception';
import { therapyInputSchema, therapyInputSchemas } from './therapy';

export const changeTherapyInputSchema = z.object({
  enrollmentId: z.uuid(),
  change: therapyInputSchema,
});
export type ChangeTherapyInput = z.input<typeof changeTherapyInputSchema>;

/** One of the protocol's regimens from a day on, with all of its drugs. */
export const startRegimenInputSchema = z.object({
  enrollmentId: z.uuid(),
  change: z.object({
    regimen: z.string('Choose a regimen.').min(1, 'Choose a regimen.'),
    on: civilDateSchema,
    reason: typedNote().default(''),
  }),
});
export type StartRegimenInput = z.input<typeof startRegimenInputSchema>;

/** What happened to the injection planned for a day. */
export const injectionExceptionInputSchema = z.object({
  enrollmentId: z.uuid(),
  change: z.object({ on: civilDateSchema, content: injectionExceptionContentSchema }),
});

/** A first dose speaks for itself; a change of dose has a reason. */
export const changeDoseInputSchema = z
  .object({ enrollmentId: z.uuid(), change: therapyInputSchemas.dose })
  .refine(({ change }) => change.content.reason !== '', {
    path: ['change', 'content', 'reason'],
    message: 'Say why the dose is changed.',
  });
