import { z } from 'zod';
import { certainties } from '@/lib/core/certainty';
import { typedNote } from '@/lib/core/typed-text';
import { optionalCivilDateSchema } from '@/lib/dates/civil-date';

/** S3 names hematoma, infection and atrophy (C§1.4); S2 watches for complications without a list. */
export const complicationKinds = [
  'hematoma',
  'infection',
  'pain',
  'testicular-atrophy',
  'other',
] as const;
type ComplicationKind = (typeof complicationKinds)[number];

export const complicationNames: Readonly<Record<ComplicationKind, string>> = {
  hematoma: 'Hematoma',
  infection: 'Infection',
  pain: 'Pain that lasts',
  'testicular-atrophy': 'Testicular atrophy',
  other: 'Other',
};

const complication = z
  .object({
    kind: z.enum(complicationKinds, 'Choose the complication.'),
    /** Null where nobody knows since when. */
    from: optionalCivilDateSchema,
    resolved: z.enum(certainties).default('unknown'),
    note: typedNote(500).default(''),
  })
  .refine(({ kind, note }) => kind !== 'other' || note !== '', {
    path: ['note'],
    message: 'Say in words what it is.',
  });
export type Complication = z.output<typeof complication>;

/**
 * A contact after an operation, which looks for complications. It belongs to the newest testicular procedure
 * on or before its date.
 */
export const postOperativeCheckContentSchema = z
  .object({
    noneSeen: z.enum(certainties).default('unknown'),
    complications: z.array(complication).max(20, 'At most 20 complications').default([]),
    note: typedNote().default(''),
  })
  .superRefine(({ noneSeen, complications }, context) => {
    const refuse = (message: string) =>
      context.addIssue({ code: 'custom', path: ['noneSeen'], message });
    if (noneSeen === 'yes' && complications.length > 0) {
      refuse('A complication is entered below, so there is one.');
    }
    if (noneSeen === 'no' && complications.length === 0) {
      refuse('Enter the complication that was seen.');
    }
  });
export type PostOperativeCheckInput = z.input<typeof postOperativeCheckContentSchema>;
export type PostOperativeCheck = z.output<typeof postOperativeCheckContentSchema>;

/** Somebody looked: nothing was seen, or it is said what. */
export function isAnswered({
  noneSeen,
  complications,
}: Pick<PostOperativeCheck, 'noneSeen' | 'complications'>): boolean {
  return noneSeen === 'yes' || complications.length > 0;
}
