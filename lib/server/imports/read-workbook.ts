import 'server-only';
import { Unzip, UnzipInflate } from 'fflate';
import { streamXlsxRows } from 'hucre';
import type { FileRow } from './read-text-rows';
import { unreadableFile } from './unreadable-file';

/** More than any table of a clinic; a small file that unpacks to more was made to fill the memory. Proposals. */
const mostUnpackedBytes = 400 * 1024 * 1024;
const mostEntries = 2000;

/**
 * The names of the sheets, once the workbook is known to be harmless: how much it unpacks to is counted while
 * unpacking, because what a ZIP says about itself can be a lie, and no part of it declares entities.
 *
 * @throws INVALID_INPUT for what is no workbook.
 */
export function inspectWorkbook(
  bytes: Uint8Array,
  mostBytes: number = mostUnpackedBytes,
): readonly string[] {
  let unpacked = 0;
  let entries = 0;
  let workbook = '';
  let failure: string | null = null;
  const reader = new Unzip((entry) => {
    entries += 1;
    if (entries > mostEntries) {
      failure ??= 'The workbook has too many parts.';
      return;
    }
    const isWorkbook = entry.name === 'xl/workbook.xml';
    const isXml = /\.(?:xml|rels)$/i.test(entry.name);
    const decoder = new TextDecoder();
    let start = '';
    entry.ondata = (error, piece) => {
      if (error !== null) {
        failure ??= 'The workbook is damaged.';
        return;
      }
      unpacked += piece.length;
      if (unpacked > mostBytes) {
        failure ??= tooBig(mostBytes);
      }
      const text =
        isXml && (isWorkbook || start.length < 2000) ? decoder.decode(piece, { stream: true }) : '';
      start += start.length < 2000 ? text : '';
      workbook += isWorkbook ? text : '';
      if (/<!DOCTYPE|<!ENTITY/i.test(start)) {
        failure ??=
          'The workbook declares XML entities, which no spreadsheet needs. It was not read.';
      }
    };
    entry.start();
  });
  reader.register(UnzipInflate);
  const pieceBytes = 65_536;
  try {
    for (let start = 0; start < bytes.length && failure === null; start += pieceBytes) {
      const end = Math.min(start + pieceBytes, bytes.length);
      reader.push(bytes.subarray(start, end), end === bytes.length);
    }
  } catch {
    failure ??= 'The workbook is damaged.';
  }
  const names = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*?name="([^"]*)"/g)].map(
    ([, name = '']) => plainText(name),
  );
  if (failure !== null || names.length === 0) {
    throw unreadableFile(failure ?? 'This is a ZIP file, but not a workbook.');
  }
  return names;
}

function tooBig(bytes: number): string {
  return `The workbook unpacks to more than ${Math.round(bytes / 1_048_576)} MB. Split it, or save the table as CSV.`;
}

function plainText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** Formulas are read as the values that were saved with them, dates as YYYY-MM-DD whatever their epoch. */
export async function* readWorkbookRows(bytes: Uint8Array, sheet: number): AsyncGenerator<FileRow> {
  const rows = streamXlsxRows(bytes, { sheet });
  while (true) {
    // Whatever the parser stumbles over is the file's fault; its words could quote the file.
    const next = await rows.next().catch(() => {
      throw unreadableFile('The workbook is damaged.');
    });
    if (next.done === true) {
      return;
    }
    yield { row: next.value.index + 1, cells: next.value.values.map(cellText) };
  }
}

function cellText(value: unknown): string {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? '' : dateText(value);
  }
  if (typeof value === 'number') {
    // Excel shows 15 digits; the rest is how a computer stores 0.1.
    return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : '';
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return typeof value === 'string' ? value : '';
}

function dateText(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T');
  return time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`;
}
