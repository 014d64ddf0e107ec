import { expect, test } from 'vitest';
import { canonicalJson } from '@/lib/core/canonical-json';

test.each([
  ['the order of keys', { b: 1, a: { d: 2, c: 3 } }, '{"a":{"c":3,"d":2},"b":1}'],
  ['a key without a value', { a: undefined, b: null }, '{"b":null}'],
  ['the order of a list, which means something', [2, 1, { b: 0, a: 0 }], '[2,1,{"a":0,"b":0}]'],
  ['text of any kind', 'é "😀"\n', '"é \\"😀\\"\\n"'],
])('one text whatever %s', (_what, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
