import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { paramsOf } from '@/lib/api/endpoint';
import { endpoints } from '@/lib/server/api/endpoints';
import { callApi } from '@/tests/support/api';

const { status, json: document } = await callApi('/openapi.json');

test('the description is open, and is valid OpenAPI 3.1', async () => {
  expect(status).toBe(200);
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect([valid, errors]).toEqual([true, undefined]);
  expect(validator.version).toBe('3.1');
});

test('every endpoint stands in it, under a name and an address of its own', () => {
  const operations = Object.entries<Record<string, { operationId: string }>>(document.paths);
  const listed = operations.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [
      operationId,
      `${method.toUpperCase()} ${path}`,
    ]),
  );
  expect(listed.sort()).toEqual(
    endpoints.map(({ name, method, path }) => [name, `${method} ${path}`]).sort(),
  );
  expect(new Set(listed.map(([name]) => name)).size).toBe(endpoints.length);
});

test('every reference leads somewhere, and every schema that is asked for has a name of its own', () => {
  const text = JSON.stringify(document);
  const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(names.filter((name) => !(String(name) in document.components.schemas))).toEqual([]);
  expect(names.filter((name) => name?.startsWith('__'))).toEqual([]);
});

test('a body does not repeat what the path says', () => {
  for (const { name, path, body } of endpoints) {
    if (body !== undefined) {
      const key = `${name.charAt(0).toUpperCase()}${name.slice(1)}Body`;
      const fields = Object.keys(document.components.schemas[key].properties);
      expect(fields.length).toBeGreaterThan(0);
      expect(fields.filter((field) => paramsOf(path).includes(field))).toEqual([]);
    }
  }
});
