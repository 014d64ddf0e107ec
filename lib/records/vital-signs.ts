// Weight and blood pressure. As with laboratory results, the schema checks and never changes what was
// typed; `standardizeVitalSigns` turns checked input into what is stored.
import { z } from 'zod';
import { invariant } from '@/lib/core/invariant';
import { err, ok, type Result } from '@/lib/core/result';
import { convertToStandard } from '@/lib/units/convert';
import { checkLimits } from '@/lib/units/limits';
import { parseReportedValue } from '@/lib/units/quantity';

export const weightUnits = ['kg', '[lb_av]'] as const;
export type WeightUnit = (typeof weightUnits)[number];

export const vitalSignFields = ['weight', 'systolic', 'diastolic'] as const;
export type VitalSignField = (typeof vitalSignFields)[number];

const analyteOf = {
  weight: 'weight',
  systolic: 'bp_systolic',
  diastolic: 'bp_diastolic',
} as const satisfies Record<VitalSignField, string>;

interface TypedVitalSigns {
  readonly weight: string;
  readonly weightUnit: WeightUnit;
  readonly systolic: string;
  readonly diastolic: string;
}

/** Blank means "not measured". Blood pressure is in mmHg and has both numbers or none. */
export const vitalSignsInputSchema = z
  .object({
    weight: z.string().default(''),
    weightUnit: z.enum(weightUnits).default('kg'),
    systolic: z.string().default(''),
    diastolic: z.string().default(''),
    /** Fields whose unusual value the person has confirmed. */
    confirmed: z.array(z.enum(vitalSignFields)).default([]),
    note: z.string().trim().max(2000).default(''),
  })
  .superRefine((entry, context) => {
    for (const { field, message } of problemsOf(entry)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
    for (const { field, message } of findUnusualVitalSigns(entry)) {
      if (!entry.confirmed.includes(field)) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `${message} Confirm it if it is right.`,
          params: { code: 'needs-confirmation' },
        });
      }
    }
  });
export type VitalSignsInput = z.output<typeof vitalSignsInputSchema>;

/** What is stored: the weight as entered beside kilograms, blood pressure in mmHg. */
export const vitalSignsSchema = z.object({
  weight: z
    .object({
      value: z.number(),
      unit: z.enum(weightUnits),
      kilograms: z.number(),
      conversionId: z.string(),
    })
    .nullable(),
  bloodPressure: z.object({ systolic: z.number(), diastolic: z.number() }).nullable(),
  confirmed: z.array(z.enum(vitalSignFields)),
  note: z.string(),
});
export type VitalSigns = Readonly<z.output<typeof vitalSignsSchema>>;

/** Input that has passed `vitalSignsInputSchema`. */
export function standardizeVitalSigns(input: VitalSignsInput): VitalSigns {
  const weight = checkedNumber(input.weight);
  const systolic = checkedNumber(input.systolic);
  const diastolic = checkedNumber(input.diastolic);
  return {
    weight: weight === null ? null : standardWeight(weight, input.weightUnit),
    bloodPressure: systolic === null || diastolic === null ? null : { systolic, diastolic },
    confirmed: input.confirmed,
    note: input.note,
  };
}

export interface FieldMessage {
  readonly field: VitalSignField;
  readonly message: string;
}

/** The values outside their soft limits; the form asks for a confirmation beside each. */
export function findUnusualVitalSigns(entry: TypedVitalSigns): readonly FieldMessage[] {
  return limitMessages(entry, 'soft');
}

function problemsOf(entry: TypedVitalSigns): readonly FieldMessage[] {
  const unreadable = vitalSignFields.flatMap((field) => {
    const number = readNumber(entry[field]);
    return number.ok ? [] : [{ field, message: number.error }];
  });
  if (unreadable.length > 0) {
    return unreadable;
  }
  return [...missingParts(entry), ...limitMessages(entry, 'hard'), ...reversedPressure(entry)];
}

function missingParts(entry: TypedVitalSigns): readonly FieldMessage[] {
  if (vitalSignFields.every((field) => isBlank(entry[field]))) {
    return [{ field: 'weight', message: 'Enter a weight or a blood pressure.' }];
  }
  if (isBlank(entry.systolic) === isBlank(entry.diastolic)) {
    return [];
  }
  const field = isBlank(entry.systolic) ? 'systolic' : 'diastolic';
  return [{ field, message: 'Enter both numbers of the blood pressure.' }];
}

function reversedPressure(entry: TypedVitalSigns): readonly FieldMessage[] {
  const systolic = checkedNumber(entry.systolic);
  const diastolic = checkedNumber(entry.diastolic);
  return systolic !== null && diastolic !== null && diastolic >= systolic
    ? [{ field: 'diastolic', message: 'The second number is the lower one.' }]
    : [];
}

function limitMessages(entry: TypedVitalSigns, status: 'soft' | 'hard'): readonly FieldMessage[] {
  return vitalSignFields.flatMap((field) => {
    const number = readNumber(entry[field]);
    if (!number.ok || number.value === null) {
      return [];
    }
    const unit = field === 'weight' ? entry.weightUnit : 'mm[Hg]';
    const check = checkLimits(analyteOf[field], number.value, unit);
    return check.status === status ? [{ field, message: check.message }] : [];
  });
}

function standardWeight(value: number, unit: WeightUnit) {
  const converted = convertToStandard('weight', value, unit);
  invariant(converted.ok, 'weight is convertible from both of its units');
  const { value: kilograms, conversionId } = converted.value;
  return { value, unit, kilograms, conversionId };
}

function checkedNumber(text: string): number | null {
  const number = readNumber(text);
  invariant(number.ok, 'a checked number can be read');
  return number.value;
}

function readNumber(text: string): Result<number | null, string> {
  if (isBlank(text)) {
    return ok(null);
  }
  const number = parseReportedValue(text);
  if (!number.ok) {
    // The example of a laboratory value has a comparator, which is refused here.
    return err(
      number.error.code === 'not-a-number' ? 'Enter a plain number.' : number.error.message,
    );
  }
  return number.value.comparator === null
    ? ok(number.value.value)
    : err('Enter a plain number, without <, <=, > or >=.');
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
