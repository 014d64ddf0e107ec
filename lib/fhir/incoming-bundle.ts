// What is looked at of a Bundle that comes from elsewhere, and how its references are followed.
import { z } from 'zod';

const coding = z.looseObject({ system: z.string().optional(), code: z.string().optional() });
const concept = z.looseObject({
  coding: z.array(coding).optional(),
  text: z.string().optional(),
});
const identifier = z.looseObject({
  system: z.string().optional(),
  value: z.string().optional(),
  type: concept.optional(),
});
const reference = z.looseObject({
  reference: z.string().optional(),
  identifier: identifier.optional(),
  display: z.string().optional(),
});
const quantity = z.looseObject({
  value: z.number().optional(),
  comparator: z.string().optional(),
  unit: z.string().optional(),
  system: z.string().optional(),
  code: z.string().optional(),
});
const extension = z.looseObject({ url: z.string(), valueBoolean: z.boolean().optional() });

const resource = {
  id: z.string().optional(),
  implicitRules: z.string().optional(),
  modifierExtension: z.array(z.unknown()).optional(),
  contained: z.array(z.looseObject({ resourceType: z.string() })).optional(),
  extension: z.array(extension).optional(),
};
const effective = {
  effectiveDateTime: z.string().optional(),
  effectiveInstant: z.string().optional(),
  effectivePeriod: z
    .looseObject({ start: z.string().optional(), end: z.string().optional() })
    .optional(),
};

export const incomingObservationSchema = z.looseObject({
  ...resource,
  ...effective,
  resourceType: z.literal('Observation'),
  status: z.string(),
  code: concept,
  subject: reference.optional(),
  performer: z.array(reference).optional(),
  valueQuantity: quantity.optional(),
  dataAbsentReason: concept.optional(),
  hasMember: z.array(reference).optional(),
  component: z.array(z.looseObject({ code: concept })).optional(),
  referenceRange: z
    .array(
      z.looseObject({
        low: quantity.optional(),
        high: quantity.optional(),
        type: concept.optional(),
        text: z.string().optional(),
      }),
    )
    .optional(),
});
export type IncomingObservation = z.output<typeof incomingObservationSchema>;

export const incomingReportSchema = z.looseObject({
  ...resource,
  ...effective,
  resourceType: z.literal('DiagnosticReport'),
  status: z.string(),
  subject: reference.optional(),
  performer: z.array(reference).optional(),
  result: z.array(reference).optional(),
});
export type IncomingReport = z.output<typeof incomingReportSchema>;

export const incomingPatientSchema = z.looseObject({
  ...resource,
  resourceType: z.literal('Patient'),
  identifier: z.array(identifier).optional(),
});

export const incomingOrganizationSchema = z.looseObject({
  resourceType: z.literal('Organization'),
  name: z.string().optional(),
});

export const incomingBundleSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.string(),
  entry: z
    .array(
      z.looseObject({
        fullUrl: z.string().optional(),
        resource: z.looseObject({ resourceType: z.string() }).optional(),
        request: z.looseObject({ method: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

export type IncomingIdentifier = z.output<typeof identifier>;
export type IncomingReference = z.output<typeof reference>;
export type IncomingQuantity = z.output<typeof quantity>;
export type IncomingEffective = z.output<z.ZodObject<typeof effective>>;
export type IncomingBundle = z.output<typeof incomingBundleSchema>;
export type IncomingResource = NonNullable<IncomingBundle['entry'][number]['resource']>;

/** The resources of a Bundle by every name that a reference may call them. */
export class BundleIndex {
  readonly #byName = new Map<string, IncomingResource>();

  constructor({ entry }: IncomingBundle) {
    for (const { fullUrl, resource: found } of entry) {
      if (found !== undefined) {
        const names = [
          fullUrl,
          typeof found['id'] === 'string' ? `${found.resourceType}/${found['id']}` : undefined,
        ];
        for (const name of names) {
          if (name !== undefined && !this.#byName.has(name)) {
            this.#byName.set(name, found);
          }
        }
      }
    }
  }

  /** Undefined where it is not in the Bundle; `#name` is inside the resource that refers to it. */
  resolve(
    { reference: name }: IncomingReference,
    contained: readonly IncomingResource[] | undefined,
  ): IncomingResource | undefined {
    if (name === undefined) {
      return undefined;
    }
    if (name.startsWith('#')) {
      return contained?.find(({ id }) => id === name.slice(1));
    }
    // `https://server/Patient/1/_history/2` is version 2 of Patient/1.
    const [plain = name] = name.split('/_history/');
    return this.#byName.get(plain) ?? this.#byName.get(plain.split('/').slice(-2).join('/'));
  }
}
