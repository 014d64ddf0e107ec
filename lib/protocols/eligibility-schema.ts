import { z } from 'zod';
import { durationTextSchema } from '@/lib/dates/duration';
import { drugClasses } from '@/lib/records/concomitant-drug';
import { findingKeys } from '@/lib/records/findings';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { comparators } from '@/lib/units/quantity';

/**
 * Eligibility criteria as data (engine §4): conditions over what is recorded up to the day of
 * enrollment, evaluated in three values.
 */
const key = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const settingReference = z.strictObject({ setting: key });
const amount = z.union([z.number(), settingReference]);
const days = z.union([z.int().min(0), settingReference]);
const duration = z.union([durationTextSchema, settingReference]);
const finding = z.enum(findingKeys);
const analyte = z.enum(bloodAnalyteKeys);
const classes = z.array(z.enum(drugClasses)).min(1);

const leaf = z.discriminatedUnion('kind', [
  /** Samples on so many different days with an examined pellet and no sperm at all. */
  z.strictObject({
    kind: z.literal('negative-pellets'),
    atLeast: amount,
    lookBackDays: days,
    /** The least centrifugation that counts; where a report does not state it, this stays unknown. */
    centrifuged: z.strictObject({ gForce: amount, minutes: amount }).optional(),
  }),
  /** The newest evaluable sample shows no sperm. */
  z.strictObject({ kind: z.literal('newest-semen-negative'), lookBackDays: days }),
  /** A sample shows sperm; without a look-back, at any time. */
  z.strictObject({ kind: z.literal('sperm-in-semen'), lookBackDays: days.optional() }),
  z.strictObject({ kind: z.literal('finding-is'), finding, answers: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('finding-known'), finding }),
  /** The full time has passed since the date that the finding states. */
  z.strictObject({ kind: z.literal('time-since-finding'), finding, atLeast: duration }),
  /** Listed among the other drugs as taken now. */
  z.strictObject({ kind: z.literal('drug-taken'), classes }),
  /** The newest result against a number in the analyte's standard unit. */
  z
    .strictObject({
      kind: z.literal('lab'),
      analyte,
      comparison: z.enum(comparators),
      limit: amount,
      unit: z.string(),
      lookBackDays: days,
    })
    .refine(({ analyte: of, unit }) => unit === analytes[of].standard.unit, {
      path: ['unit'],
      message: 'A limit is in the standard unit of its analyte.',
    }),
  /** The newest result against a multiple of the upper end of the laboratory's own range. */
  z.strictObject({
    kind: z.literal('lab-above-upper'),
    analyte,
    times: amount,
    lookBackDays: days,
  }),
  z.strictObject({ kind: z.literal('lab-known'), analyte, lookBackDays: days }),
  /** A retrieval that found no sperm. */
  z.strictObject({ kind: z.literal('failed-retrieval') }),
  /** The full time has passed since the newest retrieval. */
  z.strictObject({ kind: z.literal('time-since-retrieval'), atLeast: duration }),
]);

export type EligibilityLeaf = z.output<typeof leaf>;
export type EligibilityCondition =
  | EligibilityLeaf
  | { kind: 'all'; of: EligibilityCondition[] }
  | { kind: 'any'; of: EligibilityCondition[] }
  | { kind: 'not'; of: EligibilityCondition };

const condition: z.ZodType<EligibilityCondition, EligibilityCondition> = z.lazy(() =>
  z.union([
    leaf,
    z.strictObject({ kind: z.literal('all'), of: z.array(condition).min(1) }),
    z.strictObject({ kind: z.literal('any'), of: z.array(condition).min(1) }),
    z.strictObject({ kind: z.literal('not'), of: condition }),
  ]),
);

/** Who may let a man in, with a reason, although a criterion stands in the way. */
export const overrides = ['nobody', 'physician', 'anyone'] as const;
export type Override = (typeof overrides)[number];

export const eligibilityCriterionSchema = z.strictObject({
  key,
  title: z.string().min(1),
  kind: z.enum(['inclusion', 'exclusion']),
  /** What has to hold; of an exclusion, what excludes. */
  when: condition,
  /** A clinic may leave it out; absent means that every clinic asks. */
  asked: settingReference.optional(),
  /** Only in these arms; absent means in all. */
  arms: z.array(key).min(1).optional(),
  /**
   * `passes` is for what is measured as baseline between enrollment and first dose: not known yet
   * does not keep a man out, a known bad value does.
   */
  whenUnknown: z.enum(['blocks', 'passes']),
  override: z.enum(overrides),
  source: z.string().min(1),
  proposal: z.boolean(),
});
export type EligibilityCriterion = z.output<typeof eligibilityCriterionSchema>;
