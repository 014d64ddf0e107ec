// Reads a table of results as it is copied from a laboratory's page, letter or spreadsheet: a line a test,
// its columns in any order. Whatever could be read in two ways is left to a person: a line is filled in
// whole or listed with the reason, and a number is kept as it was printed.
import { testNamed } from '@/lib/units/analyte-names';
import { allowedUnits, analytes } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import { unitsSpelled } from '@/lib/units/unit-spellings';

export interface LabTableRow {
  /** From 1. */
  readonly line: number;
  readonly analyte: BloodAnalyteKey;
  /** As printed: "1,5" stays so, and the form asks what it means. */
  readonly value: string;
  /** Null where the line names none. */
  readonly unit: UnitCode | null;
  /** Blank where the line has no range. */
  readonly referenceLow: string;
  readonly referenceHigh: string;
}

export interface UnreadLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface LabTable {
  readonly rows: readonly LabTableRow[];
  readonly unread: readonly UnreadLine[];
}

/** Tab, semicolon, bar or comma between the columns, or blanks. */
export function readLabTable(text: string): LabTable {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ line: index + 1, content: content.trim() }))
    .filter(({ content }) => content !== '');
  const split = splitterOf(lines.map(({ content }) => content));
  const rows: LabTableRow[] = [];
  const unread: UnreadLine[] = [];
  let header: Header | null = null;
  for (const { line, content } of lines) {
    const cells = split(content);
    const titles = readHeader(cells);
    if (titles !== null) {
      header = titles;
      continue;
    }
    const read = readLine(cells, header);
    const isRepeated =
      typeof read !== 'string' && rows.some(({ analyte }) => analyte === read.analyte);
    if (typeof read === 'string' || isRepeated) {
      const reason = typeof read === 'string' ? read : 'This test stands in the table twice.';
      unread.push({ line, text: content, reason });
    } else {
      rows.push({ line, ...read });
    }
  }
  return { rows, unread };
}

// Columns

type Split = (line: string) => readonly string[];

function splitterOf(lines: readonly string[]): Split {
  const separators = ['\t', ';', '|'];
  const separator = separators.find((one) => lines.some((line) => line.includes(one)));
  if (separator !== undefined) {
    return (line) => splitQuoted(line, separator);
  }
  const isCommas = lines.some((line) => {
    const cells = splitQuoted(line, ',');
    return cells.length > 2 && (readHeader(cells) !== null || cells.some(isTestName));
  });
  return isCommas ? (line) => splitQuoted(line, ',') : splitAtBlanks;
}

function splitQuoted(line: string, separator: string): string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') {
      isQuoted = !isQuoted;
    } else if (character === separator && !isQuoted) {
      cells.push('');
    } else {
      cells[cells.length - 1] += character;
    }
  }
  return cells.map((cell) => cell.trim());
}

/** Two blanks part columns; where there is only one, the words that are nothing else are the name. */
function splitAtBlanks(line: string): string[] {
  const columns = line.split(/\s{2,}/);
  if (columns.length > 1) {
    return columns;
  }
  const words = line
    .replaceAll(/(\d)\s*(?:-|–|—|\bto\b)\s*(\d)/gu, '$1-$2')
    .replaceAll(/([<>≤≥]=?)\s+(\d)/gu, '$1$2')
    .split(/\s+/);
  const isName = (word: string) => readCell(word).kind === 'text';
  const name = words.filter(isName).join(' ');
  return [name, ...words.filter((word) => !isName(word))];
}

const titles = {
  test: ['test', 'tests', 'analyte', 'name', 'component', 'parameter', 'loinc', 'code', 'item'],
  value: ['result', 'results', 'value'],
  unit: ['unit', 'units', 'uom'],
  range: [
    'range',
    'reference',
    'reference range',
    'reference interval',
    'ref range',
    'normal range',
    'ref',
  ],
  low: ['low', 'from', 'lower', 'lower limit', 'reference low', 'min'],
  high: ['high', 'to', 'upper', 'upper limit', 'reference high', 'max'],
  ignored: [
    'flag',
    'flags',
    'status',
    'date',
    'collected',
    'previous',
    'comment',
    'note',
    'method',
  ],
} as const;
type ColumnRole = keyof typeof titles;
const roles = Object.keys(titles) as readonly ColumnRole[];

type Header = readonly (ColumnRole | null)[];

/** A line of titles has a title for the value and names no test. */
function readHeader(cells: readonly string[]): Header | null {
  const found = cells.map((cell) => {
    const title = cell
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, ' ')
      .trim();
    return roles.find((role) => titles[role].some((known) => known === title)) ?? null;
  });
  return found.includes('value') && !cells.some(isTestName) ? found : null;
}

// Lines

type Read = Omit<LabTableRow, 'line'>;

/** The row, or the reason why there is none. */
function readLine(cells: readonly string[], header: Header | null): Read | string {
  const isTitled = header !== null && cells.length <= header.length;
  return isTitled ? readTitled(cells, header) : readUntitled(cells);
}

function readTitled(cells: readonly string[], header: Header): Read | string {
  const of = (role: ColumnRole) =>
    cells.filter((cell, index) => header[index] === role && cell !== '');
  const names = header.includes('test') ? of('test') : cells.filter(isTestName);
  const value = readCell(of('value')[0] ?? '');
  if (value.kind !== 'number') {
    return 'No value stands in the column of the results.';
  }
  const range = readCell(of('range')[0] ?? '');
  const [low = '', high = ''] = [of('low')[0], of('high')[0]];
  const units = [...of('unit'), value.unit, 'unit' in range ? range.unit : ''];
  const ends = range.kind === 'number' ? boundsOf(range) : range;
  return complete(names, value.text, units, {
    low: ends.kind === 'range' ? ends.low : low,
    high: ends.kind === 'range' ? ends.high : high,
  });
}

function readUntitled(cells: readonly string[]): Read | string {
  const filled = cells.filter((cell) => cell !== '');
  const names = filled.filter(isTestName);
  const rest = filled.filter((cell) => !isTestName(cell)).map(readCell);
  const strange = rest.find((cell) => cell.kind === 'text');
  if (names.length === 0) {
    return strange?.kind === 'text'
      ? `No test is called “${strange.text}”.`
      : 'No test is named in this line.';
  }
  if (strange?.kind === 'text') {
    return `“${strange.text}” is neither a value nor a unit nor a range.`;
  }
  const numbers = rest.filter((cell) => cell.kind === 'number');
  const ranges = rest.filter((cell) => cell.kind === 'range');
  const plain = numbers.filter(({ comparator }) => comparator === '');
  const bounds = numbers.filter(({ comparator }) => comparator !== '');
  const candidates = plain.length > 0 ? plain : bounds;
  const [value] = candidates;
  if (value === undefined) {
    return 'No value stands in this line.';
  }
  if (candidates.length > 1) {
    return plain.length > 0
      ? 'More than one number could be the value.'
      : 'The value cannot be told from the range.';
  }
  const limits = [...ranges, ...(plain.length > 0 ? bounds.map(boundsOf) : [])];
  if (limits.length > 1) {
    return 'More than one range stands in this line.';
  }
  const units = rest.map((cell) => ('unit' in cell ? cell.unit : ''));
  return complete(names, value.text, units, limits[0] ?? { low: '', high: '' });
}

function complete(
  names: readonly string[],
  value: string,
  spelled: readonly string[],
  { low, high }: { readonly low: string; readonly high: string },
): Read | string {
  const named = names.flatMap((name) => testNamed(name) ?? []);
  const [first] = named;
  if (first === undefined) {
    return names[0] === undefined ? 'No test is named.' : `No test is called “${names[0]}”.`;
  }
  const { analyte } = first;
  const unknown = names.find((name) => !isTestName(name));
  if (unknown !== undefined && !names.some(isCode)) {
    return `No test is called “${unknown}”.`;
  }
  if (named.some((other) => other.analyte !== analyte)) {
    return 'Two tests are named in this line.';
  }
  const said = spelled
    .filter((text) => text !== '')
    .map((text) => ({ text, unit: unitOf(analyte, text) }));
  const foreign = said.find(({ unit }) => unit === null);
  if (foreign !== undefined) {
    const usual = allowedUnits(analyte).map((unit) => unitLabels[unit]);
    return `${analytes[analyte].label} is reported in ${usual.join(' or ')}, not in “${foreign.text}”.`;
  }
  const units = new Set(
    [...said, ...named].map(({ unit }) => unit).filter((unit) => unit !== null),
  );
  if (units.size > 1) {
    return 'Two different units stand in this line.';
  }
  const [unit = null] = units;
  return { analyte, value, unit, referenceLow: low, referenceHigh: high };
}

function unitOf(analyte: BloodAnalyteKey, text: string): UnitCode | null {
  const meant = unitsSpelled(text);
  return allowedUnits(analyte).find((unit) => meant.includes(unit)) ?? null;
}

/** A code that is known says what the name beside it means. */
function isCode(name: string): boolean {
  return /^\d+-\d$/.test(name) && isTestName(name);
}

function isTestName(cell: string): boolean {
  return testNamed(cell) !== null;
}

// Cells

type Cell =
  | {
      readonly kind: 'number';
      readonly comparator: string;
      readonly text: string;
      readonly unit: string;
    }
  | { readonly kind: 'range'; readonly low: string; readonly high: string; readonly unit: string }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: string };

const number = String.raw`\d[\d.,’']*`;
const numberCell = new RegExp(String.raw`^([<>]=?|[≤≥])?\s*(${number})\s*(.*)$`, 'u');
const rangeCell = new RegExp(
  String.raw`^[([]?\s*(${number})\s*(?:-|–|—|to)\s*(${number})\s*[)\]]?\s*(.*)$`,
  'u',
);
const dateOrTime =
  /^(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:\d{2}|\d{4})|\d{1,2}:\d{2}(?::\d{2})?)$/;
/** What laboratories print beside a value without changing it. */
const flag = /^(?:[hln]|hh|ll|ha|la|a|f|\*+|!+|high|low|normal|abnormal|final|corrected)$/i;
const inBrackets = /^[([]([^()[\]]*)[)\]]$/;

function readCell(cell: string): Cell {
  const text = (inBrackets.exec(cell.trim())?.[1] ?? cell).trim();
  if (text === '' || flag.test(text) || dateOrTime.test(text)) {
    return { kind: 'nothing' };
  }
  if (unitsSpelled(text).length > 0) {
    return { kind: 'unit', unit: text };
  }
  const range = rangeCell.exec(text);
  if (range !== null && isUnitOrBlank(range[3] ?? '')) {
    return { kind: 'range', low: range[1] ?? '', high: range[2] ?? '', unit: range[3] ?? '' };
  }
  const value = numberCell.exec(text);
  const unit = withoutFlag(value?.[3] ?? '');
  if (value !== null && isUnitOrBlank(unit)) {
    const comparator = (value[1] ?? '').replace('≤', '<=').replace('≥', '>=');
    return { kind: 'number', comparator, text: `${comparator}${value[2] ?? ''}`, unit };
  }
  return { kind: 'text', text };
}

function isUnitOrBlank(text: string): boolean {
  return text === '' || unitsSpelled(text).length > 0;
}

/** "H mg/dL" and "mg/dL *" say the unit; "H" says none. */
function withoutFlag(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => !flag.test(word))
    .join(' ');
}

/** "<150" beside a value is the range below 150. */
function boundsOf({ comparator, text, unit }: Extract<Cell, { kind: 'number' }>): Cell & {
  kind: 'range';
} {
  const end = text.slice(comparator.length);
  const isUpper = comparator.startsWith('<');
  return { kind: 'range', low: isUpper ? '' : end, high: isUpper ? end : '', unit };
}
