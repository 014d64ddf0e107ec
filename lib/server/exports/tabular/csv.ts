import 'server-only';
import type { DatasetName } from '@/lib/analysis/datasets';
import { dictionaryRows } from '@/lib/analysis/dictionary-csv';
import { type CsvValue, csvLine } from '@/lib/export/csv';
import { readmeText } from '@/lib/tabular/about';
import { codebookRows } from '@/lib/tabular/codebook';
import { loadR } from '@/lib/tabular/load-r';
import { loadSps } from '@/lib/tabular/load-sps';
import { withSums } from '../../export/summed-entries';
import { type ZipEntry, zipped } from '../../statistics/zip-stream';
import type { ExportFormat, ExportRequest, ExportRun } from '../format';
import { readTable } from './read-table';
import { RowEnds } from './row-ends';
import { aboutFacts, type DisclosedTable, disclosedTables, writtenAt } from './tables';

/** A ZIP file of every table with the scripts that load them. */
export const csvFolder: ExportFormat = {
  write: (request, run) => zipped(withSums(filesOf(request, run)), writtenAt(request)),
};

/** One row per patient. */
export const subjectsCsv: ExportFormat = {
  write: (request, run) => tableCsv(request, 'subjects', run),
};

/** One row for each laboratory result. */
export const labsCsv: ExportFormat = {
  write: (request, run) => tableCsv(request, 'labs', run),
};

/** One table alone. */
async function* tableCsv(
  request: ExportRequest,
  name: DatasetName,
  run: ExportRun,
): AsyncGenerator<Uint8Array> {
  for (const table of disclosedTables(request).filter((one) => one.name === name)) {
    yield* csvOf(request, table, run, { index: 0, of: 1 });
  }
}

function* filesOf(request: ExportRequest, run: ExportRun): Generator<ZipEntry> {
  const tables = disclosedTables(request);
  const names = tables.map(({ name }) => name);
  const dictionary = dictionaryRows(
    Object.fromEntries(tables.map(({ name, columns }) => [name, columns])),
  );
  yield textFile('README.txt', readmeText(aboutFacts(request), names));
  yield textFile('dictionary.csv', csvText(dictionary));
  yield textFile('codebook.csv', csvText(codebookRows(tables)));
  yield textFile('load.R', loadR(tables));
  yield textFile('load.sps', loadSps(tables));
  for (const [index, table] of tables.entries()) {
    yield {
      path: `${table.name}.csv`,
      pieces: csvOf(request, table, run, { index, of: tables.length }),
    };
  }
}

async function* csvOf(
  request: ExportRequest,
  table: DisclosedTable,
  run: ExportRun,
  place: { readonly index: number; readonly of: number },
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvText([table.columns.map(({ name }) => name)]));
  const ends = new RowEnds();
  let counted = 0;
  for await (const piece of readTable(request, table, run, { place, formulas: 'escaped' })) {
    yield ends.convert(piece);
    run.countRows(ends.rows - counted);
    counted = ends.rows;
  }
}

/** By the mark at its start Excel knows the encoding; R, SPSS and others pass over it. */
function csvText(rows: readonly (readonly CsvValue[])[]): string {
  return `\uFEFF${rows.map(csvLine).join('')}`;
}

function textFile(path: string, text: string): ZipEntry {
  return { path, pieces: [Buffer.from(text)] };
}
