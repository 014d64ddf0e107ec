import type { JsonObject, JsonValue } from '@/lib/core/json';

/** A field of a schema as a line of a table. */
export interface SchemaField {
  /** Dotted; `[]` for each item of a list. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
}

/** Deeper fields stand in named schemas of their own. */
const deepest = 4;

/** The fields of an object, those of objects inside it included; named schemas are only named. */
export function fieldsOf(schema: JsonObject, prefix = '', depth = 0): SchemaField[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const own = Object.entries(objectOf(schema['properties'])).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    const field = objectOf(value);
    const line = { path, type: typeOf(field), isRequired: required.includes(key) };
    const inner = innerOf(field);
    return inner === null || depth === deepest
      ? [line]
      : [line, ...fieldsOf(inner.schema, `${path}${inner.suffix}.`, depth + 1)];
  });
  const variants = optionsOf(schema).filter(isObject);
  return merged([...own, ...variants.flatMap((option) => variantFields(option, prefix, depth))]);
}

/** Several shapes may have a field of the same name: one line, with all that it may be. */
function merged(fields: readonly SchemaField[]): SchemaField[] {
  const byPath = new Map<string, SchemaField>();
  for (const field of fields) {
    const known = byPath.get(field.path);
    const isSame = known === undefined || known.type === field.type;
    const type = isSame ? field.type : `${known.type} | ${field.type}`;
    byPath.set(field.path, { ...field, type });
  }
  return [...byPath.values()];
}

/** One of several shapes is told by the word that it is known by. */
function variantFields(option: JsonObject, prefix: string, depth: number): SchemaField[] {
  const known = Object.entries(objectOf(option['properties'])).find(
    ([, value]) => objectOf(value)['const'] !== undefined,
  );
  const name = known === undefined ? '' : `(${known[0]}: ${String(objectOf(known[1])['const'])}) `;
  return fieldsOf(option, '', depth).map((field) => ({
    ...field,
    path: `${prefix}${name}${field.path}`,
  }));
}

function innerOf(field: JsonObject): { schema: JsonObject; suffix: string } | null {
  if (field['type'] === 'array') {
    const inner = innerOf(objectOf(field['items'])) ?? null;
    return inner && { schema: inner.schema, suffix: `[]${inner.suffix}` };
  }
  const shapes = [field, ...optionsOf(field)].filter(
    (shape) => shape['properties'] !== undefined || optionsOf(shape).some(isObject),
  );
  const [first] = shapes;
  return first === undefined ? null : { schema: first, suffix: '' };
}

function isObject(schema: JsonObject): boolean {
  return schema['properties'] !== undefined;
}

/** What a value may be, in words. */
export function typeOf(schema: JsonObject): string {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    return reference.split('/').at(-1) ?? reference;
  }
  if (Array.isArray(schema['enum'])) {
    return schema['enum'].map(String).join(' | ');
  }
  if (schema['const'] !== undefined) {
    return String(schema['const']);
  }
  const options = optionsOf(schema);
  if (options.length > 0) {
    return [...new Set(options.map(typeOf))].join(' or ');
  }
  if (schema['type'] === 'array') {
    return `list of ${typeOf(objectOf(schema['items']))}`;
  }
  const types = [schema['type'] ?? 'any value'].flat().map(String);
  const format = typeof schema['format'] === 'string' ? ` (${schema['format']})` : '';
  return `${types.join(' or ')}${format}`;
}

function optionsOf(schema: JsonObject): readonly JsonObject[] {
  const options = schema['anyOf'] ?? schema['oneOf'] ?? [];
  return Array.isArray(options) ? options.map(objectOf) : [];
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}
