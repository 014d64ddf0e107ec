import { describe, expect, test } from 'vitest';
import type { AnalyteKey } from '@/lib/units/analytes';
import type { UnitCode } from '@/lib/units/unit-codes';
import { unitBehindJump } from '@/lib/units/unit-jump';

type Row = readonly [
  rule: string,
  analyte: AnalyteKey,
  unit: UnitCode,
  value: number,
  previous: number,
  meant: UnitCode | null,
];

// Values are in the standard unit; 3.6713 pmol/L are 1 pg/mL.
const rows: readonly Row[] = [
  ['80 pg/mL after 22 looks like pmol/L (C§5.1)', 'estradiol', 'pg/mL', 80, 22, 'pmol/L'],
  ['22 typed as pmol/L after 22 pg/mL looks like pg/mL', 'estradiol', 'pmol/L', 5.99, 22, 'pg/mL'],
  ['a quotient just below the band is a rise', 'estradiol', 'pg/mL', 64.6, 22, null],
  ['a quotient at the lower end of the band asks', 'estradiol', 'pg/mL', 64.62, 22, 'pmol/L'],
  ['a quotient at the upper end of the band asks', 'estradiol', 'pg/mL', 100.9, 22, 'pmol/L'],
  ['a quotient just above the band is a rise', 'estradiol', 'pg/mL', 101, 22, null],
  ['a fall by the same factor is no confusion', 'estradiol', 'pg/mL', 22, 80, null],
  ['the same value again asks nothing', 'estradiol', 'pg/mL', 22, 22, null],
  ['BUN 5.0 mg/dL after 14 looks like mmol/L', 'urea_nitrogen', 'mg/dL', 5, 14, 'mmol/L'],
  ['units that count alike explain no jump', 'fsh', 'm[IU]/mL', 3, 3, null],
  ['a laboratory’s own factor explains no jump', 'prolactin', 'ng/mL', 212, 10, null],
  ['a test with one unit has no other', 'ast', 'U/L', 100, 20, null],
  ['zero has no quotient', 'estradiol', 'pg/mL', 0, 22, null],
  ['nothing is near a previous zero', 'estradiol', 'pg/mL', 22, 0, null],
];

describe('the unit behind a jump', () => {
  test.each(rows)('%s', (_rule, analyte, unit, value, previous, meant) => {
    expect(unitBehindJump(analyte, unit, { value, previous })).toBe(meant);
  });
});
