import { z } from 'zod';
import { leafSchema } from '@/lib/cohort/condition';
import { errorCodes } from '@/lib/core/error-code';
import type { JsonObject, JsonValue } from '@/lib/core/json';
import { programVersion } from '@/lib/core/program-version';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { type SchemaField, typeOf } from './describe-schema';
import { type EndpointDescription, isFile, isIdParam, paramsOf, tags } from './endpoint';
import { namedSchemas } from './named';
import { problemView } from './schemas/problem';

const introduction = `Everything here goes through the same rules, permissions and audit trail as the screens.

Make a personal access token under Account and send it as \`Authorization: Bearer srt_…\`. A token acts with the rights that its person has at that moment, limited to its scopes.

Lists answer \`items\` and \`next\`: give \`next\` as \`cursor\` to go on. A write may carry an \`Idempotency-Key\`: sent again with the same body it answers with the first result, with another body it is refused. Dates are days of the site's calendar, \`2026-03-31\`; instants are in UTC.`;

const bodyName = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}Body`;

/** The description of the interface as OpenAPI 3.1, made from the schemas that the program itself parses with. */
export function openApiDocument(endpoints: readonly EndpointDescription[]): JsonObject {
  const { parts, schemas } = convert(endpoints);
  const bodies = endpoints
    .filter(({ body }) => body !== undefined)
    .map((endpoint) => [
      bodyName(endpoint.name),
      withoutParams(objectAt(parts, `${endpoint.name} body`), paramsOf(endpoint.path)),
    ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Sertoli', version: programVersion, description: introduction },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    tags: tags.map((name) => ({ name })),
    paths: pathsOf(endpoints, parts),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal access token' },
      },
      responses: {
        Problem: {
          description: 'A problem, with a code of a closed list',
          content: { 'application/problem+json': { schema: refTo('Problem') } },
        },
      },
      schemas: { ...schemas, ...Object.fromEntries(bodies) },
    },
  };
}

/** One operation, as the page for people shows it. */
export interface OperationView {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly notes: readonly string[];
  readonly parameters: readonly SchemaField[];
  /** The name of the schema. */
  readonly body: string | null;
  readonly answer: { readonly name: string; readonly isSchema: boolean };
}

interface InterfaceView {
  /** Paragraphs. */
  readonly introduction: readonly string[];
  readonly operations: readonly OperationView[];
  readonly schemas: readonly {
    readonly name: string;
    readonly description: string;
    readonly schema: JsonObject;
  }[];
}

/** The same for people. */
export function describeInterface(endpoints: readonly EndpointDescription[]): InterfaceView {
  const { parts } = convert(endpoints);
  const document = openApiDocument(endpoints);
  const schemas = objectAt(objectAt(document, 'components'), 'schemas');
  return {
    introduction: introduction.replaceAll('`', '').split('\n\n'),
    operations: endpoints.map((endpoint) => ({
      name: endpoint.name,
      method: endpoint.method,
      path: endpoint.path,
      tag: endpoint.tag,
      summary: endpoint.summary,
      notes: [
        ...(endpoint.description?.replaceAll('`', '').split('\n\n') ?? []),
        scopesOf(endpoint),
      ],
      parameters: parametersOf(endpoint, parts).map((parameter) => ({
        path: String(parameter['name']),
        type: typeOf(objectAt(parameter, 'schema')),
        isRequired: parameter['required'] === true,
      })),
      body: endpoint.body === undefined ? null : bodyName(endpoint.name),
      answer: isFile(endpoint.answer)
        ? { name: endpoint.answer.mediaType, isSchema: false }
        : { name: typeOf(objectAt(parts, `${endpoint.name} answer`)), isSchema: true },
    })),
    schemas: Object.entries(schemas).map(([name, schema]) => {
      const { description = '' } = schema as JsonObject;
      return { name, description: String(description), schema: schema as JsonObject };
    }),
  };
}

interface Converted {
  /** `<name> answer`, `<name> body` and `<name> query` of each endpoint. */
  readonly parts: JsonObject;
  readonly schemas: JsonObject;
}

/** One conversion for all, so that what is named is named once. */
function convert(endpoints: readonly EndpointDescription[]): Converted {
  const all: Record<string, z.ZodType> = { problem: problemView, leaf: leafSchema };
  for (const { name, answer, body, query } of endpoints) {
    if (!isFile(answer)) {
      all[`${name} answer`] = answer;
    }
    if (body !== undefined) {
      all[`${name} body`] = body;
    }
    if (query !== undefined) {
      all[`${name} query`] = query;
    }
  }
  const whole = z.toJSONSchema(z.object(all), {
    io: 'input',
    unrepresentable: 'any',
    metadata: namedSchemas,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === civilDateSchema) {
        jsonSchema.format = 'date';
      }
    },
  });
  // JSON in, JSON out: the library's type of a schema says less.
  const { properties, $defs } = pointed(whole as unknown as JsonObject);
  return {
    parts: properties as JsonObject,
    schemas: withConditions($defs as JsonObject),
  };
}

/** References point to where OpenAPI keeps schemas. */
function pointed(schema: JsonObject): JsonObject {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text) as JsonObject;
}

/** The condition of a cohort is parsed by its shape, which a conversion cannot see. */
function withConditions(schemas: JsonObject): JsonObject {
  const definition = objectAt(schemas, 'CohortDefinition');
  const condition = refTo('Condition');
  const group = (key: string, description: string): JsonObject => ({
    type: 'object',
    description,
    properties: { [key]: { type: 'array', items: condition } },
    required: [key],
    additionalProperties: false,
  });
  return {
    ...schemas,
    CohortDefinition: {
      ...definition,
      properties: { ...objectAt(definition, 'properties'), condition },
      required: ['protocol', 'condition'],
    },
    Condition: {
      description: 'A group of conditions or one question; what is not recorded is unknown',
      anyOf: [
        group('all', 'Every part holds; none at all is everybody'),
        group('any', 'One part holds at least'),
        {
          type: 'object',
          description: 'The part does not hold',
          properties: { not: condition },
          required: ['not'],
          additionalProperties: false,
        },
        refTo('Leaf'),
      ],
    },
  };
}

function pathsOf(endpoints: readonly EndpointDescription[], parts: JsonObject): JsonObject {
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const endpoint of endpoints) {
    const operations = paths[endpoint.path] ?? {};
    operations[endpoint.method.toLowerCase()] = operationOf(endpoint, parts);
    paths[endpoint.path] = operations;
  }
  return paths;
}

function operationOf(endpoint: EndpointDescription, parts: JsonObject): JsonObject {
  const { name, tag, summary, description, body, upload, answer, status } = endpoint;
  const content = isFile(answer)
    ? { [mediaTypeOf(answer.mediaType)]: { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: objectAt(parts, `${name} answer`) } };
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: [description, scopesOf(endpoint)].filter(Boolean).join('\n\n'),
    parameters: parametersOf(endpoint, parts),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refTo(bodyName(name)) } },
      },
    }),
    ...(upload !== undefined && {
      requestBody: {
        required: true,
        description: upload,
        content: {
          'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
        },
      },
    }),
    responses: {
      [status]: { description: isFile(answer) ? answer.description : summary, content },
      ...Object.fromEntries(
        problemsOf(endpoint).map((code) => [code, { $ref: '#/components/responses/Problem' }]),
      ),
    },
  };
}

/** What the token has to be allowed, in a sentence. */
function scopesOf({ permission, alsoNeeds = [] }: EndpointDescription): string {
  const scopes = permission === null ? [] : [permission, ...alsoNeeds];
  return scopes.length === 0 ? 'Any token.' : `Needs the scope ${scopes.join(' and ')}.`;
}

function mediaTypeOf(contentType: string): string {
  return contentType.split(';')[0] ?? contentType;
}

function problemsOf({ method, path, query }: EndpointDescription): readonly number[] {
  const { UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE, INVALID_INPUT } = errorCodes;
  const isWrite = method !== 'GET';
  return [
    UNAUTHENTICATED.status,
    FORBIDDEN.status,
    ...(isWrite || path.includes('{') || query !== undefined ? [NOT_FOUND.status] : []),
    ...(isWrite ? [CONFLICT.status, TOO_LARGE.status, errorCodes.UNSUPPORTED_TYPE.status] : []),
    INVALID_INPUT.status,
    errorCodes.RATE_LIMITED.status,
  ];
}

function parametersOf(
  { name, method, path, query }: EndpointDescription,
  parts: JsonObject,
): JsonObject[] {
  const inPath = paramsOf(path).map((param) => ({
    name: param,
    in: 'path',
    required: true,
    schema: isIdParam(param) ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));
  const asked = query === undefined ? {} : objectAt(parts, `${name} query`);
  const required = Array.isArray(asked['required']) ? asked['required'] : [];
  const inQuery = Object.entries(query === undefined ? {} : objectAt(asked, 'properties')).map(
    ([param, schema]) => ({
      name: param,
      in: 'query',
      required: required.includes(param),
      schema,
    }),
  );
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same for every attempt at one write',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  };
  return [...inPath, ...inQuery, ...(method === 'GET' ? [] : [key])];
}

/** What the path says already is not said again in the body. */
function withoutParams(schema: JsonObject, params: readonly string[]): JsonObject {
  const properties = Object.entries(objectAt(schema, 'properties'));
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return {
    ...schema,
    properties: Object.fromEntries(properties.filter(([key]) => !params.includes(key))),
    required: required.filter((key) => !params.includes(String(key))),
  };
}

function refTo(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function objectAt(parent: JsonObject, key: string): JsonObject {
  return (parent[key] ?? {}) as JsonObject;
}
