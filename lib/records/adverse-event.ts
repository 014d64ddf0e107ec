import { z } from 'zod';
import { certainties } from '@/lib/core/certainty';
import { typedLine, typedNote, typedReason } from '@/lib/core/typed-text';
import { ctcaeClinicalTerms } from '@/lib/ctcae/clinical-terms';
import { ctcaeLaboratoryTerms } from '@/lib/ctcae/laboratory-terms';
import { ctcaeVersions } from '@/lib/ctcae/term';
import { civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { typedCount } from './typed-number';

/** A finding that CTCAE has no term for is named in words. */
export const otherTerm = 'other';

export const ctcaeTermNames: Readonly<Record<string, string>> = Object.fromEntries(
  [...ctcaeLaboratoryTerms, ...ctcaeClinicalTerms].map(({ key, term }) => [key, term]),
);

const termKey = z
  .string('Choose a term.')
  .refine((key) => key === otherTerm || key in ctcaeTermNames, 'Choose a term.');

export const seriousnessCriteria = [
  'death',
  'life-threatening',
  'hospitalization',
  'disability',
  'congenital-anomaly',
  'important-medical-event',
] as const;

export const relatednesses = [
  'not-related',
  'unlikely',
  'possible',
  'probable',
  'definite',
  'unknown',
] as const;

/** Action taken with the study drug, in the words of CDISC. */
export const drugActions = [
  'dose-not-changed',
  'dose-reduced',
  'dose-increased',
  'drug-interrupted',
  'drug-withdrawn',
  'not-applicable',
  'unknown',
] as const;

export const adverseEventOutcomes = [
  'recovered',
  'recovering',
  'not-recovered',
  'recovered-with-sequelae',
  'fatal',
  'unknown',
] as const;

const grade = typedCount(5, 1).pipe(z.number('Choose a grade.'));

/**
 * One adverse event as a person has confirmed it; the record's date is its onset. Its course is amended
 * as it goes on, and every version stays.
 */
export const adverseEventContentSchema = z.object({
  term: termKey,
  /** What it was, where the term is `other`; else the words in which it was reported. */
  description: typedLine().default(''),
  ctcaeVersion: z.enum(ctcaeVersions).default('5.0'),
  /** Each grade from a day on, the first from the onset. */
  grades: z.array(z.object({ from: civilDateSchema, grade })).min(1, 'Enter the grade.'),
  /** The last day, null while it goes on. */
  endedOn: optionalCivilDateSchema,
  serious: z.enum(certainties).default('unknown'),
  seriousness: z.array(z.enum(seriousnessCriteria)).default([]),
  relatedness: z.enum(relatednesses).default('unknown'),
  action: z.enum(drugActions).default('unknown'),
  outcome: z.enum(adverseEventOutcomes).default('unknown'),
  /** The record whose grade or symptom suggested it. */
  suggestedBy: z.uuid().nullable().default(null),
  note: typedNote().default(''),
});
export type AdverseEventContent = z.output<typeof adverseEventContentSchema>;

/** A suggestion that a person has read and not taken for an adverse event, up to this grade. */
export const adverseEventDismissalContentSchema = z.object({
  term: termKey,
  ctcaeVersion: z.enum(ctcaeVersions).default('5.0'),
  grade,
  /** The record that suggested it. */
  suggestedBy: z.uuid(),
  reason: typedReason('Say why this is no adverse event.'),
});
export type AdverseEventDismissalContent = z.output<typeof adverseEventDismissalContentSchema>;
