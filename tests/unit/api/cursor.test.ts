import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { encodeCursor, listFields, pageOf } from '@/lib/api/cursor';

const query = z.strictObject(listFields(z.tuple([z.string(), z.int()])));

test('a cursor is read back as it was written, whatever it holds, and fits into an address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer(), (text, number) => {
      const cursor = encodeCursor([text, number]);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(query.parse({ cursor }).cursor).toEqual([text, number]);
    }),
  );
});

test.each(['', '!', 'abc', encodeCursor({ a: 1 }), encodeCursor(['x', 'y']), 'x'.repeat(601)])(
  'the cursor %j is refused at its field',
  (cursor) => {
    const { error } = query.safeParse({ cursor });
    expect(error?.issues.map(({ path }) => path)).toEqual([['cursor']]);
  },
);

test.each([
  [[1, 2, 3], 3, [1, 2, 3], null],
  [[1, 2, 3, 4], 3, [1, 2, 3], encodeCursor(3)],
  [[], 3, [], null],
])('of %j at most %i are shown', (rows, limit, items, next) => {
  const shown = pageOf(
    rows,
    limit,
    (row) => row,
    (row) => row,
  );
  expect(shown).toEqual({ items, next });
});
