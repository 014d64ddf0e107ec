import { z } from 'zod';
import { typedLine, typedReason } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { typedCount } from '@/lib/records/typed-number';

/**
 * Why a man who was looked at for a protocol never enrolled. S1 prints donor sperm (539 of 1318) and men
 * excluded (210), S2 counts micro-TESE records without an earlier failed retrieval (237 of 310), S0
 * excludes men with enough ejaculated sperm (C§1.1.2, C§1.2.5, C§1.3).
 */
export const screeningCategories = [
  'donor-sperm',
  'not-eligible',
  'no-failed-retrieval',
  'sperm-in-ejaculate',
  'declined',
  'other',
] as const;
export type ScreeningCategory = (typeof screeningCategories)[number];

export const screeningCategoryNames: Readonly<Record<ScreeningCategory, string>> = {
  'donor-sperm': 'Chose donor sperm',
  'not-eligible': 'Criteria not met',
  'no-failed-retrieval': 'No earlier failed retrieval',
  'sperm-in-ejaculate': 'Enough sperm in the ejaculate',
  declined: 'Declined',
  other: 'Other, see note',
};

const mostMen = 100_000;

const men = typedCount(mostMen, 1).transform((count, context): number => {
  if (count === null) {
    context.addIssue({ code: 'custom', message: 'Say how many men.' });
    return z.NEVER;
  }
  return count;
});

const countFields = {
  /** Its code; whether there is such a protocol is for the server to say. */
  protocol: z.string().min(1, 'Choose a protocol.').max(100),
  from: civilDateSchema,
  to: civilDateSchema,
  category: z.enum(screeningCategories, 'Choose a reason.'),
  men,
  note: typedLine(200).default(''),
};

type Counted = {
  readonly from: string;
  readonly to: string;
  readonly category: ScreeningCategory;
  readonly note: string;
};

/** Whether the entry says what it must; a date in the future is for the site's own calendar to refuse. */
function checkCount({ from, to, category, note }: Counted, context: z.RefinementCtx<unknown>) {
  if (to < from) {
    context.addIssue({
      code: 'custom',
      path: ['to'],
      message: `The last day is before the first, ${from}.`,
    });
  }
  if (category === 'other' && note === '') {
    context.addIssue({ code: 'custom', path: ['note'], message: 'Say what the reason was.' });
  }
}

export const recordScreeningInputSchema = z
  .object({ siteId: z.uuid('Choose a site.'), ...countFields })
  .superRefine(checkCount);
export type RecordScreeningInput = z.input<typeof recordScreeningInputSchema>;

export const amendScreeningInputSchema = z
  .object({
    entryId: z.uuid(),
    version: z.int(),
    ...countFields,
    reason: typedReason('Say why it is changed.'),
  })
  .superRefine(checkCount);

export const voidScreeningInputSchema = z.object({
  entryId: z.uuid(),
  version: z.int(),
  reason: typedReason('Say why it is taken out.'),
});

/** Counts from a file or the demo, which name the cohort that they belong to. */
export const importedScreeningSchema = z
  .object({ ...countFields, cohortTag: typedLine(40).nullable(), simulated: z.boolean() })
  .superRefine(checkCount);
export type ImportedScreeningInput = z.input<typeof importedScreeningSchema>;
export type ImportedScreening = z.output<typeof importedScreeningSchema>;
