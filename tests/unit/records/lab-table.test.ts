import { describe, expect, test } from 'vitest';
import { readLabTable } from '@/lib/records/lab-table';

/** "triglycerides 150 mg/dL 0-150": what a row came to. */
function rowsOf(text: string): readonly string[] {
  return readLabTable(text).rows.map(({ analyte, value, unit, referenceLow, referenceHigh }) =>
    [analyte, value, unit ?? 'no unit', `${referenceLow}..${referenceHigh}`].join(' '),
  );
}

function unreadOf(text: string): readonly string[] {
  return readLabTable(text).unread.map(({ line, reason }) => `${line}: ${reason}`);
}

describe('a line becomes a row', () => {
  test.each<[string, string, string]>([
    ['with tabs', 'Triglycerides\t150\tmg/dL\t40-150', 'triglycerides 150 mg/dL 40..150'],
    ['with semicolons', 'Triglycerides;150;mg/dL;40-150', 'triglycerides 150 mg/dL 40..150'],
    ['with bars', '| Triglycerides | 150 | mg/dL |', 'triglycerides 150 mg/dL ..'],
    ['with commas', 'Triglycerides,150,mg/dL,40-150', 'triglycerides 150 mg/dL 40..150'],
    [
      'with columns of blanks',
      'Total testosterone   420   ng/dL   300 - 1080',
      'testosterone_total 420 ng/dL 300..1080',
    ],
    [
      'with single blanks',
      'Total testosterone 420 ng/dL (300 - 1080)',
      'testosterone_total 420 ng/dL 300..1080',
    ],
    ['with quoted cells', '"Testosterone, total","420","ng/dL"', 'testosterone_total 420 ng/dL ..'],
    ['in any order', '40-150\tmg/dL\t150\tTriglycerides', 'triglycerides 150 mg/dL 40..150'],
    [
      'with value and unit in one cell',
      'Triglycerides\t150 mg/dL\t40 to 150 mg/dL',
      'triglycerides 150 mg/dL 40..150',
    ],
    ['with a flag', 'Triglycerides\t512 H\tmg/dL\t40-150\tHigh', 'triglycerides 512 mg/dL 40..150'],
    [
      'with a date that is not the value',
      'Triglycerides\t2026-04-10\t150\tmg/dL',
      'triglycerides 150 mg/dL ..',
    ],
    [
      'with a range that looks a little like a date',
      'Triglycerides\t1.5\tmmol/L\t0-1.7',
      'triglycerides 1.5 mmol/L 0..1.7',
    ],
    ['with a comparator', 'Triglycerides\t> 400\tmg/dL', 'triglycerides >400 mg/dL ..'],
    ['with a printed comparator', 'FSH\t≤0,3\tmIU/mL', 'fsh <=0,3 m[IU]/mL ..'],
    ['with a range below a bound', 'Triglycerides 512 mg/dL <150', 'triglycerides 512 mg/dL ..150'],
    ['with a range above a bound', 'HDL 40 mg/dL > 35', 'hdl 40 mg/dL 35..'],
    ['by a usual short name', 'Trig\t150\tmg/dL', 'triglycerides 150 mg/dL ..'],
    ['by its key', 'urea_nitrogen\t14\tmg/dL', 'urea_nitrogen 14 mg/dL ..'],
    ['by its code', '2571-8\t150\tmg/dL', 'triglycerides 150 mg/dL ..'],
    ['by a code that says the unit', '14715-7\t80', 'estradiol 80 pmol/L ..'],
    ['with a unit as laboratories print it', 'WBC\t6.2\tx10³/µL', 'wbc 6.2 10*3/uL ..'],
    ['with an enzyme in IU/L', 'AST\t22\tIU/L', 'ast 22 U/L ..'],
    ['with a hormone in U/L', 'FSH\t5.2\tU/L', 'fsh 5.2 [IU]/L ..'],
    ['without a unit', 'Sodium\t140', 'sodium 140 no unit ..'],
    [
      'with its decimal comma as it is printed',
      'Potassium\t4,2\tmmol/L\t3,5-5,1',
      'potassium 4,2 mmol/L 3,5..5,1',
    ],
    [
      'with its thousands as they are printed',
      'Platelets\t1,234\tK/uL',
      'platelets 1,234 10*3/uL ..',
    ],
  ])('%s', (_rule, line, row) => {
    expect(readLabTable(line)).toMatchObject({ unread: [] });
    expect(rowsOf(line)).toEqual([row]);
  });
});

describe('a line of titles', () => {
  test('says which number is which', () => {
    const table =
      'Low\tTest\tPrevious\tHigh\tUnits\tResult\n40\tTriglycerides\t140\t150\tmg/dL\t512';
    expect(rowsOf(table)).toEqual(['triglycerides 512 mg/dL 40..150']);
  });

  test('tells a bound from a range', () => {
    const table = 'Test;Result;Unit;Reference range\nTriglycerides;>400;mg/dL;<150';
    expect(rowsOf(table)).toEqual(['triglycerides >400 mg/dL ..150']);
  });

  test('lets a code say what an unusual name means', () => {
    const table = 'Code,Name,Result,Units\n2571-8,"Triglyceride, serum",150,mg/dL';
    expect(rowsOf(table)).toEqual(['triglycerides 150 mg/dL ..']);
  });

  test('is no result itself', () => {
    expect(readLabTable('Test\tResult\tUnit')).toEqual({ rows: [], unread: [] });
  });
});

describe('a line is left to a person', () => {
  test.each<[string, string, string]>([
    ['when its test is not known', 'Vitamin D\t30\tng/mL', '1: No test is called “Vitamin D”.'],
    [
      'when its name only contains a test',
      'Non-HDL cholesterol 120 mg/dL',
      '1: No test is called “Non-HDL cholesterol”.',
    ],
    [
      'when it is a ratio',
      'Cholesterol/HDL ratio 3.4',
      '1: No test is called “Cholesterol/HDL ratio”.',
    ],
    [
      'when it has no value',
      'Triglycerides\tpending\tmg/dL',
      '1: “pending” is neither a value nor a unit nor a range.',
    ],
    ['when it is only a name', 'Triglycerides', '1: No value stands in this line.'],
    [
      'when two numbers could be the value',
      'Triglycerides\t150\t140\tmg/dL',
      '1: More than one number could be the value.',
    ],
    [
      'when a comma may be a decimal comma',
      'FSH,5,2,mIU/mL',
      '1: More than one number could be the value.',
    ],
    [
      'when the value could be the range',
      'Triglycerides\t>400\t<150\tmg/dL',
      '1: The value cannot be told from the range.',
    ],
    [
      'when the unit is not one of the test’s',
      'Triglycerides\t150\tng/mL',
      '1: Triglycerides is reported in mg/dL or mmol/L, not in “ng/mL”.',
    ],
    [
      'when the unit is a thousandth',
      'FSH\t18\tµU/L',
      '1: “µU/L” is neither a value nor a unit nor a range.',
    ],
    [
      'when code and unit disagree',
      '14715-7\t80\tpg/mL',
      '1: Two different units stand in this line.',
    ],
    ['when two tests are named', 'AST\tALT\t20\tU/L', '1: Two tests are named in this line.'],
    [
      'when its test was read before',
      'AST\t20\tU/L\nSGOT\t21\tU/L',
      '2: This test stands in the table twice.',
    ],
    [
      'when the titled column is empty',
      'Test\tResult\tUnit\nAST\t\tU/L',
      '2: No value stands in the column of the results.',
    ],
  ])('%s', (_rule, text, reason) => {
    expect(unreadOf(text)).toEqual([reason]);
  });
});

test('every line is either a row or listed, with its number and its text', () => {
  const text = 'Lipid panel\n\nHDL  40  mg/dL\nVLDL  30  mg/dL\n';
  expect(rowsOf(text)).toEqual(['hdl 40 mg/dL ..']);
  expect(readLabTable(text).unread).toEqual([
    { line: 1, text: 'Lipid panel', reason: 'No test is called “Lipid panel”.' },
    { line: 4, text: 'VLDL  30  mg/dL', reason: 'No test is called “VLDL”.' },
  ]);
});

test('ten kilobytes of anything are read in linear time', () => {
  expect(unreadOf('1.'.repeat(5000))).toHaveLength(1);
  expect(unreadOf(`Triglycerides ${'9 '.repeat(5000)}`)).toHaveLength(1);
});
