import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listFieldErrors } from '@/lib/core/field-errors';

const schema = z
  .object({
    labs: z.array(z.object({ value: z.number('Enter a number.') })),
    note: z.string().max(3, 'Too long.').regex(/^a/, 'Begin with a.'),
  })
  .refine((input) => input.labs.length > 0 || input.note !== '', 'Record something.');

describe('listFieldErrors', () => {
  test('a nested field is named by its dotted path', () => {
    const result = schema.safeParse({ labs: [{ value: 1 }, { value: 'x' }], note: 'abc' });
    expect(result.error && listFieldErrors(result.error)).toEqual({
      'labs.1.value': ['Enter a number.'],
    });
  });

  test('several messages for one field keep their order', () => {
    const result = schema.safeParse({ labs: [], note: 'xyzz' });
    expect(result.error && listFieldErrors(result.error)).toEqual({
      note: ['Too long.', 'Begin with a.'],
    });
  });

  test('a message about the whole input stands under root', () => {
    const wholeInput = z.object({ note: z.string() }).refine(() => false, 'Record something.');
    const result = wholeInput.safeParse({ note: '' });
    expect(result.error && listFieldErrors(result.error)).toEqual({ root: ['Record something.'] });
  });
});
