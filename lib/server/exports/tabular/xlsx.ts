import 'server-only';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { dictionaryRows } from '@/lib/analysis/dictionary-csv';
import type { CsvValue } from '@/lib/export/csv';
import type { ColumnType } from '@/lib/export/data-column';
import { aboutRows } from '@/lib/tabular/about';
import { codebookRows } from '@/lib/tabular/codebook';
import {
  mostSheetRows,
  type SheetColumn,
  sheetEnd,
  sheetRow,
  sheetStart,
  workbookParts,
} from '@/lib/tabular/xlsx';
import { type ZipEntry, zipped } from '../../statistics/zip-stream';
import type { ExportFormat, ExportRequest, ExportRun } from '../format';
import { readTable } from './read-table';
import { aboutFacts, type DisclosedTable, disclosedTables, writtenAt } from './tables';

/** A workbook with a sheet for each table, the dictionary, the codebook and what the file is. */
export const workbook: ExportFormat = {
  write: (request, run) => workbookOf(request, run, mostSheetRows),
};

/** @param most rows of a sheet with its header; what is more goes to further sheets */
export function workbookOf(
  request: ExportRequest,
  run: ExportRun,
  most: number,
): AsyncGenerator<Uint8Array> {
  return zipped(partsOf(request, run, most), writtenAt(request));
}

async function* partsOf(
  request: ExportRequest,
  run: ExportRun,
  most: number,
): AsyncGenerator<ZipEntry> {
  const sheets: string[] = [];
  const sheet = (name: string, pieces: ZipEntry['pieces']): ZipEntry => ({
    path: `xl/worksheets/sheet${sheets.push(name)}.xml`,
    pieces,
  });
  const tables = disclosedTables(request);
  const about: (readonly CsvValue[])[] = [['what', 'value'], ...aboutRows(aboutFacts(request))];
  for (const [index, { name, columns }] of tables.entries()) {
    const place = { index, of: tables.length };
    const rows = new TableRows(
      readTable(request, { name, columns }, run, { place, formulas: 'as-recorded' }),
      columns,
    );
    try {
      yield sheet(name, sheetPieces(rows, run, most));
      for (let page = 2; await rows.hasMore(); page += 1) {
        about.push([
          name,
          `Goes on in sheet "${name} (${page})": a sheet of Excel has at most ${most} rows`,
        ]);
        yield sheet(`${name} (${page})`, sheetPieces(rows, run, most));
      }
    } finally {
      await rows.end();
    }
  }
  const dictionary = dictionaryRows(
    Object.fromEntries(tables.map(({ name, columns }) => [name, columns])),
  );
  yield sheet('dictionary', [textSheet(dictionary)]);
  yield sheet('codebook', [textSheet(codebookRows(tables))]);
  yield sheet('about', [textSheet(about)]);
  for (const { path, text } of workbookParts(sheets)) {
    yield { path, pieces: [Buffer.from(text)] };
  }
}

/** The rows of a table one after the other, with a look at the next. */
class TableRows {
  readonly columns: readonly SheetColumn[];
  readonly #cells: AsyncIterator<string[]>;
  #next: IteratorResult<string[]> | null = null;

  constructor(text: AsyncIterable<Uint8Array>, columns: DisclosedTable['columns']) {
    this.columns = columns.map(({ name, type }) => ({ name, type, width: widthOf(name, type) }));
    // Who reads the cells is told of a failure.
    const cells = pipeline(text, parse(), () => {});
    this.#cells = cells[Symbol.asyncIterator]();
  }

  async hasMore(): Promise<boolean> {
    this.#next ??= await this.#cells.next();
    return this.#next.done !== true;
  }

  /** Null after the last one. */
  async take(): Promise<CsvValue[] | null> {
    const { value, done } = this.#next ?? (await this.#cells.next());
    this.#next = null;
    return done === true
      ? null
      : this.columns.map(({ type }, index) => cellValue(type, value[index] ?? ''));
  }

  async end(): Promise<void> {
    await this.#cells.return?.();
  }
}

function cellValue(type: ColumnType, text: string): CsvValue {
  if (text === '') {
    return null;
  }
  return type === 'number' || type === 'flag' ? Number(text) : text;
}

const pieceRows = 500;

async function* sheetPieces(
  rows: TableRows,
  { countRows }: ExportRun,
  most: number,
): AsyncGenerator<Uint8Array> {
  let made = [sheetStart(rows.columns)];
  for (let number = 2; number <= most; number += 1) {
    const row = await rows.take();
    if (row === null) {
      break;
    }
    countRows(1);
    made.push(sheetRow(rows.columns, number, row));
    if (made.length >= pieceRows) {
      yield Buffer.from(made.join(''));
      made = [];
    }
  }
  yield Buffer.from([...made, sheetEnd].join(''));
}

/** A small sheet as a whole, with the names of its columns in the first of the rows. */
function textSheet([header = [], ...rows]: readonly (readonly CsvValue[])[]): Uint8Array {
  const columns = header.map((name, index): SheetColumn => {
    const longest = Math.max(...rows.map((row) => String(row[index] ?? '').length), 0);
    return { name: String(name), type: 'text', width: widthOf(String(name), 'text', longest) };
  });
  const lines = rows.map((row, index) => sheetRow(columns, index + 2, row));
  return Buffer.from([sheetStart(columns), ...lines, sheetEnd].join(''));
}

const [narrowest, widest] = [8, 60];

function widthOf(name: string, type: ColumnType, longest = 0): number {
  const least = type === 'date' ? 'yyyy-mm-dd'.length : narrowest;
  return Math.min(Math.max(name.length, longest, least) + 2, widest);
}
