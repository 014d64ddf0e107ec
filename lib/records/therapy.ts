import { z } from 'zod';
import { typedNote, typedReason } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { typedCount, typedNumber } from './typed-number';

/**
 * Therapy is recorded as four facts: a dose from a date on, a hold, a resume and the stop.
 * Intervals, cumulative dose and the last-dose date follow from them.
 */
export const drugs = ['isotretinoin', 'hcg', 'ufsh'] as const;
export type Drug = (typeof drugs)[number];

export const drugNames: Record<Drug, string> = {
  isotretinoin: 'Isotretinoin',
  hcg: 'hCG',
  ufsh: 'uFSH',
};

export const doseUnits = ['mg', '[IU]'] as const;
export const doseRoutes = ['oral', 'intramuscular', 'subcutaneous'] as const;

/** `everyDays` 1 with `timesPerDay` 2 is twice daily; `everyDays` 2 with 1 is one injection every 2 days. */
export const doseContentSchema = z.object({
  drug: z.enum(drugs, 'Choose the drug.'),
  amount: typedNumber({ from: 0.01, to: 100_000 }).pipe(z.number('Enter the amount.')),
  unit: z.enum(doseUnits),
  route: z.enum(doseRoutes),
  timesPerDay: typedCount(4, 1).pipe(z.number('Enter how often on a day.')),
  everyDays: typedCount(30, 1).pipe(z.number('Enter every how many days.')),
  /** Days after the record's date on which this drug's first dose falls: drugs that take turns start apart. */
  startsAfterDays: typedCount(30).transform((days) => days ?? 0),
  reason: typedNote().default(''),
});
export type DoseContent = z.output<typeof doseContentSchema>;

export const holdReasons = [
  'adverse-event',
  'laboratory-result',
  'red-flag',
  'supply',
  'patient-choice',
  'other',
] as const;

export const holdContentSchema = z.object({
  reason: z.enum(holdReasons, 'Choose a reason.'),
  note: typedNote().default(''),
  flagId: z.uuid().nullable().default(null),
});
export type HoldContent = z.output<typeof holdContentSchema>;

export const resumeContentSchema = z.object({
  reason: typedReason('Say why the drug is given again.'),
});
export type ResumeContent = z.output<typeof resumeContentSchema>;

export const stopReasons = [
  'completed',
  'response',
  'adverse-event',
  'patient-choice',
  'physician-decision',
  'lost-to-follow-up',
  'other',
] as const;
export type StopReason = (typeof stopReasons)[number];

/** The record's date is the last dose, of one drug or, where `drug` is null, of all therapy. */
export const stopContentSchema = z.object({
  drug: z
    .enum(drugs, 'Choose what is stopped.')
    .nullable()
    .or(z.literal('').transform(() => null))
    .default(null),
  reason: z.enum(stopReasons, 'Choose a reason.'),
  note: typedNote().default(''),
});
export type StopContent = z.output<typeof stopContentSchema>;

/** One change of therapy as it is entered. */
export const therapyInputSchemas = {
  dose: z.object({ kind: z.literal('dose'), on: civilDateSchema, content: doseContentSchema }),
  hold: z.object({ kind: z.literal('hold'), on: civilDateSchema, content: holdContentSchema }),
  resume: z.object({
    kind: z.literal('resume'),
    on: civilDateSchema,
    content: resumeContentSchema,
  }),
  stop: z.object({ kind: z.literal('stop'), on: civilDateSchema, content: stopContentSchema }),
};

export const therapyInputSchema = z.discriminatedUnion('kind', [
  therapyInputSchemas.dose,
  therapyInputSchemas.hold,
  therapyInputSchemas.resume,
  therapyInputSchemas.stop,
]);
export type TherapyInput = z.output<typeof therapyInputSchema>;
