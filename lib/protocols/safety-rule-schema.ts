import { z } from 'zod';
import { drugClasses } from '@/lib/records/concomitant-drug';
import { questionnaires } from '@/lib/records/questionnaire';
import { answersOf, presences, severities, symptomKeys } from '@/lib/records/symptoms';
import { drugs } from '@/lib/records/therapy';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { comparators } from '@/lib/units/quantity';

/**
 * Safety rules as data (engine §7). A rule covers one topic and is a ladder of levels from mild to
 * worst: the worst level that a day's evidence meets counts, so that a worsening raises the level of
 * one flag and does not open a second one.
 */
export const flagSeverities = ['info', 'amber', 'red'] as const;
export type FlagSeverity = (typeof flagSeverities)[number];

/** What a level asks a physician to decide about the drug. */
export const flagProposals = ['hold', 'stop'] as const;
export type FlagProposal = (typeof flagProposals)[number];

/** One for every topic of C§2.3 and C§3, and the wound and hormones after a retrieval (S2, S3). */
export const safetyTopics = [
  'psychiatric',
  'intracranial-hypertension',
  'pancreatitis',
  'lipids',
  'liver',
  'inflammatory-bowel-disease',
  'musculoskeletal',
  'ocular',
  'hearing',
  'serious-skin',
  'blood-count',
  'glucose',
  'dryness',
  'vascular',
  'semen-and-partner',
  'hypersensitivity',
  'interactions',
  'testosterone',
  'fsh',
  'lh',
  'estradiol',
  'prolactin',
  'hematocrit',
  'injection-site',
  'libido-and-energy',
  'weight',
  'prostate',
  'breast',
  'acne',
  'headache',
  'fluid-retention',
  'hot-flushes',
  'testicular-pain',
  'sleep-apnea',
  'hcg-based-tests',
  'surgical-wound',
] as const;
export type SafetyTopic = (typeof safetyTopics)[number];

const settingReference = z.strictObject({ setting: z.string().min(1) });
const threshold = z.union([z.number(), settingReference]);
const positiveThreshold = z.union([z.number().positive(), settingReference]);

/** Compares the standardized value with a number in the analyte's standard unit. */
const labPredicate = z
  .strictObject({
    kind: z.literal('lab'),
    analyte: z.enum(bloodAnalyteKeys),
    comparison: z.enum(comparators),
    limit: threshold,
    unit: z.string(),
  })
  .refine(({ analyte, unit }) => unit === analytes[analyte].standard.unit, {
    path: ['unit'],
    message: 'A limit is in the standard unit of its analyte.',
  });

/** Compares the reported value with a multiple of the end of the laboratory's own range. */
const labReferencePredicate = z.strictObject({
  kind: z.literal('lab-reference'),
  analyte: z.enum(bloodAnalyteKeys),
  comparison: z.enum(comparators),
  bound: z.enum(['upper', 'lower']),
  times: positiveThreshold,
});

const symptomPredicate = z.strictObject({
  kind: z.literal('symptom'),
  anyOf: z
    .array(
      z
        .strictObject({
          key: z.enum(symptomKeys),
          atLeast: z.union([z.enum([...severities, ...presences]), settingReference]),
        })
        .refine(
          ({ key, atLeast }) => typeof atLeast === 'object' || answersOf(key).indexOf(atLeast) > 0,
          {
            path: ['atLeast'],
            message: 'The level is an answer of the symptom, and not its lowest.',
          },
        ),
    )
    .min(1),
});

/** Asked for and answered with the lowest answer: the absence of what is expected says something. */
const symptomAbsentPredicate = z.strictObject({
  kind: z.literal('symptom-absent'),
  key: z.enum(symptomKeys),
});

/** Compares the quotient of two results of one day, each in the standard unit of its analyte. */
const labRatioPredicate = z
  .strictObject({
    kind: z.literal('lab-ratio'),
    of: z.strictObject({ analyte: z.enum(bloodAnalyteKeys), unit: z.string() }),
    to: z.strictObject({ analyte: z.enum(bloodAnalyteKeys), unit: z.string() }),
    comparison: z.enum(comparators),
    limit: positiveThreshold,
  })
  .refine(
    ({ of, to }) => [of, to].every(({ analyte, unit }) => unit === analytes[analyte].standard.unit),
    { path: ['of'], message: 'A ratio is of standard units.' },
  );

export const questionnaireItems = ['total', 'item9'] as const;

/** Compares a score as it was entered. */
const questionnairePredicate = z.strictObject({
  kind: z.literal('questionnaire'),
  instrument: z.enum(questionnaires),
  item: z.enum(questionnaireItems),
  comparison: z.enum(comparators),
  limit: threshold,
});

/** Measured weight against the last one on or before the day of the first dose. */
const weightGainPredicate = z.strictObject({
  kind: z.literal('weight-gain'),
  /** Of the weight at the start. */
  fromPercent: positiveThreshold,
});

/** Another drug taken on at least one day of therapy. */
const drugClassPredicate = z.strictObject({
  kind: z.literal('drug-class'),
  anyOf: z.array(z.enum(drugClasses)).min(1),
  during: z.array(z.enum(drugs)).min(1),
});

/** Met on the first day of therapy: what has to be known or said once. */
const therapyStartedPredicate = z.strictObject({
  kind: z.literal('therapy-started'),
  anyOf: z.array(z.enum(drugs)).min(1),
});

/** The first motile sperm on treatment, as long as none of that sample or a later one are frozen. */
const firstMotileSpermPredicate = z.strictObject({
  kind: z.literal('first-motile-sperm'),
  enabled: settingReference,
});

const atom = z.discriminatedUnion('kind', [
  labPredicate,
  labReferencePredicate,
  symptomPredicate,
  symptomAbsentPredicate,
  labRatioPredicate,
  questionnairePredicate,
  weightGainPredicate,
  drugClassPredicate,
  therapyStartedPredicate,
  firstMotileSpermPredicate,
]);
export type SafetyAtom = z.output<typeof atom>;

export type SafetyPredicate =
  | SafetyAtom
  | { readonly kind: 'all'; readonly of: readonly SafetyPredicate[] }
  | { readonly kind: 'any'; readonly of: readonly SafetyPredicate[] };

/** `all` and `any` join the evidence of one day. */
const predicate: z.ZodType<SafetyPredicate, SafetyPredicate> = z.lazy(() =>
  z.union([
    atom,
    z.strictObject({ kind: z.literal('all'), of: z.array(predicate).min(2) }),
    z.strictObject({ kind: z.literal('any'), of: z.array(predicate).min(2) }),
  ]),
);

const level = z
  .strictObject({
    severity: z.enum(flagSeverities),
    when: predicate,
    /** What to do, without anything that identifies a patient. */
    advice: z.string().min(1),
    whoActs: z.enum(['staff', 'physician']),
    /** Counted from the day of the evidence; 0 is the same day, null leaves it open. */
    actWithinDays: z.int().min(0).nullable(),
    proposes: z.enum(flagProposals).nullable(),
    /** Until a physician has decided. */
    blocksDispensing: z.boolean(),
  })
  .refine(({ severity, blocksDispensing }) => severity === 'red' || !blocksDispensing, {
    path: ['blocksDispensing'],
    message: 'Only a red level blocks dispensing.',
  });
export type SafetyLevel = z.output<typeof level>;

export const safetyRuleSchema = z.strictObject({
  id: z.string().regex(/^SAF(-[A-Z0-9]+)+$/),
  version: z.int().min(1),
  title: z.string().min(1),
  topic: z.enum(safetyTopics),
  source: z.string().min(1),
  /**
   * Days whose evidence counts. `on-drug` runs from the first dose to some days after the last one;
   * `taking-drug` from some days after the first dose to the last one, and not while on hold;
   * `after-surgery` from the day after this enrollment's first retrieval.
   */
  appliesWhile: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('enrolled') }),
    z.strictObject({
      kind: z.literal('on-drug'),
      anyOf: z.array(z.enum(drugs)).min(1),
      daysAfterLastDose: z.union([z.int().min(0), settingReference]),
    }),
    z.strictObject({
      kind: z.literal('taking-drug'),
      anyOf: z.array(z.enum(drugs)).min(1),
      daysAfterFirstDose: z.union([z.int().min(0), settingReference]),
    }),
    z.strictObject({ kind: z.literal('after-surgery') }),
  ]),
  levels: z
    .array(level)
    .min(1)
    .refine(
      (levels) =>
        levels.every(
          ({ severity }, index) =>
            index === 0 ||
            severityRank(severity) >= severityRank(levels[index - 1]?.severity ?? 'info'),
        ),
      'Levels go from mild to worst.',
    ),
});
export type SafetyRule = z.output<typeof safetyRuleSchema>;

/** Larger is worse. */
export function severityRank(severity: FlagSeverity): number {
  return flagSeverities.indexOf(severity);
}
