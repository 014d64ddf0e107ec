// Holds every answer against the published description: what it does not promise fails the test.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '@/lib/api/openapi';
import { endpoints } from '@/lib/server/api/endpoints';

const document = openApiDocument(endpoints);
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'openapi', ...document });

const compiled = new Map<string, ValidateFunction>();

function validatorOf(pointer: string): ValidateFunction {
  const known = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#${pointer}` });
  compiled.set(pointer, known);
  return known;
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** What the answer has that the description does not allow, or lacks; empty where they agree. */
export function disagreements(
  method: string,
  path: string,
  status: number,
  json: unknown,
): string[] {
  const endpoint = endpoints.find(
    (one) =>
      one.method === method &&
      new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  const isProblem = status >= 400;
  if (!isProblem && endpoint === undefined) {
    return [];
  }
  const validate = validatorOf(
    isProblem
      ? '/components/schemas/Problem'
      : `/paths/${escaped(endpoint?.path ?? '')}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`,
  );
  return validate(json)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
