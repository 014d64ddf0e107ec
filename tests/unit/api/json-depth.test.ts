import { expect, test } from 'vitest';
import { deepestJson, isTooDeep } from '@/lib/api/json-depth';

const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

test.each([
  [deepestJson, false],
  [deepestJson + 2, true],
  [200_000, true],
])('a list in lists %i deep', (depth, expected) => {
  expect(isTooDeep(nested(depth))).toBe(expected);
});

test('what is wide is not deep', () => {
  expect(isTooDeep(Array.from({ length: 100_000 }, () => ({ a: 1 })))).toBe(false);
});
