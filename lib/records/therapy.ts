import { z } from 'zod';
import { civilDateSchema } from '@/lib/dates/civil-date';

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
  drug: z.enum(drugs),
  amount: z.number().positive().max(100_000),
  unit: z.enum(doseUnits),
  route: z.enum(doseRoutes),
  timesPerDay: z.int().min(1).max(4),
  everyDays: z.int().min(1).max(30),
  /** Days after the record's date on which this drug's first dose falls: drugs that take turns start apart. */
  startsAfterDays: z.int().min(0).max(30).default(0),
  reason: z.string().trim().max(2000).default(''),
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
  reason: z.enum(holdReasons),
  note: z.string().trim().max(2000).default(''),
  flagId: z.uuid().nullable().default(null),
});
export type HoldContent = z.output<typeof holdContentSchema>;

export const resumeContentSchema = z.object({
  reason: z.string().trim().min(1, 'Say why the drug is given again').max(2000),
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

/** The record's date is the last dose. */
export const stopContentSchema = z.object({
  reason: z.enum(stopReasons),
  note: z.string().trim().max(2000).default(''),
});
export type StopContent = z.output<typeof stopContentSchema>;

export const therapyInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dose'), on: civilDateSchema, content: doseContentSchema }),
  z.object({ kind: z.literal('hold'), on: civilDateSchema, content: holdContentSchema }),
  z.object({ kind: z.literal('resume'), on: civilDateSchema, content: resumeContentSchema }),
  z.object({ kind: z.literal('stop'), on: civilDateSchema, content: stopContentSchema }),
]);
export type TherapyInput = z.output<typeof therapyInputSchema>;
