import { describe, expect, test } from 'vitest';
import type { Analyte } from '@/lib/units/analyte';
import { allowedUnits, analyteKeys, analytes, panelKeys, panels } from '@/lib/units/analytes';
import { rationalFromText } from '@/lib/units/rational';

const rows: readonly (readonly [string, Analyte])[] = Object.entries(analytes);

/** The modulus-10 check digit that LOINC appends to each number. */
function hasLoincCheckDigit(code: string): boolean {
  const [number = '', check] = code.split('-');
  const odd = [...number].reverse().filter((_, index) => index % 2 === 0);
  const even = [...number].reverse().filter((_, index) => index % 2 === 1);
  const doubled = String(Number(odd.reverse().join('')) * 2);
  const sum = [...even, ...doubled].reduce((total, digit) => total + Number(digit), 0);
  return String((10 - (sum % 10)) % 10) === check;
}

describe('analytes', () => {
  test('every key has one row and every row one key', () => {
    expect(analyteKeys).toEqual(Object.keys(analytes));
    expect(new Set(analyteKeys).size).toBe(analyteKeys.length);
  });

  test('keys are spelled as in the United States', () => {
    expect(analyteKeys.filter((key) => key.startsWith('haem'))).toEqual([]);
  });

  test('the LOINC check digit catches a wrong code', () => {
    expect(hasLoincCheckDigit('2986-8')).toBe(true);
    expect(hasLoincCheckDigit('11068-0')).toBe(false);
  });

  test.each(rows)('%s carries LOINC codes with a right check digit', (_key, row) => {
    const codes = [row.standard.loinc, row.alternative?.loinc ?? null].filter(
      (code) => code !== null,
    );
    expect(codes.filter((code) => !hasLoincCheckDigit(code))).toEqual([]);
  });

  test.each([
    '10610-4',
    '10589-0',
    '10591-6',
    '10586-6',
    '72514-3',
    '19048-8',
    '12841-3',
    '11068-0',
    '51637-7',
  ])('the code %s, misused in public code, appears nowhere', (code) => {
    const users = rows.filter(([, row]) =>
      [row.standard.loinc, row.alternative?.loinc].includes(code),
    );
    expect(users).toEqual([]);
  });

  test.each(rows)('the soft limits of %s lie inside its hard limits', (_key, { limits }) => {
    const soft = limits?.soft ?? limits?.hard;
    expect(limits?.hard.low ?? 0).toBeLessThanOrEqual(soft?.low ?? 0);
    expect(limits?.hard.high ?? 0).toBeGreaterThanOrEqual(soft?.high ?? 0);
  });

  test.each(rows)('the factor of %s is a positive number', (_key, { alternative }) => {
    const conversion = alternative?.conversion;
    const factor =
      conversion?.kind === 'ratio' ? rationalFromText(conversion.perStandardUnit).numerator : 1n;
    expect(factor > 0n).toBe(true);
  });

  test('each conversion and each limit has an id of its own', () => {
    const ids = rows.flatMap(([, row]) => [row.alternative?.conversion.id, row.limits?.id]);
    const stated = ids.filter((id) => id !== undefined);
    expect(new Set(stated).size).toBe(stated.length);
  });

  test('an analyte reported in one unit only allows that one', () => {
    expect(allowedUnits('sodium')).toEqual(['mmol/L']);
    expect(allowedUnits('fsh')).toEqual(['m[IU]/mL', '[IU]/L']);
  });
});

describe('panels', () => {
  test('no analyte belongs to two panels', () => {
    const members = panelKeys.flatMap((key) => panels[key].members);
    expect(members).toHaveLength(23);
    expect(new Set(members).size).toBe(23);
  });
});
