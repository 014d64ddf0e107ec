import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparators, parseReportedValue } from '@/lib/units/quantity';

describe('parseReportedValue', () => {
  test.each([
    ['0.7', null, 0.7],
    ['11.1', null, 11.1],
    ['18', null, 18],
    ['0', null, 0],
    ['0.30', null, 0.3],
    ['<0.3', '<', 0.3],
    ['< 0.3', '<', 0.3],
    ['<=5', '<=', 5],
    ['>1000', '>', 1000],
    ['>= 1000', '>=', 1000],
    ['123456789012345', null, 123456789012345],
  ] as const)('%j is read', (text, comparator, value) => {
    expect(parseReportedValue(text)).toEqual({ ok: true, value: { comparator, value, text } });
  });

  test('the text stays as typed, without the blanks around it', () => {
    expect(parseReportedValue('  <0.30 ')).toEqual({
      ok: true,
      value: { comparator: '<', value: 0.3, text: '<0.30' },
    });
  });

  test.each([
    ['', 'blank', 'Enter a value.'],
    ['   ', 'blank', 'Enter a value.'],
    ['<', 'number-missing', 'Enter the number after <.'],
    ['>= ', 'number-missing', 'Enter the number after >=.'],
    ['≤5', 'comparator-unknown', 'Use <, <=, > or >= before the number.'],
    ['=5', 'comparator-unknown', 'Use <, <=, > or >= before the number.'],
    ['~5', 'comparator-unknown', 'Use <, <=, > or >= before the number.'],
    ['<<5', 'comparator-unknown', 'Use <, <=, > or >= before the number.'],
    ['+5', 'sign', 'Enter the number without a plus or minus sign.'],
    ['-5', 'sign', 'Enter the number without a plus or minus sign.'],
    ['<-5', 'sign', 'Enter the number without a plus or minus sign.'],
    ['−5', 'sign', 'Enter the number without a plus or minus sign.'],
    ['1e3', 'exponent', 'Write the number out, without an exponent.'],
    ['1.5E-2', 'exponent', 'Write the number out, without an exponent.'],
    ['1.5x10^3', 'exponent', 'Write the number out, without an exponent.'],
    ['1,5', 'decimal-comma', 'Use a point as the decimal separator: 1.5'],
    ['<0,3', 'decimal-comma', 'Use a point as the decimal separator: 0.3'],
    ['0,123', 'decimal-comma', 'Use a point as the decimal separator: 0.123'],
    ['1,234', 'comma-ambiguous', 'Write 1234 without a comma, or 1.234 with a point.'],
    [
      '1,234.5',
      'thousands-separator',
      'Write the number without thousands separators, with a point for decimals.',
    ],
    [
      '1.234,5',
      'thousands-separator',
      'Write the number without thousands separators, with a point for decimals.',
    ],
    [
      '1 234',
      'thousands-separator',
      'Write the number without thousands separators, with a point for decimals.',
    ],
    [
      "1'234",
      'thousands-separator',
      'Write the number without thousands separators, with a point for decimals.',
    ],
    ['.5', 'bare-decimal-point', 'Write digits on both sides of the point: 0.5'],
    ['5.', 'bare-decimal-point', 'Write digits on both sides of the point: 5.0'],
    ['5 ng/mL', 'unit-in-value', 'Enter only the number here; the unit has its own field.'],
    ['45%', 'unit-in-value', 'Enter only the number here; the unit has its own field.'],
    ['1234567890123456', 'too-many-digits', 'Enter at most 15 digits.'],
    ['normal', 'not-a-number', 'Enter a number, such as 1.5 or <0.3.'],
    ['NaN', 'not-a-number', 'Enter a number, such as 1.5 or <0.3.'],
    ['Infinity', 'not-a-number', 'Enter a number, such as 1.5 or <0.3.'],
    ['٥', 'not-a-number', 'Enter a number, such as 1.5 or <0.3.'],
    ['🧪', 'not-a-number', 'Enter a number, such as 1.5 or <0.3.'],
    ["'; DROP TABLE lab_result; --", 'not-a-number', 'Enter a number, such as 1.5 or <0.3.'],
    ['<b>5</b>', 'not-a-number', 'Enter a number, such as 1.5 or <0.3.'],
  ])('%j is refused as %s', (text, code, message) => {
    expect(parseReportedValue(text)).toEqual({ ok: false, error: { code, message } });
  });

  test('every decimal of at most 15 digits is read as itself, with any comparator', () => {
    const decimal = fc
      .tuple(fc.nat(999_999_999), fc.stringMatching(/^\d{0,6}$/))
      .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`));
    fc.assert(
      fc.property(fc.option(fc.constantFrom(...comparators)), decimal, (comparator, text) => {
        const entered = `${comparator ?? ''}${text}`;
        expect(parseReportedValue(entered)).toEqual({
          ok: true,
          value: { comparator, value: Number(text), text: entered },
        });
      }),
    );
  });

  test('any text at all is answered, and nothing that is not a number passes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const result = parseReportedValue(text);
        const isNumber = /^\s*(?:[<>]=?)?\s*\d+(?:\.\d+)?\s*$/u.test(text);
        expect(result.ok ? isNumber : result.error.message !== '').toBe(true);
      }),
    );
  });

  test.each([
    '0.'.padEnd(10_000, '0'),
    '1 '.repeat(5000),
    '1'.repeat(10_000),
    '1,'.repeat(5000),
    '<'.repeat(10_000),
  ])('ten kilobytes are refused', (text) => {
    expect(parseReportedValue(text).ok).toBe(false);
  });
});
