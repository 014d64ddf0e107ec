import { describe, expect, test } from 'vitest';
import { typedCount, typedNumber } from '@/lib/records/typed-number';

describe('typedNumber', () => {
  const schema = typedNumber({ from: 0, to: 20 });

  test.each([
    ['1.5', 1.5],
    [' 20 ', 20],
    [0, 0],
    ['', null],
    ['   ', null],
    [null, null],
    [undefined, null],
  ])('%j is read as %j', (typed, expected) => {
    expect(schema.parse(typed)).toBe(expected);
  });

  test.each([
    ['1,5', 'Use a point for decimals and no thousands separator, not "1,5"'],
    ['<0.1', 'Enter a number, not "<0.1"'],
    ['1e3', 'Enter a number, not "1e3"'],
    ["'; DROP TABLE patient;--", 'Enter a number, not "\'; DROP TABLE patient;--"'],
    ['20.1', 'Enter a number from 0 to 20'],
    ['-1', 'Enter a number from 0 to 20'],
    [21, 'Enter a number from 0 to 20'],
  ])('%j is refused', (typed, message) => {
    expect(schema.safeParse(typed).error?.issues[0]?.message).toBe(message);
  });

  test('a count is whole', () => {
    expect(typedCount(5).parse('5')).toBe(5);
    expect(typedCount(5).safeParse('2.5').error?.issues[0]?.message).toBe(
      'Enter a whole number, not 2.5',
    );
    expect(typedCount(5, 1).safeParse('0').error?.issues[0]?.message).toBe(
      'Enter a whole number from 1 to 5',
    );
  });
});
