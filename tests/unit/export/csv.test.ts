import { describe, expect, test } from 'vitest';
import { csvLine } from '@/lib/export/csv';

describe('a line of a CSV file', () => {
  test.each([
    [['a', 1, null, true, false], 'a,1,,1,0\r\n'],
    [['said "no", twice'], '"said ""no"", twice"\r\n'],
    [['two\nlines'], '"two\nlines"\r\n'],
    [[-3.5, 0], '-3.5,0\r\n'],
    [['µmol ✓ 😀'], 'µmol ✓ 😀\r\n'],
  ])('%j', (values, line) => {
    expect(csvLine(values)).toBe(line);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'text that a spreadsheet would run is kept a text: %j',
    (text) => {
      expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
    },
  );
});
