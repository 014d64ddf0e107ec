// How laboratories print the units. Spellings that read alike may stand for two units; which one is meant
// follows from the test ("IU/L" is a concentration for FSH and an activity for AST).
import { type UnitCode, unitCodes, unitLabels } from './unit-codes';

const spellings: Partial<Record<UnitCode, readonly string[]>> = {
  'm[IU]/mL': ['mIU/mL', 'mU/mL'],
  '[IU]/L': ['IU/L', 'U/L'],
  'm[IU]/L': ['mIU/L', 'mU/L', 'µIU/mL', 'µU/mL'],
  'ng/mL': ['ng/mL', 'µg/L'],
  'g/dL': ['g/dL', 'gm/dL'],
  '10*3/uL': ['10^3/µL', '10^3/mm3', 'K/µL', 'K/mm3', 'thou/µL', 'thousand/µL'],
  '10*9/L': ['10^9/L'],
  'umol/L': ['µmol/L', 'mcmol/L'],
  'U/L': ['U/L', 'IU/L'],
};

const bySpelling = new Map<string, readonly UnitCode[]>();
for (const code of unitCodes) {
  for (const spelling of [code, unitLabels[code], ...(spellings[code] ?? [])]) {
    const known = bySpelling.get(plainUnit(spelling)) ?? [];
    bySpelling.set(plainUnit(spelling), known.includes(code) ? known : [...known, code]);
  }
}

/** Every unit that this text may stand for; none where it is not known as a unit. */
export function unitsSpelled(text: string): readonly UnitCode[] {
  return bySpelling.get(plainUnit(text)) ?? [];
}

/** "x10³/µL", "10^3/uL" and "10*3/uL" are one. */
function plainUnit(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[µμ]/gu, 'u')
    .replaceAll(/[\s^*[\]{}]/gu, '')
    .replace(/^[x×]/u, '')
    .replace(/^10e/u, '10');
}
