// What is right FHIR R4: the official JSON schema, and beside it what that schema does not look at (mandatory
// primitives, two values at once, empty lists, days that do not exist, codes, references that lead nowhere).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Ajv, { type ValidateFunction } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { z } from 'zod';
import { isCivilDate } from '@/lib/dates/civil-date';
import { doseUnits } from '@/lib/records/therapy';
import { unitCodes } from '@/lib/units/unit-codes';

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));

const schemaId = 'http://hl7.org/fhir/json-schema/4.0';
let ajv: Ajv | null = null;

function compiled(resourceType: string): ValidateFunction | undefined {
  if (ajv === null) {
    // ajv knows `$id` only, and the schema is of draft 6.
    const { id, ...schema } = JSON.parse(gunzipSync(fixture('fhir-r4.schema.json.gz')).toString());
    ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false });
    ajv.addMetaSchema(draft6);
    ajv.addSchema({ ...schema, $id: id });
  }
  return ajv.getSchema(`${schemaId}#/definitions/${resourceType}`);
}

export type JsonResource = { readonly resourceType: string; readonly [key: string]: unknown };

/** What the official schema says against it; each kind of resource is compiled once. */
export function schemaErrors(resource: JsonResource): string[] {
  const validate = compiled(resource.resourceType);
  if (validate === undefined) {
    return [`${resource.resourceType} is no resource`];
  }
  return validate(resource)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Properties of cardinality 1 that the schema, which cannot tell an extended primitive, lets go. */
const mandatory: Readonly<Record<string, readonly string[]>> = {
  Patient: ['id'],
  ResearchStudy: ['id', 'status'],
  ResearchSubject: ['id', 'status', 'study', 'individual'],
  CarePlan: ['id', 'status', 'intent', 'subject'],
  ServiceRequest: ['id', 'status', 'intent', 'subject'],
  Observation: ['id', 'status', 'code'],
  MedicationAdministration: ['id', 'status', 'subject', 'medication[x]', 'effective[x]'],
  AdverseEvent: ['id', 'actuality', 'subject'],
  Procedure: ['id', 'status', 'subject'],
  Bundle: ['type'],
};

const choices = ['value', 'effective', 'medication', 'performed', 'occurrence'] as const;

const knownLoinc = new Set(
  z
    .object({
      analytes: z.array(
        z.looseObject({
          conventional: z.looseObject({ loinc: z.string().nullish() }).nullish(),
          si: z.looseObject({ loinc: z.string().nullish() }).nullish(),
        }),
      ),
    })
    .parse(JSON.parse(fixture('analytes.json').toString()))
    .analytes.flatMap(({ conventional, si }) => [conventional?.loinc, si?.loinc])
    .filter((code) => typeof code === 'string'),
);

/** The blood pressure profile of FHIR R4 asks for this one. */
const otherLoinc = ['85354-9'];
/** Of doses, and years of age. */
const otherUnits = [...doseUnits, 'a'];

export function ownFaults(resource: JsonResource): string[] {
  const missing = (mandatory[resource.resourceType] ?? ['unknown type']).filter((name) => {
    const [stem = '', isChoice] = name.split('[');
    return isChoice === undefined
      ? resource[stem] === undefined
      : choicesIn(resource, stem).length === 0;
  });
  return [...missing.map((name) => `${name} is missing`), ...faultsIn(resource, '')];
}

function choicesIn(value: object, stem: string): string[] {
  const names = Object.keys(value)
    .map((name) => name.replace(/^_/, ''))
    .filter((name) => name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length)));
  return [...new Set(names)];
}

const dateLike = /^\d{4}-\d{2}-\d{2}/;

function faultsIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return value.length === 0
      ? [`${path} is an empty list`]
      : value.flatMap((item, index) => faultsIn(item, `${path}.${index}`));
  }
  if (typeof value === 'object' && value !== null) {
    return [...objectFaults(value as Record<string, unknown>, path)];
  }
  if (value === null) {
    return [`${path} is null`];
  }
  if (typeof value === 'string') {
    if (value.trim() === '') {
      return [`${path} is an empty text`];
    }
    if (dateLike.test(value) && !isCivilDate(value.slice(0, 10))) {
      return [`${path} is no day: ${value}`];
    }
  }
  return typeof value === 'number' && !Number.isFinite(value) ? [`${path} is no number`] : [];
}

function* objectFaults(value: Record<string, unknown>, path: string): Generator<string> {
  if (Object.keys(value).length === 0) {
    yield `${path} is empty`;
  }
  for (const stem of choices) {
    const names = choicesIn(value, stem);
    if (names.length > 1) {
      yield `${path} has ${names.join(' and ')}`;
    }
  }
  if (value['dataAbsentReason'] !== undefined && choicesIn(value, 'value').length > 0) {
    yield `${path} has a value and a reason for none`;
  }
  if (typeof value['url'] === 'string' && value['extension'] === undefined) {
    if (choicesIn(value, 'value').length !== 1) {
      yield `${path} is an extension without a value`;
    }
  }
  const { system, code } = value;
  if (system === 'http://loinc.org' && !isKnownLoinc(code)) {
    yield `${path} has the unknown LOINC code ${code}`;
  }
  if (system === 'http://unitsofmeasure.org' && !isKnownUnit(code)) {
    yield `${path} has the unknown unit ${code}`;
  }
  for (const [name, item] of Object.entries(value)) {
    yield* faultsIn(item, `${path}.${name}`);
  }
}

function isKnownLoinc(code: unknown): boolean {
  return typeof code === 'string' && (knownLoinc.has(code) || otherLoinc.includes(code));
}

function isKnownUnit(code: unknown): boolean {
  return [...unitCodes, ...otherUnits].some((unit) => unit === code);
}

/** Across a file: ids used twice and references that lead nowhere. */
export function fileFaults(resources: readonly JsonResource[]): string[] {
  const names = resources.map(({ resourceType, id }) => `${resourceType}/${String(id)}`);
  const known = new Set(names);
  const twice = names.length === known.size ? [] : names.filter((it, at) => names.indexOf(it) < at);
  return [
    ...twice.map((name) => `${name} stands there twice`),
    ...resources.flatMap((resource, index) =>
      referencesIn(resource)
        .filter((reference) => !known.has(reference))
        .map((reference) => `${names[index]} refers to ${reference}, which is not there`),
    ),
  ];
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, item]) =>
    name === 'reference' && typeof item === 'string' ? [item] : referencesIn(item),
  );
}
