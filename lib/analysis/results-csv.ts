import {
  AnalysisResults,
  type CannotSay,
  cannotSayReasons,
  type Precision,
  precisions,
  type ResultRow,
} from './results';

const header = 'analysis,row,column,statistic,value,text,reason,precision';

/**
 * The answer of R as run.R writes it.
 * @throws if it is not such a file: a line too short, a number that is none, a reason that nobody knows.
 */
export function parseResultsCsv(text: string): AnalysisResults {
  return new AnalysisResults([...readResultRows(text)]);
}

/** The same line by line, for a reader who has other things to do meanwhile. */
export function* readResultRows(text: string): Generator<ResultRow> {
  const records = csvRecords(text);
  if (records.next().value?.join() !== header) {
    throw new Error('The results have other columns than expected.');
  }
  for (const cells of records) {
    yield readRow(cells);
  }
}

// By hand and not by a schema: it runs in the web process for thousands of lines at a time.
function readRow(cells: readonly string[]): ResultRow {
  const [analysis, row, column, statistic, value, text, reason, precision, ...rest] = cells;
  const isWhole = analysis && row !== undefined && column !== undefined && statistic !== undefined;
  const said = [value, text, reason].filter(Boolean).length;
  if (!isWhole || !isPrecision(precision) || rest.length > 0 || said !== 1) {
    throw new Error(`The results have a line that says nothing or too much: ${cells.join()}`);
  }
  return {
    analysis,
    row,
    column,
    statistic,
    value: value ? finiteNumber(value) : null,
    text: text || null,
    reason: reason ? knownReason(reason) : null,
    precision,
  };
}

function finiteNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) {
    throw new Error(`The results have a number that is none: ${text}`);
  }
  return value;
}

function knownReason(text: string): CannotSay {
  const known = cannotSayReasons.find((reason) => reason === text);
  if (!known) {
    throw new Error(`The results have a reason that nobody knows: ${text}`);
  }
  return known;
}

const isPrecision = (text: string | undefined): text is Precision =>
  precisions.some((precision) => precision === text);

/** The cells of each record; a quoted cell may hold commas, doubled quotes and line ends. */
function* csvRecords(text: string): Generator<string[], undefined> {
  let cells: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/g,
  )) {
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      yield cells;
      cells = [];
    }
  }
}
