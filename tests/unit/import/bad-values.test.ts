import { describe, expect, test } from 'vitest';
import {
  addDateEvidence,
  type DateReading,
  detectDateOrder,
  detectSerialEpoch,
  noDateEvidence,
  readDate,
} from '@/lib/import/date-format';
import { detectEncoding, utf8Check } from '@/lib/import/encoding';
import { detectDelimiter, detectHeaderRow } from '@/lib/import/layout';
import {
  addNumberEvidence,
  detectDecimalSign,
  noNumberEvidence,
  readNumber,
} from '@/lib/import/number-format';

function dates(...cells: string[]) {
  const evidence = noDateEvidence();
  for (const cell of cells) {
    addDateEvidence(evidence, cell);
  }
  return [evidence];
}

function numbers(...cells: string[]) {
  const evidence = noNumberEvidence();
  for (const cell of cells) {
    addNumberEvidence(evidence, cell);
  }
  return [evidence];
}

describe('the order of a date', () => {
  test.each([
    ['03/04/2026 alone leaves it open', ['03/04/2026'], 'day-month-year', 'ambiguous'],
    [
      '31/03/2026 says that the day is first',
      ['03/04/2026', '31/03/2026'],
      'day-month-year',
      'certain',
    ],
    [
      '03/31/2026 says that the month is first',
      ['03/04/2026', '03/31/2026'],
      'month-day-year',
      'certain',
    ],
    [
      'a file that mixes both leaves it open',
      ['31/03/2026', '03/31/2026'],
      'day-month-year',
      'ambiguous',
    ],
    ['ISO dates need none', ['2026-03-31'], null, 'certain'],
    ['05/05/2026 is one day in either order', ['05/05/2026'], null, 'certain'],
  ])('%s', (_, cells, value, certainty) => {
    expect(detectDateOrder(dates(...cells))).toMatchObject({ value, certainty });
  });

  test('days as Excel counts them are asked about', () => {
    expect(detectSerialEpoch(dates('46112'))).toMatchObject({
      value: '1900',
      certainty: 'ambiguous',
    });
  });
});

describe('a date', () => {
  const dayFirst: DateReading = { order: 'day-month-year', epoch: null };
  const monthFirst: DateReading = { order: 'month-day-year', epoch: null };
  const open: DateReading = { order: null, epoch: null };
  test.each([
    ['2026-03-31', open, '2026-03-31'],
    ['2026/3/1', open, '2026-03-01'],
    ['20260331', open, '2026-03-31'],
    ['2026-03-31 08:30', open, '2026-03-31'],
    ['2026-03-31T08:30:00Z', open, '2026-03-31'],
    ['31 March 2026', open, '2026-03-31'],
    ['31-Mar-2026', open, '2026-03-31'],
    ['Mar 31, 2026', open, '2026-03-31'],
    ['05/05/2026', open, '2026-05-05'],
    ['03/04/2026', dayFirst, '2026-04-03'],
    ['03/04/2026', monthFirst, '2026-03-04'],
    ['3.4.2026', dayFirst, '2026-04-03'],
    ['46112', { order: null, epoch: '1900' }, '2026-03-31'],
    ['44650', { order: null, epoch: '1904' }, '2026-03-31'],
  ] as const)('%s is read', (cell, reading, date) => {
    expect(readDate(cell, reading)).toEqual({ ok: true, value: date });
  });

  test.each([
    ['31/02/2026', dayFirst, 'date-not-real'],
    ['2026-02-29', open, 'date-not-real'],
    ['31/03/2026', monthFirst, 'date-not-real'],
    ['03/04/2026', open, 'date-order-unknown'],
    ['03/04/26', dayFirst, 'date-short-year'],
    ['31-Mar-26', dayFirst, 'date-short-year'],
    ['46112', open, 'date-is-number'],
    ['next week', dayFirst, 'date-unreadable'],
    ['2026', open, 'date-unreadable'],
    ['31 Foo 2026', open, 'date-unreadable'],
  ] as const)('%s is refused', (cell, reading, code) => {
    expect(readDate(cell, reading)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('the decimal sign', () => {
  test.each([
    ['1.5 is a point', ['1.5', '7'], 'point', 'certain'],
    ['1,5 is a comma', ['1,5', '7'], 'comma', 'certain'],
    ['1,234 leaves it open', ['1,234'], 'point', 'ambiguous'],
    ['1.234 leaves it open', ['1.234'], 'point', 'ambiguous'],
    ['a column with both leaves it open', ['1,5', '1.5'], 'point', 'ambiguous'],
    ['<0,3 is a comma', ['<0,3'], 'comma', 'certain'],
  ])('%s', (_, cells, value, certainty) => {
    expect(detectDecimalSign(numbers(...cells))).toMatchObject({ value, certainty });
  });

  test.each([
    ['1,5', 'point', 'number-wrong-sign'],
    ['1.5', 'comma', 'number-wrong-sign'],
    ['1,234.5', 'point', 'number-grouped'],
    ['1 234', 'point', 'number-grouped'],
    ['<5', 'point', 'number-unreadable'],
    ['five', 'point', 'number-unreadable'],
    ['-5', 'point', 'number-unreadable'],
    ['1e5', 'point', 'number-unreadable'],
  ] as const)('%s with a decimal %s is refused', (cell, sign, code) => {
    expect(readNumber(cell, sign)).toMatchObject({ ok: false, error: { code } });
  });

  test('the number is kept with a point, and a comparator where one is allowed', () => {
    expect(readNumber('≤ 0,30', 'comma', { comparator: true })).toEqual({
      ok: true,
      value: '<=0.30',
    });
  });
});

describe('the encoding', () => {
  const detect = (bytes: Uint8Array) => {
    const check = utf8Check();
    check.push(bytes);
    return detectEncoding(bytes, check.finish());
  };
  test.each([
    ['a mark at the beginning is believed', [0xef, 0xbb, 0xbf, 0x41], 'utf-8', 'certain'],
    ['the mark of UTF-16 is believed', [0xff, 0xfe, 0x41, 0x00], 'utf-16le', 'certain'],
    [
      'UTF-16 without its mark is asked about',
      [0x41, 0, 0x42, 0, 0x43, 0, 0x44, 0],
      'utf-16le',
      'ambiguous',
    ],
    ['plain letters are UTF-8', [0x41, 0x42], 'utf-8', 'certain'],
    ['an é of Windows is asked about', [0x41, 0xe9, 0x42], 'windows-1252', 'ambiguous'],
  ])('%s', (_, bytes, value, certainty) => {
    expect(detect(Uint8Array.from(bytes))).toMatchObject({ value, certainty });
  });

  test('a letter that is cut between two pieces is not an error', () => {
    const check = utf8Check();
    check.push(Uint8Array.from([0xc3]));
    check.push(Uint8Array.from([0xa9]));
    expect(check.finish()).toBe(true);
  });
});

describe('the layout', () => {
  test.each([
    ['semicolons beside decimal commas', 'a;b;c\n1,5;2,5;3,5\n1,1;2,2;3,3\n', ';', 'certain'],
    ['tabs', 'a\tb\n1\t2\n', '\t', 'certain'],
    ['commas inside quotes do not count', 'a;b\n"1,2,3";4\n"1,2,3";5\n', ';', 'certain'],
    ['one column', 'a\n1\n', ',', 'certain'],
    ['as many commas as semicolons leave it open', 'a,b;c\n1,2;3\n', ',', 'ambiguous'],
  ])('%s', (_, head, value, certainty) => {
    expect(detectDelimiter(head)).toMatchObject({ value, certainty });
  });

  test.each([
    [
      'titles in the first row',
      [
        ['Id', 'Date'],
        ['1', '2026-01-01'],
      ],
      1,
      'certain',
    ],
    [
      'a line above the titles',
      [
        ['Report', ''],
        ['Id', 'Date', 'Value', 'Unit'],
        ['1', '2', '3', '4'],
      ],
      2,
      'ambiguous',
    ],
    [
      'no titles',
      [
        ['1', '2026-01-01'],
        ['2', '2026-01-02'],
      ],
      0,
      'ambiguous',
    ],
    [
      'two titles alike',
      [
        ['Date', 'date'],
        ['1', '2'],
      ],
      1,
      'ambiguous',
    ],
  ])('%s', (_, rows, value, certainty) => {
    expect(detectHeaderRow(rows)).toMatchObject({ value, certainty });
  });
});
