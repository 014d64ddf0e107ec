import type { ColumnType, DataColumn } from '@/lib/export/data-column';
import { valueLabels } from './codebook';
import type { Table } from './table';

/**
 * A script for SPSS and PSPP that makes a data set of each table and saves it as a file of SPSS: formats, labels of
 * variables and values, what is missing, levels of measurement. Its lines end in CR LF and are shorter than the 256
 * bytes that SPSS reads.
 */
export function loadSps(tables: readonly Table[]): string {
  return [...opening, ...tables.flatMap(tableLines), 'RESTORE.', '']
    .map((line) => `${line}\r\n`)
    .join('');
}

const opening = [
  '* Encoding: UTF-8.',
  '* Makes a data set of each CSV file in this folder, with labels, and saves it as a .sav file.',
  "* Go to this folder first: CD 'path of this folder'.",
  'PRESERVE.',
  'SET DECIMAL=DOT.',
];

function tableLines({ name, columns }: Table): string[] {
  const named = (...types: readonly ColumnType[]) =>
    columns.filter(({ type }) => types.includes(type)).map((column) => column.name);
  return [
    '',
    'GET DATA',
    '  /TYPE=TXT',
    `  /FILE='${name}.csv'`,
    "  /ENCODING='UTF8'",
    '  /ARRANGEMENT=DELIMITED',
    '  /DELCASE=LINE',
    '  /FIRSTCASE=2',
    '  /DELIMITERS=","',
    `  /QUALIFIER='"'`,
    '  /VARIABLES=',
    ...ended(columns.map((column) => `    ${column.name} ${inputFormat(column)}`)),
    `DATASET NAME ${name}.`,
    ...command('FORMATS', named('number'), (it) => `${it} (F12.2)`),
    ...command('VARIABLE LABELS', columns, (it) => `${it.name}\n    ${label(labelOf(it))}`),
    ...command(
      'VALUE LABELS',
      columns.filter((column) => valueLabels(column).length > 0),
      valueLabelText,
    ),
    // An empty text is a value for SPSS; an empty number is missing by itself.
    ...command('MISSING VALUES', named('choice', 'text'), (it) => `${it} ('')`),
    ...command('VARIABLE LEVEL', columns, (it) => `${it.name} (${measurement[it.type]})`),
    `SAVE OUTFILE='${name}.sav'.`,
  ];
}

const measurement: Readonly<Record<ColumnType, 'NOMINAL' | 'SCALE'>> = {
  number: 'SCALE',
  date: 'SCALE',
  flag: 'NOMINAL',
  choice: 'NOMINAL',
  text: 'NOMINAL',
};

/** One line of typed text has 200 characters at most (lib/core/typed-text.ts), of three bytes at most, and an apostrophe. */
const textBytes = 601;

/** Of the keys of levels, and of older ones that the dictionary does not list. */
const choiceBytes = 100;

function inputFormat({ type }: DataColumn): string {
  switch (type) {
    // Numbers are read whole: decimals in the format would be put into those without a point.
    case 'number':
      return 'F40.0';
    case 'flag':
      return 'F1.0';
    case 'date':
      return 'SDATE10';
    case 'choice':
      return `A${choiceBytes}`;
    case 'text':
      return `A${textBytes}`;
  }
}

/** A command over several variables; none where there is no variable. */
function command<Item>(
  name: string,
  items: readonly Item[],
  text: (item: Item) => string,
): string[] {
  if (items.length === 0) {
    return [];
  }
  const lines = items.flatMap((item, index) =>
    `  ${index === 0 ? '' : '/'}${text(item)}`.split('\n'),
  );
  return [name, ...ended(lines)];
}

function ended(lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === lines.length - 1 ? `${line}.` : line));
}

function labelOf({ label: text, unit }: DataColumn): string {
  return unit === undefined ? text : `${text} (${unit})`;
}

function valueLabelText(column: DataColumn): string {
  const lines = valueLabels(column).map(({ key, label: text }) => {
    const value = column.type === 'flag' ? key : quoted(key);
    return `    ${value} ${label(text, 120)}`;
  });
  return [column.name, ...lines].join('\n');
}

/** SPSS cuts a longer one, and might do so within a character. */
function label(text: string, bytes = 240): string {
  const encoder = new TextEncoder();
  let kept = '';
  for (const character of text) {
    if (encoder.encode(quoted(kept + character)).length > bytes) {
      break;
    }
    kept += character;
  }
  return quoted(kept);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
