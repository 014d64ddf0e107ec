import { z } from 'zod';
import { durationTextSchema } from '@/lib/dates/duration';
import { recordKinds } from '@/lib/records/record';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { eligibilityCriterionSchema } from './eligibility-schema';
import { safetyRuleSchema } from './safety-rule-schema';

/**
 * A protocol as immutable data (engine §2). It survives a JSON round trip; a number or duration that
 * a clinic may change is written as `{ setting: key }` and resolved when the protocol is compiled.
 */
export const definitionSchemaVersion = 1;

/** The option by which any decision ends therapy; a stop says the same where the decision was never taken. */
export const stopOption = 'stop';

const key = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const settingReference = z.strictObject({ setting: key });

const days = z.union([z.int().min(0), settingReference]);
const duration = z.union([durationTextSchema, settingReference]);

export const requirementKinds = [
  'clinical-check',
  'lab-panel',
  'semen-analysis',
  'rems-check',
  'dispensing',
  'injection-course',
  'questionnaire',
  'procedure',
  'decision',
  'follow-up',
] as const;
export type RequirementKind = (typeof requirementKinds)[number];

/** `decision:<key>` counts from the decision's effective date, `record:<trigger>` from the triggering record. */
export const triggers = [
  'motile-positive',
  'complete-response',
  'hold',
  'adverse-event-stop',
  'retrieval',
] as const;
export type Trigger = (typeof triggers)[number];

const anchor = z
  .string()
  .regex(
    /^(enrollment|consent|first-dose|last-dose|surgery|previous-retrieval|oocyte-retrieval|decision:[a-z0-9-]+|record:(motile-positive|complete-response|hold|adverse-event-stop|retrieval))$/,
  );

/** A decision that lets therapy go on for longer. */
const extension = z.strictObject({ decision: key, chosen: key, by: duration });

/** All conditions have to hold; an untaken decision leaves the occurrence pending. */
const existsWhen = z.strictObject({
  arms: z.array(key).optional(),
  decisions: z.array(z.strictObject({ decision: key, chosen: z.array(key) })).optional(),
  settings: z
    .array(z.strictObject({ setting: key, equals: z.union([z.string(), z.boolean()]) }))
    .optional(),
});

/** What completes an occurrence: records of one kind that together provide every item. */
const content = z.strictObject({
  record: z.enum([...recordKinds, 'decision']),
  items: z.array(z.string().min(1)),
  /** Analytes that a report known as not fasting does not provide, where the setting asks for fasting. */
  fasting: z
    .strictObject({ items: z.array(z.string().min(1)), asked: settingReference })
    .optional(),
});

/** Days before and after the target, both ends included. */
const spread = z.strictObject({ before: days, after: days });

const requirement = z.strictObject({
  key,
  title: z.string().min(1),
  kind: z.enum(requirementKinds),
  anchor,
  offset: duration.default('P0D'),
  /**
   * `while-on-therapy` repeats up to the maximum duration counted from the first dose; `count` to a number.
   * `every: 'supply'` is the number of days that the previous dispensing covered.
   */
  repeat: z
    .strictObject({
      every: z.union([duration, z.literal('supply')]),
      until: z.union([z.literal('while-on-therapy'), z.strictObject({ count: z.int().min(1) })]),
    })
    .optional(),
  window: z.strictObject({ permitted: spread, optimal: spread.optional() }).optional(),
  /** Any day between two offsets of the anchor is equally right. */
  range: z.strictObject({ from: duration, to: duration }).optional(),
  /** Open from the anchor until the start, satisfied by records inside the look-back before it, never late. */
  baseline: z
    .strictObject({ lookBackDays: days, until: z.enum(['first-dose', 'surgery']) })
    .optional(),
  late: z.enum(['allowed', 'never']).default('allowed'),
  rebase: z.enum(['fixed', 'from-actual', 'min-gap']).default('fixed'),
  /** Shortest time between two actuals under `min-gap`. */
  minGapDays: days.optional(),
  /** After a stop, therapy-bound occurrences that open later are not applicable. */
  therapyBound: z.boolean(),
  /** A hold moves it where the clinic does not count holds toward the minimum duration. */
  endsMinimumDuration: z.boolean().default(false),
  /** Monthly REMS duties end on the date from which the site's rule set asks for enrollment only (C§2.2). */
  endsWith: z.literal('rems-enrollment-only').optional(),
  when: existsWhen.optional(),
  content,
  source: z.string().min(1),
});

const settingBase = {
  key,
  title: z.string().min(1),
  source: z.string().min(1),
  proposal: z.boolean(),
};

const setting = z.discriminatedUnion('type', [
  z.strictObject({
    ...settingBase,
    type: z.literal('days'),
    default: z.int().min(0),
    allowed: z.strictObject({ from: z.int(), to: z.int() }),
  }),
  z.strictObject({
    ...settingBase,
    type: z.literal('duration'),
    default: durationTextSchema,
    allowed: z.array(durationTextSchema).min(1),
  }),
  z.strictObject({
    ...settingBase,
    type: z.literal('number'),
    unit: z.string(),
    default: z.number(),
    allowed: z.strictObject({ from: z.number(), to: z.number() }),
  }),
  z.strictObject({
    ...settingBase,
    type: z.literal('choice'),
    default: z.string(),
    allowed: z.array(z.strictObject({ value: key, title: z.string().min(1) })).min(2),
  }),
  z.strictObject({ ...settingBase, type: z.literal('boolean'), default: z.boolean() }),
]);

/** Value of a setting that leaves a branch to the physician. */
export const physicianDecides = 'physician-decides';

/**
 * A branch point. `interval` compares the newest result of one planned occurrence with a range;
 * a censored value that straddles a bound computes `unclear`. `choice` leaves it to the physician.
 */
const decision = z.strictObject({
  key,
  title: z.string().min(1),
  /** The requirement whose occurrence this decision completes. */
  requirement: key,
  rule: z.discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('interval'),
        id: z.string(),
        version: z.int().min(1),
        analyte: z.enum(bloodAnalyteKeys),
        /** The requirement whose linked results are the input, and which of its repeats. */
        input: key,
        inputOrdinal: z.int().min(1),
        low: z.union([z.number(), settingReference]),
        high: z.union([z.number(), settingReference]),
        includesBounds: settingReference,
        unit: z.string(),
        /** Branch that each position computes; null, or a setting of `physician-decides`, leaves it to him. */
        branches: z.strictObject({
          below: z.union([key, settingReference]).nullable(),
          within: key.nullable(),
          above: z.union([key, settingReference]).nullable(),
          unclear: key.nullable(),
        }),
      })
      .refine(({ analyte, unit }) => unit === analytes[analyte].standard.unit, {
        path: ['unit'],
        message: 'The range is in the standard unit of its analyte.',
      }),
    z.strictObject({ kind: z.literal('choice'), id: z.string(), version: z.int().min(1) }),
  ]),
  options: z.array(z.strictObject({ key, title: z.string().min(1) })).min(1),
  /** Effective on anchor + offset unless the physician sets another date. */
  effective: z.strictObject({ anchor, offset: duration }),
  source: z.string().min(1),
});

/** Sperm in semen by a named rule with parameters; `lib/response` evaluates each kind. */
const response = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('consecutive-motile-pair'),
    id: z.string(),
    version: z.int(),
    pairGapDays: days,
    /** A sample this long after the last dose still counts. */
    countsAfterLastDose: duration,
    /** An evaluable negative linked to this ordinal of the semen requirement, or a later one, is a non-response. */
    semenRequirement: key,
    confirmationRequirement: key,
    nonResponderFromOrdinal: z.int().min(1),
    responseDate: z.union([z.enum(['first-sample', 'second-sample']), settingReference]),
    /** A pair whose egg number is not known: `provisional` (absent too) or `physician-signs`. */
    eggNumberUnknown: settingReference.optional(),
    /** What a later evaluable negative does to a complete response: `mark` (absent too) or `lost`. */
    negativeAfterComplete: settingReference.optional(),
    retrievalCountsAfterLastDose: duration,
    source: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal('ejaculated-then-retrieved'),
    id: z.string(),
    version: z.int(),
    /** Any of them decides; an arm or a branch has one of its own. */
    semenRequirements: z.array(key).min(1),
    /** A first sample with sperm waits for a second one where the plan asks for two. */
    secondSample: settingReference.optional(),
    source: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal('retrieved'),
    id: z.string(),
    version: z.int(),
    source: z.string().min(1),
  }),
]);

const regimenItem = z.strictObject({
  drug: z.string(),
  amount: z.union([z.number().positive(), settingReference]),
  unit: z.string(),
  route: z.string(),
  timesPerDay: z.int().min(1),
  everyDays: z.union([z.int().min(1), settingReference]),
  startsAfterDays: z.union([z.int().min(0), settingReference]).default(0),
});

const regimen = z.strictObject({
  key,
  title: z.string().min(1),
  items: z.array(regimenItem).min(1),
  source: z.string().min(1),
});

export const protocolDefinitionSchema = z.strictObject({
  schemaVersion: z.literal(definitionSchemaVersion),
  code: key,
  version: z.string().regex(/^\d+\.\d+$/),
  title: z.string().min(1),
  citations: z.array(z.strictObject({ id: z.string(), text: z.string() })).min(1),
  arms: z.array(z.strictObject({ key, title: z.string().min(1), treated: z.boolean() })).min(1),
  regimens: z.array(regimen),
  /** Longest time on therapy before a decision has to extend it; null where the protocol has no drug. */
  maximumDuration: z
    .strictObject({
      duration,
      extendedBy: extension,
      /** Further ones, each on top of the one before it. */
      extendedAgainBy: z.array(extension).optional(),
    })
    .nullable(),
  holds: z.strictObject({
    suspendedKinds: z.array(z.enum(requirementKinds)),
    countTowardMinimum: settingReference,
    shiftTargets: settingReference,
    /** Days after which a hold without a resume asks for a decision. */
    decisionAfter: settingReference.optional(),
  }),
  eligibility: z.array(eligibilityCriterionSchema),
  requirements: z.array(requirement).min(1),
  decisions: z.array(decision),
  response,
  /** Whether the first dose is refused, not only warned about, while baseline is unmet. */
  firstDose: z.strictObject({ needsBaseline: settingReference }).optional(),
  /** What an injection on another day does to the calendar: `skip` or `shift`. */
  injectionMissRule: settingReference.optional(),
  /** `v5` or `v6`. */
  ctcaeVersion: settingReference.optional(),
  safetyRules: z.array(safetyRuleSchema),
  settings: z.array(setting),
});

/** A definition as it is written in the library: defaults may be left out. */
export type ProtocolDefinitionInput = z.input<typeof protocolDefinitionSchema>;
export type ProtocolDefinition = z.output<typeof protocolDefinitionSchema>;
export type Requirement = ProtocolDefinition['requirements'][number];
export type DecisionPoint = ProtocolDefinition['decisions'][number];
export type ResponseRule = ProtocolDefinition['response'];
export type SettingDefinition = ProtocolDefinition['settings'][number];
export type SettingValue = string | number | boolean;
/** A clinic's values by setting key; a key that is absent takes the definition's default. */
export type SettingValues = Readonly<Record<string, SettingValue>>;
